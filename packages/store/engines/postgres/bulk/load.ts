/**
 * Fills an empty database as fast as it can be: COPY into tables whose indexes and constraints were laid aside, in one
 * transaction. One that is interrupted leaves the database as empty as it was.
 */
import type { Client } from "pg";
import { insertFrom } from "../../../src/bulk/insert-from.ts";
import { notEmpty } from "../../../src/bulk/refusal.ts";
import { RowCount } from "../../../src/bulk/row-count.ts";
import type { LoadOptions, LoadReport } from "../../../src/bulk/table-rows.ts";
import { ALL_TABLES, DERIVED_TABLES } from "../../../src/sql/tables.ts";
import { connectPatiently } from "../connect.ts";
import { parseDatabaseUrl } from "../database-url.ts";
import { explainFailure } from "../explain-failure.ts";
import { notify } from "../feed-statements.ts";
import { checkServer, migrate } from "../migrate.ts";
import { fillTables } from "./fill-tables.ts";
import { toLoadError } from "./load-error.ts";
import { readerOf } from "./reader.ts";
import { layRulesAside } from "./rules.ts";

export interface PostgresTarget extends LoadOptions {
  readonly url: string;
  /** For a URL without one. */
  readonly password?: string | undefined;
}

/** Another load is waited for so long, and whoever still works on tables that are empty. */
const LOCK_WAIT = "10s";
const SETTINGS = {
  lock_timeout: LOCK_WAIT,
  statement_timeout: "0",
  idle_in_transaction_session_timeout: "0",
  maintenance_work_mem: "256MB",
  // What is asked of a store is found by its keys, and any plan but that is refused: a rough look at the rows is enough.
  default_statistics_target: "25",
};
const SET = `select ${Object.entries(SETTINGS)
  .map(([name, value]) => `set_config('${name}', '${value}', true)`)
  .join(", ")}`;

const NAMES = ALL_TABLES.map(({ name }) => name);

/** Everything changed: whoever listens is told to forget it all. The first stream serves as well as the others. */
const MOVE_STREAM = "update streams set seq = seq + 1 where stream = 0 returning seq";
const TELL_ALL =
  "insert into changes (stream, seq, position, kind, id, token) values (0, $1, 0, 'all', '', -1)";

/**
 * Loads an empty database, making its tables where there are none. Nodes that work on it meanwhile wait, and hear that everything
 * changed. Rows are believed as to who owns them; keys, names and account ids are checked.
 * @throws StoreError "conflict" where it is not empty, or rows do not agree; "unavailable" where it does not answer. Then
 *   nothing was loaded
 */
export async function loadPostgres({ url, password, ...options }: PostgresTarget): Promise<LoadReport> {
  const address = parseDatabaseUrl(url, password);
  const client = await connectPatiently(address).catch((error) => {
    throw explainFailure(address, error);
  });
  try {
    await checkServer(client);
    await migrate(client, 0);
    return await loadInto(client, options);
  } finally {
    await client.end();
  }
}

async function loadInto(
  client: Client,
  { batches, onProgress, beforeCommit }: LoadOptions,
): Promise<LoadReport> {
  const count = new RowCount(onProgress);
  try {
    await client.query("begin");
    await takeEmptyTables(client);
    const rules = await layRulesAside(client, NAMES);
    await fillTables({ client, rules, count }, batches);
    for (const { table, select } of DERIVED_TABLES) {
      count.add(table.name, (await client.query(insertFrom(table, select))).rowCount ?? 0);
    }
    await beforeCommit?.(readerOf(client));
    const { rows } = await client.query<{ seq: number }>(MOVE_STREAM);
    await client.query(TELL_ALL, [rows[0]?.seq]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback").catch(() => {});
    throw toLoadError(error);
  }
  await client.query(notify.sql, ["load"]).catch(() => {});
  return { rows: count.rows };
}

/** A table that is emptied in the transaction that fills it is written as if its rows had always been there. */
async function takeEmptyTables(client: Client): Promise<void> {
  await client.query(SET);
  await client.query(`lock table ${NAMES.join(", ")} in access exclusive mode`);
  for (const name of NAMES) {
    const { rows } = await client.query(`select 1 from ${name} limit 1`);
    if (rows.length > 0) throw notEmpty(name);
  }
  await client.query(`truncate ${NAMES.join(", ")} restart identity`);
}
