/** SQLite's write-ahead log as a file, to bring it to the disk without stopping the process. */
import { closeSync, fdatasync, openSync } from "node:fs";

export interface LogFile {
  /** Resolves when everything that was written to the log before the call is on the disk. */
  sync(): Promise<void>;
  close(): void;
}

/**
 * Opens the log of a database that has a connection, which keeps it the same file: SQLite removes it with the last connection.
 * It puts no locks on the log, so that closing this descriptor drops none.
 * https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_
 */
export function openLogFile(database: string): LogFile {
  const descriptor = openSync(`${database}-wal`, "r+");
  return {
    sync: () =>
      new Promise((resolve, reject) => {
        fdatasync(descriptor, (error) => (error === null ? resolve() : reject(error)));
      }),
    close: () => closeSync(descriptor),
  };
}
