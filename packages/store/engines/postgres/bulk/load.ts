/**
 * Fills an empty database as fast as it can be: COPY into tables whose indexes and constraints were laid aside, in one
 * transaction. One that is interrupted leaves the database as empty as it was.
 */
import { once } from "node:events";
import type { Client } from "pg";
import { type CopyStreamQuery, from as copyFrom } from "pg-copy-streams";
import { insertFrom } from "../../../src/bulk/insert-from.ts";
import { notEmpty } from "../../../src/bulk/refusal.ts";
import { RowCount } from "../../../src/bulk/row-count.ts";
import { watchSource } from "../../../src/bulk/source-failure.ts";
import type { LoadOptions, LoadReport } from "../../../src/bulk/table-rows.ts";
import type { AnyTable } from "../../../src/sql/table.ts";
import { ALL_TABLES, DERIVED_TABLES } from "../../../src/sql/tables.ts";
import { connectPatiently } from "../connect.ts";
import { parseDatabaseUrl } from "../database-url.ts";
import { explainFailure } from "../explain-failure.ts";
import { notify } from "../feed-statements.ts";
import { checkServer, migrate } from "../migrate.ts";
import { copyText } from "./copy-text.ts";
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
    const makeRules = await layRulesAside(client, NAMES);
    await copyAll(client, batches, count);
    await client.query(makeRules);
    await client.query(`analyze ${NAMES.join(", ")}`);
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

async function copyAll(client: Client, batches: LoadOptions["batches"], count: RowCount): Promise<void> {
  let copying: Copying | undefined;
  try {
    for await (const { table, rows } of watchSource(batches)) {
      if (copying?.table !== table) {
        await copying?.end();
        copying = new Copying(client, table);
      }
      await copying.send(copyText(table, rows));
      count.add(table.name, rows.length);
    }
    await copying?.end();
  } catch (error) {
    copying?.abandon();
    throw error;
  }
}

/** One COPY, which the server may end with an error at any time. */
class Copying {
  readonly table: AnyTable;
  readonly #stream: CopyStreamQuery;
  readonly #ended: Promise<unknown>;
  #hasFailed = false;

  constructor(client: Client, table: AnyTable) {
    this.table = table;
    const columns = table.columns.map(({ name }) => `"${name}"`).join(", ");
    this.#stream = client.query(copyFrom(`copy ${table.name} (${columns}) from stdin with (freeze)`));
    this.#ended = once(this.#stream, "finish");
    // Looked at where it is sent and where it ends.
    this.#ended.catch(() => {});
    this.#stream.on("error", () => {
      this.#hasFailed = true;
    });
  }

  async send(text: string): Promise<void> {
    if (this.#stream.write(Buffer.from(text))) return;
    await Promise.race([once(this.#stream, "drain"), this.#ended]);
  }

  async end(): Promise<void> {
    this.#stream.end();
    await this.#ended;
  }

  /** Tells the server, where it is still there. */
  abandon(): void {
    if (!this.#hasFailed) this.#stream.destroy();
  }
}
