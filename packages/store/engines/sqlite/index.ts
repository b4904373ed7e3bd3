import type { DatabaseSync } from "node:sqlite";
import { setTimeout as delay } from "node:timers/promises";
import { StoreError } from "../../src/errors.ts";
import { DEFAULT_STALE_LIMIT_MS } from "../../src/freshness.ts";
import type { Store } from "../../src/store.ts";
import { SqliteConnection } from "./connection.ts";
import { openDatabase, openImage } from "./open.ts";
import { isBusy } from "./sqlite-error.ts";
import { SqliteStore } from "./sqlite-store.ts";

export { type BackupReport, backupSqlite } from "./backup/backup.ts";
export { restoreSqlite } from "./backup/restore.ts";
export { loadSqlite, type SqliteTarget } from "./bulk/load.ts";
export { openSqliteSnapshot } from "./bulk/snapshot.ts";

const OPEN_RETRY_MS = 10;

export interface SqliteStoreOptions {
  /**
   * A path in a folder that exists, or ":memory:" for a store that ends with the process. The file gets mode 0600.
   */
  readonly file: string;
  /** What a store in memory begins as, instead of empty: what another one's `image` answered, or a backup. */
  readonly image?: Uint8Array | undefined;
  /** How often to look for other processes' changes while nothing else is going on. Default 250, at most 500. */
  readonly pollMs?: number;
  /** How long to wait for another process's write before failing as "unavailable". Default 5000. */
  readonly busyTimeoutMs?: number;
  /** How many revisions the change table holds; a reader further behind is told "all". Default 10,000. */
  readonly revisionsKept?: number;
  /** For how long what is remembered is answered while the file cannot be read. Default an hour. */
  readonly staleLimitMs?: number;
}

/**
 * The embedded store. Several processes may have the same file open.
 * @throws StoreError "unavailable", naming the file, where it cannot be opened, is no database of ours or of a newer
 *   version
 */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<Store> {
  const { file, pollMs = 250, busyTimeoutMs = 5000, revisionsKept = 10_000 } = options;
  const { staleLimitMs = DEFAULT_STALE_LIMIT_MS } = options;
  if (!(pollMs >= 1 && pollMs <= 500)) throw new RangeError(`pollMs must be from 1 to 500, not ${pollMs}`);
  if (!(revisionsKept >= 1)) throw new RangeError(`revisionsKept must be at least 1, not ${revisionsKept}`);
  const { image } = options;
  const database = image === undefined ? await openWhenFree(file, busyTimeoutMs) : openImage(image);
  const connection = new SqliteConnection(database);
  return new SqliteStore(connection, { pollMs, busyTimeoutMs, revisionsKept, staleLimitMs });
}

/** SQLite does not wait for a process that is just making the same file a write-ahead one. */
async function openWhenFree(file: string, busyTimeoutMs: number): Promise<DatabaseSync> {
  const startMs = performance.now();
  for (;;) {
    try {
      return openDatabase(file, busyTimeoutMs);
    } catch (error) {
      const isWorthwhile = error instanceof StoreError && isBusy(error.cause);
      if (!isWorthwhile || performance.now() - startMs > busyTimeoutMs) throw error;
      await delay(OPEN_RETRY_MS);
    }
  }
}
