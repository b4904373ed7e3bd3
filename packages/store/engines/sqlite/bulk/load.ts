/** Fills an empty file, in one transaction. One that is interrupted leaves the file as empty as it was. */
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import type { Row } from "../../../src/bulk/held-row.ts";
import { insertFrom } from "../../../src/bulk/insert-from.ts";
import { notEmpty } from "../../../src/bulk/refusal.ts";
import { RowCount } from "../../../src/bulk/row-count.ts";
import type { LoadOptions, LoadReport } from "../../../src/bulk/table-rows.ts";
import { StoreError } from "../../../src/errors.ts";
import type { AnyTable } from "../../../src/sql/table.ts";
import { ALL_TABLES, DERIVED_TABLES } from "../../../src/sql/tables.ts";
import { openDatabase } from "../open.ts";
import { isIntegrity, toStoreError } from "../sqlite-error.ts";
import { readerOf } from "./reader.ts";

export interface SqliteTarget extends LoadOptions {
  readonly file: string;
  /** How long to wait for another process. Default 5000. */
  readonly busyTimeoutMs?: number;
}

/** 256 MiB: pages that are changed again and again are written once. */
const CACHE_KIB = 262_144;

const BUILD_INDEXES = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL";

/**
 * Loads an empty store, making the file where there is none. Processes that work on it meanwhile cannot write, and hear that
 * everything changed. Rows are believed as to who owns them; keys, names and account ids are checked.
 * @throws StoreError "conflict" where it is not empty, or rows do not agree; "unavailable" where it cannot be opened or written.
 *   Then nothing was loaded
 */
export async function loadSqlite({
  file,
  busyTimeoutMs = 5000,
  ...options
}: SqliteTarget): Promise<LoadReport> {
  const database = openDatabase(file, busyTimeoutMs);
  try {
    // Foreign keys are looked at once, over all rows.
    database.exec(`PRAGMA foreign_keys = OFF; PRAGMA cache_size = -${CACHE_KIB}`);
    database.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}; BEGIN IMMEDIATE`);
    const count = new RowCount(options.onProgress);
    await fill(database, options.batches, count);
    await options.beforeCommit?.(readerOf(database));
    database.exec("COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
    return { rows: count.rows };
  } catch (error) {
    throw toStoreError(error);
  } finally {
    // Rolls back what was not committed.
    database.close();
  }
}

async function fill(database: DatabaseSync, batches: LoadOptions["batches"], count: RowCount): Promise<void> {
  assertEmpty(database);
  const indexes = database.prepare(BUILD_INDEXES).all() as unknown as { name: string; sql: string }[];
  for (const { name } of indexes) database.exec(`DROP INDEX "${name}"`);
  let inserting: Inserting | undefined;
  for await (const { table, rows } of batches) {
    if (inserting?.table !== table) inserting = new Inserting(database, table);
    for (const row of rows) inserting.insert(row);
    count.add(table.name, rows.length);
  }
  for (const { sql } of indexes) database.exec(sql);
  for (const { table, select } of DERIVED_TABLES) {
    const { changes } = database.prepare(insertFrom(table, select)).run();
    count.add(table.name, Number(changes));
  }
  assertReferences(database);
  tellAll(database);
}

function assertEmpty(database: DatabaseSync): void {
  for (const { name } of ALL_TABLES) {
    if (database.prepare(`SELECT 1 FROM ${name} LIMIT 1`).get() !== undefined) throw notEmpty(name);
  }
}

class Inserting {
  readonly table: AnyTable;
  readonly #names: readonly string[];
  readonly #statement: StatementSync;

  constructor(database: DatabaseSync, table: AnyTable) {
    this.table = table;
    this.#names = table.columns.map(({ name }) => name);
    const list = this.#names.map((name) => `"${name}"`).join(", ");
    const values = this.#names.map(() => "?").join(", ");
    this.#statement = database.prepare(`INSERT INTO ${table.name} (${list}) VALUES (${values})`);
  }

  /** @throws StoreError "conflict" that names the row, where it does not agree with others */
  insert(row: Row): void {
    try {
      this.#statement.run(...this.#names.map((name) => row[name] as SQLInputValue));
    } catch (error) {
      if (!isIntegrity(error)) throw error;
      const key = this.table.key.map((name) => row[name]).join(" ");
      const reason = error instanceof Error ? error.message : String(error);
      throw new StoreError("conflict", `${this.table.name} ${key}: ${reason}`, { cause: error });
    }
  }
}

function assertReferences(database: DatabaseSync): void {
  const broken = database.prepare("SELECT * FROM pragma_foreign_key_check LIMIT 1").get();
  if (broken === undefined) return;
  throw new StoreError(
    "conflict",
    `${broken.table}: a row refers to one of ${broken.parent} that is not there`,
  );
}

/** Whoever listens is told to forget it all. */
function tellAll(database: DatabaseSync): void {
  database.exec(`
UPDATE feed SET revision = revision + 1;
INSERT INTO changes (revision, position, kind, id) SELECT revision, 0, 'all', '' FROM feed`);
}
