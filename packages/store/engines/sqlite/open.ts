/** Opens the file: its mode, SQLite's settings, and the tables as this version knows them. */
import { chmodSync, closeSync, openSync, statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { StoreError } from "../../src/errors.ts";
import { assertWhole } from "./backup/wholeness.ts";
import { APPLICATION_ID, assertOurs, assertStore, schemaNumber } from "./identity.ts";
import { SCHEMA } from "./migrations/index.ts";

/** The owner may read and write. SQLite gives the files beside it (-wal, -shm) the same mode. */
const FILE_MODE = 0o600;

/**
 * synchronous=FULL: COMMIT returns when the write-ahead log is on the disk.
 * secure_delete=FAST: what is deleted is overwritten where its page is written anyway, so that a database file handed
 * on does not carry deleted records in its free space; pages that become free as a whole, and the log until it is
 * re-used, still may. Secrets do not depend on it: they come sealed or hashed.
 * wal_autocheckpoint=4000: the log is folded into the file at 16 MiB, four times less often than it would be; each time costs
 * the writes of that moment two more waits for the disk.
 * trusted_schema=OFF, cell_size_check=ON: a file that was tampered with does less harm.
 */
const SETTINGS = /* sql */ `
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = ON;
PRAGMA secure_delete = FAST;
PRAGMA wal_autocheckpoint = 4000;
PRAGMA trusted_schema = OFF;
PRAGMA cell_size_check = ON;
`;

/** Where a file says that it has a write-ahead log, which memory has not. https://www.sqlite.org/fileformat2.html#file_format_version_numbers */
const FORMAT_VERSIONS = [18, 19] as const;

/**
 * A store in memory that begins as an image.
 * @throws StoreError "unavailable" where the image is no store, is damaged, or was written by a newer version
 */
export function openImage(image: Uint8Array): DatabaseSync {
  const database = new DatabaseSync(":memory:");
  try {
    const bytes = Uint8Array.from(image);
    for (const at of FORMAT_VERSIONS) bytes[at] = 1;
    database.deserialize(bytes);
    assertStore(database);
    assertWhole(database);
    database.exec(SETTINGS);
    migrate(database, SCHEMA);
    database.exec("PRAGMA busy_timeout = 0");
    return database;
  } catch (error) {
    database.close();
    const reason = error instanceof Error ? error.message : String(error);
    throw new StoreError("unavailable", `the state cannot be loaded: ${reason}`, { cause: error });
  }
}

/**
 * @param file a path, or ":memory:"
 * @param busyTimeoutMs how long to wait for another process that is opening the same file
 * @throws StoreError "unavailable", naming the file, where it cannot be opened, is no database, is another program's,
 *   or was written by a newer version
 */
export function openDatabase(file: string, busyTimeoutMs: number, schema = SCHEMA): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    if (file !== ":memory:") restrictMode(file);
    database = new DatabaseSync(file, { timeout: busyTimeoutMs });
    database.exec(SETTINGS);
    migrate(database, schema);
    // From here on the queue waits, without stopping the process: see TransactionQueue.
    database.exec("PRAGMA busy_timeout = 0");
    return database;
  } catch (error) {
    database?.close();
    const reason = error instanceof Error ? error.message : String(error);
    throw new StoreError("unavailable", `cannot open the database ${file}: ${reason}`, { cause: error });
  }
}

/**
 * Only `stat` and `chmod` touch a file that is there: closing another descriptor of it would drop the locks that this
 * process may hold on it already.
 * https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_
 */
function restrictMode(file: string): void {
  const mode = statSync(file, { throwIfNoEntry: false })?.mode;
  if (mode === undefined) createFile(file);
  else if ((mode & 0o777) !== FILE_MODE) chmodSync(file, FILE_MODE);
}

function createFile(file: string): void {
  try {
    closeSync(openSync(file, "wx", FILE_MODE));
  } catch (error) {
    // Another process was quicker, and gave it the same mode.
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
}

function migrate(database: DatabaseSync, { migrations, compatibleFrom }: typeof SCHEMA): void {
  database.exec("BEGIN IMMEDIATE");
  try {
    assertOurs(database, migrations.length);
    const number = schemaNumber(database);
    if (number < migrations.length) {
      for (const sql of migrations.slice(number)) database.exec(sql);
      database.exec(
        `UPDATE schema_compatibility SET number = ${migrations.length}, compatible_from = ${compatibleFrom.at(-1)}`,
      );
      database.exec(`PRAGMA user_version = ${migrations.length}; PRAGMA application_id = ${APPLICATION_ID}`);
    }
    database.exec("COMMIT");
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}
