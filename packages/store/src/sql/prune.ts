/** How tables are kept within bounds whose rows have a running total and a time. */
import type { DenialPruning } from "../records/denial.ts";
import { type AnySchema, statementsOf } from "./statement.ts";

/**
 * Deletes the oldest rows, a bounded number at a time; each statement follows an index to what it deletes.
 * @param key the column that tells rows apart
 */
export function pruneStatements(table: string, key: string) {
  const statement = statementsOf<AnySchema>(table);
  return {
    upToTotal: statement<Pick<DenialPruning, "upToTotal" | "limit">>()("pruneUpToTotal", (db, p) =>
      db
        .deleteFrom(table)
        .where(key, "in", (from) =>
          from
            .selectFrom(table)
            .select(key)
            .where("total", "<=", p.upToTotal)
            .orderBy("total")
            .limit(p.limit),
        ),
    ),
    before: statement<Pick<DenialPruning, "before" | "limit">>()("pruneBefore", (db, p) =>
      db
        .deleteFrom(table)
        .where(key, "in", (from) =>
          from.selectFrom(table).select(key).where("at", "<", p.before).orderBy("at").limit(p.limit),
        ),
    ),
  };
}
