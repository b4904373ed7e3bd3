import type { Client } from "pg";
import type { Row } from "../../../src/bulk/held-row.ts";
import { SNAPSHOT_BATCH_ROWS, type TableReader } from "../../../src/bulk/snapshot.ts";

/** Reads within the transaction that is open, by a cursor. */
export function readerOf(client: Client): TableReader {
  return {
    async *select(sql) {
      await client.query(`declare reading no scroll cursor for ${sql}`);
      for (;;) {
        const { rows } = await client.query<Row>(`fetch ${SNAPSHOT_BATCH_ROWS} from reading`);
        if (rows.length > 0) yield rows;
        if (rows.length < SNAPSHOT_BATCH_ROWS) break;
      }
      await client.query("close reading");
    },
  };
}
