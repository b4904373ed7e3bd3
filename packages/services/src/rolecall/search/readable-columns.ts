/** Which columns the caller may read: each is asked for as the operations that it stands for. */
import { type AccessDenied, permitted, type Requirement, refusals } from "@rolecall/access";
import type { Call } from "@rolecall/operations";
import type { ReadTransaction } from "@rolecall/store";
import type { SearchTable } from "./search-table.ts";

type Reading = Call<unknown, ReadTransaction>;
type AnyTable = SearchTable<never, unknown, string, string, never>;

export interface UnreadableColumn {
  readonly Column: string;
  readonly Action: string;
  readonly Message: string;
}

export interface ReadableColumns {
  /** Why a column cannot be read; undefined where it can. */
  refusalOf(column: string): AccessDenied | undefined;
  /** Of these, those that cannot be read. */
  unreadable(columns: readonly string[]): readonly UnreadableColumn[];
}

/** Asks for each permission once, on all things of the kind: what holds for some of them alone gives nothing of the table. */
export async function readableColumns(
  call: Reading,
  table: Pick<AnyTable, "columns" | "onAll">,
  asked: readonly string[],
): Promise<ReadableColumns> {
  const needsOf = (column: string) => table.columns[column]?.needs ?? [];
  const actions = [...new Set(asked.flatMap(needsOf))];
  const resources = table.onAll(call.caller.accountId);
  const requirements = actions.flatMap((action) => resources.map((resource) => ({ action, resource })));
  const refused = await refusals(groundOf(call), call, requirements);
  const byAction = new Map<string, AccessDenied>();
  for (const [place, { action }] of requirements.entries()) {
    const refusal = refused[place];
    if (refusal !== undefined && !byAction.has(action)) byAction.set(action, refusal);
  }
  const deniedAction = (column: string) => needsOf(column).find((action) => byAction.has(action));
  const refusalOf = (column: string) => byAction.get(deniedAction(column) ?? "");
  return {
    refusalOf,
    unreadable: (columns) =>
      columns.flatMap((column) => {
        const action = deniedAction(column);
        const message = refusalOf(column)?.message;
        return action === undefined || message === undefined
          ? []
          : [{ Column: column, Action: action, Message: message }];
      }),
  };
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
