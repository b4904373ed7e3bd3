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
  default_statistics_target: "10",
  // What was just made is in memory: indexes are gone through, where sorting or hashing rows would take several times as long.
  random_page_cost: "1.1",
};
const SET = `select ${Object.entries(SETTINGS)
  .map(([name, value]) => `set_config('${name}', '${value}', true)`)
  .join(", ")}`;

const NAMES = ALL_TABLES.map(({ name }) => name);
const FULL = NAMES.map((name) => `(select '${name}' as name from ${name} limit 1)`).join(" union all ");

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
    await fillTables({ client, tables: NAMES, count }, batches);
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

async function takeEmptyTables(client: Client): Promise<void> {
  await client.query(SET);
  await client.query(`lock table ${NAMES.join(", ")} in access exclusive mode`);
  const full = await client.query<{ name: string }>(FULL);
  if (full.rows[0] !== undefined) throw notEmpty(full.rows[0].name);
}
