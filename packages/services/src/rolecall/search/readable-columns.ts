/** Which columns the caller may read: each is asked for as the operations that it stands for. */
import { type AccessDenied, foreseeOfEach, permitted, type Requirement, refusals } from "@rolecall/access";
import { type Call, type CommonError, commonError } from "@rolecall/operations";
import type { ReadTransaction } from "@rolecall/store";
import type { SearchTable } from "./search-table.ts";

type Reading = Call<unknown, ReadTransaction>;
type AnyTable = SearchTable<never, unknown, string, string, never>;

export interface UnreadableColumn {
  readonly Column: string;
  readonly Action: string;
  readonly Message: string;
}

/** Why a column cannot be read, or cannot decide which rows there are. */
export interface Refusal {
  /** What would have to be allowed. */
  readonly action: string;
  readonly error: AccessDenied | CommonError;
}

export interface ReadableColumns {
  /** Undefined where it can be read. */
  refusalOf(column: string): Refusal | undefined;
  /** Of these, those that cannot be read. */
  unreadable(columns: readonly string[]): readonly UnreadableColumn[];
}

interface AskedColumns {
  readonly shown: readonly string[];
  /** Those that rows are found, filtered, counted or sorted by. */
  readonly deciding: readonly string[];
}

/**
 * Asks for each permission once, on all things of the kind: what holds for some of them alone gives nothing of the table. INVARIANT: a column
 * whose permission depends on the row decides on no rows: a count, or a row's place, would tell what the row itself hides.
 */
export async function readableColumns(
  call: Reading,
  table: Pick<AnyTable, "columns" | "onAll">,
  { shown, deciding }: AskedColumns,
): Promise<ReadableColumns> {
  const needsOf = (column: string) => table.columns[column]?.needs ?? [];
  const actionsOf = (columns: readonly string[]) => [...new Set(columns.flatMap(needsOf))];
  const resources = table.onAll(call.caller.accountId);
  const denied = await deniedOfAll(call, actionsOf([...shown, ...deciding]), resources);
  const open = actionsOf(deciding).filter((action) => !denied.has(action));
  const undecided = await undecidedOfEach(call, open, resources);
  const decides = new Set(deciding);
  const refusalOf = (column: string): Refusal | undefined => {
    for (const action of needsOf(column)) {
      const error = denied.get(action);
      if (error !== undefined) return { action, error };
    }
    const action = decides.has(column) ? needsOf(column).find((each) => undecided.has(each)) : undefined;
    return action === undefined ? undefined : { action, error: dependingOnRow(column, action, undecided) };
  };
  return {
    refusalOf,
    unreadable: (columns) =>
      columns.flatMap((column) => {
        const refusal = refusalOf(column);
        return refusal === undefined
          ? []
          : [{ Column: column, Action: refusal.action, Message: refusal.error.message }];
      }),
  };
}

/** The denial of each action that is not allowed on all of the kind. */
async function deniedOfAll(call: Reading, actions: readonly string[], resources: readonly string[]) {
  const requirements = actions.flatMap((action) => resources.map((resource) => ({ action, resource })));
  const refused = await refusals(groundOf(call), call, requirements);
  const byAction = new Map<string, AccessDenied>();
  for (const [place, { action }] of requirements.entries()) {
    const refusal = refused[place];
    if (refusal !== undefined && !byAction.has(action)) byAction.set(action, refusal);
  }
  return byAction;
}

/** Of each action that may be denied of one thing: on what that depends. */
async function undecidedOfEach(call: Reading, actions: readonly string[], resources: readonly string[]) {
  const byAction = new Map<string, readonly string[]>();
  for (const action of actions) {
    for (const resource of resources) {
      const { outcome, unknown } = await foreseeOfEach(groundOf(call), call, { action, resource });
      if (outcome !== "allowed") byAction.set(action, unknown);
    }
  }
  return byAction;
}

function dependingOnRow(
  column: string,
  action: string,
  undecided: ReadonlyMap<string, readonly string[]>,
): CommonError {
  const on = undecided.get(action)?.join(", ") || "resource";
  return commonError(
    "accessDenied",
    `Rows cannot be found, filtered or sorted by ${column}: whether you are authorized to perform ${action} depends on each row (${on}), and which rows are found would tell what is hidden from you. It takes policies that allow ${action} on all of them.`,
  );
}

/**
 * Of each row, the columns of these that the caller may not read of that one, such as where a policy denies the one thing by name or by
 * its tags.
 */
export async function unreadableOfRows<Found>(
  call: Reading,
  table: Pick<SearchTable<Found, unknown, string, string, never>, "columns" | "onRow">,
  columns: readonly string[],
  rows: readonly Found[],
): Promise<readonly ReadonlySet<string>[]> {
  const needing = columns.filter((column) => table.columns[column]?.needs !== undefined);
  const actions = [...new Set(needing.flatMap((column) => table.columns[column]?.needs ?? []))];
  const asked: Requirement[] = rows.flatMap((row) => {
    const permission = table.onRow(row);
    return actions.map((action) => ({ ...permission, action }));
  });
  const allowed = await permitted(groundOf(call), call, asked);
  return rows.map((_, place) => {
    const isDenied = (action: string) => !allowed[place * actions.length + actions.indexOf(action)];
    return new Set(needing.filter((column) => table.columns[column]?.needs?.some(isDenied)));
  });
}

function groundOf({ tx, env: { directory } }: Reading) {
  return { tx, directory };
}
