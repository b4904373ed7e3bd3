/** How tables are kept within bounds whose rows have a time, and some a running total. */
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
    before: pruneByTime(table, key, "at"),
  };
}

/**
 * Deletes the oldest rows by one of their times, a bounded number at a time.
 * @param key the column that tells rows apart
 */
export function pruneByTime(table: string, key: string, time: string) {
  const statement = statementsOf<AnySchema>(table);
  return statement<Pick<DenialPruning, "before" | "limit">>()("pruneBefore", (db, p) =>
    db
      .deleteFrom(table)
      .where(key, "in", (from) =>
        from.selectFrom(table).select(key).where(time, "<", p.before).orderBy(time).limit(p.limit),
      ),
  );
}
