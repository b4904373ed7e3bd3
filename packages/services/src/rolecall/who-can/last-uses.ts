/** When the roles on ways were last used: GetAccountAuthorizationDetails, whose permission is asked for, tells it of each role. */
import type { Preparation } from "@rolecall/operations";
import type { Installation, Way } from "@rolecall/who-can";

/** Milliseconds since 1970, by the role's ARN. */
export type LastUses = ReadonlyMap<string, number>;

/** Of the last role on each way; all read at once. */
export async function readLastUses(
  { store }: Pick<Preparation<unknown>, "store">,
  { accounts }: Installation,
  ways: readonly Way[],
): Promise<LastUses> {
  const wanted = new Set(ways.map(lastRoleOf));
  const roles = accounts.flatMap((account) => account.roles.filter(({ arn }) => wanted.has(arn)));
  if (roles.length === 0) return new Map();
  const uses = await store.read((tx) => tx.usage.ofEach(roles.map(({ id }) => id)));
  return new Map(
    roles.flatMap(({ arn, id }) => {
      const used = uses.get(id);
      return used === undefined ? [] : [[arn, used.at] as const];
    }),
  );
}

/** The role as which it is done in the end; undefined where somebody does it by itself. */
export function lastRoleOf({ kind, principal, through }: Way): string | undefined {
  return through.findLast((name) => name.includes(":role/")) ?? (kind === "role" ? principal : undefined);
}
