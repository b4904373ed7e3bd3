/** What PostgreSQL's codes mean to callers of the store. https://www.postgresql.org/docs/current/errcodes-appendix.html */
import { StoreError } from "../../src/errors.ts";

/** The server writes no more: another has become the primary. */
const READ_ONLY = "25006";
/** Whoever begins anew may succeed: serialization failure, deadlock, lock not available. */
const AGAIN: ReadonlySet<string> = new Set(["40001", "40P01", "55P03"]);
/**
 * The connection is gone: an administrator's command, a crash, a server that starts or stops, idle for too long. One that leads to a
 * server that only reads by now is given up.
 */
const LOST: ReadonlySet<string> = new Set([
  "57P01",
  "57P02",
  "57P03",
  "25P03",
  "08000",
  "08003",
  "08006",
  READ_ONLY,
]);
/** The database does not answer as it should: time-out, disk full, out of memory, too many connections, read only. */
const UNAVAILABLE: ReadonlySet<string> = new Set(["57014", "53100", "53200", "53300", "53400", "58030"]);
const UNIQUENESS = "23505";
/** What comes behind an error in the same transaction. */
const ABORTED = "25P02";
/** A statement that was to be prepared by one that failed. */
const UNPREPARED = "26000";
/** Nothing may be null that we write, but for the stream's number where another writer was quicker. */
const FENCED = "23502";

/** What the driver throws, as connections pass it on: a work's own errors are never taken for the database's. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
  /** The five characters, where the server sent the error. */
  readonly state: string | undefined;

  constructor(error: unknown) {
    super(error instanceof Error ? error.message : String(error), { cause: error });
    // The system's codes look like the server's: EPIPE has five characters too. Those come with a system call.
    const isOfSystem = error instanceof Error && "syscall" in error;
    const code = error instanceof Error && "code" in error && !isOfSystem ? String(error.code) : "";
    this.state = /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
  }
}

export function isReadOnly(error: unknown): boolean {
  return sqlState(error) === READ_ONLY;
}

function sqlState(error: unknown): string | undefined {
  return error instanceof DatabaseError ? error.state : undefined;
}

export function isConsequence(error: unknown): boolean {
  return sqlState(error) === ABORTED;
}

/** The transaction was rolled back, and may succeed when it is begun anew. */
export function mayTryAgain(error: unknown): boolean {
  const code = sqlState(error);
  return code !== undefined && (AGAIN.has(code) || code === FENCED);
}

/**
 * A read may be begun anew besides where the replay of a standby was in its way, or where it came behind a statement that failed
 * while it was prepared.
 */
export function mayReadAgain(error: unknown): boolean {
  const code = sqlState(error);
  return mayTryAgain(error) || code === ABORTED || code === UNPREPARED;
}

/** Nobody knows what became of what was sent. An error that the server did not send is the connection's. */
export function isConnectionLost(error: unknown): boolean {
  return error instanceof DatabaseError && (error.state === undefined || LOST.has(error.state));
}

/** Anything else (a broken foreign key, a wrong type) is a mistake of the caller's and passes as it is. */
export function toStoreError(error: unknown): unknown {
  if (!(error instanceof DatabaseError)) return error;
  const code = error.state;
  if (code === UNIQUENESS) {
    return new StoreError("conflict", "a record with the same id or name is there already", { cause: error });
  }
  const isUnavailable = code === undefined || LOST.has(code) || UNAVAILABLE.has(code) || mayTryAgain(error);
  return isUnavailable ? unavailable(error) : error;
}

export function unavailable(error: unknown): StoreError {
  const reason = error instanceof Error ? error.message : String(error);
  return new StoreError("unavailable", `the database does not answer: ${reason}`, { cause: error });
}
