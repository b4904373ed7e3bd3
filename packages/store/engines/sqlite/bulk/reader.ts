import type { DatabaseSync } from "node:sqlite";
import type { Row } from "../../../src/bulk/held-row.ts";
import { SNAPSHOT_BATCH_ROWS, type TableReader } from "../../../src/bulk/snapshot.ts";

/** Reads within the transaction that is open. */
export function readerOf(database: DatabaseSync): TableReader {
  return {
    async *select(sql) {
      let rows: Row[] = [];
      for (const row of database.prepare(sql).iterate()) {
        rows.push(row as Row);
        if (rows.length < SNAPSHOT_BATCH_ROWS) continue;
        yield rows;
        rows = [];
      }
      if (rows.length > 0) yield rows;
    },
  };
}
