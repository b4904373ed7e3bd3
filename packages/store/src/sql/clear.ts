import type { StoreSchema } from "./schema.ts";
import type { SqlSession } from "./session.ts";
import { type Statement, statement } from "./statement.ts";

/**
 * What refers to others stands before them. The change feed stays: others still have to hear that everything is gone.
 */
const RECORD_TABLES: readonly Exclude<keyof StoreSchema, "changes" | "feed">[] = [
  "usage",
  "login_profiles",
  "access_keys",
  "memberships",
  "inline_policies",
  "attachments",
  "policy_versions",
  "policies",
  "instance_profiles",
  "roles",
  "groups",
  "users",
  "account_counts",
  "accounts",
];

const EMPTY: readonly Statement<object, unknown>[] = RECORD_TABLES.map((table) =>
  statement()(`clear.${table}`, (db) => db.deleteFrom(table)),
);

export async function emptyTables(session: SqlSession): Promise<void> {
  for (const emptyTable of EMPTY) await session.run(emptyTable, {});
}
