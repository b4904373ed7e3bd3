/** What SQLite's result codes mean to callers of the store. https://www.sqlite.org/rescode.html */
import { StoreError } from "../../src/errors.ts";

const BUSY = 5;
const CONSTRAINT = 19;
/** Extended codes of broken uniqueness: PRIMARY KEY, UNIQUE, ROWID. */
const UNIQUENESS: ReadonlySet<number> = new Set([1555, 2067, 2579]);
/**
 * The database does not answer: BUSY, LOCKED, NOMEM, READONLY, INTERRUPT, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL,
 * NOTADB.
 */
const UNAVAILABLE: ReadonlySet<number> = new Set([BUSY, 6, 7, 8, 9, 10, 11, 13, 14, 15, 26]);

/** Anything else (a broken foreign key, a wrong type) is a mistake of the caller's and passes as it is. */
export function toStoreError(error: unknown): unknown {
  const code = resultCode(error);
  if (code === undefined) return error;
  if (UNIQUENESS.has(code)) {
    return new StoreError("conflict", "a record with the same id or name is there already", { cause: error });
  }
  if (UNAVAILABLE.has(code & 0xff)) return unavailable(error);
  return error;
}

export function unavailable(error: unknown): StoreError {
  const reason = error instanceof Error ? error.message : String(error);
  return new StoreError("unavailable", `the database does not answer: ${reason}`, { cause: error });
}

/** Another process holds the lock; trying again may help. */
export function isBusy(error: unknown): boolean {
  const code = resultCode(error);
  return code !== undefined && (code & 0xff) === BUSY;
}

/** Rows do not agree: of the constraints of a table, SQLite's message names the table. */
export function isIntegrity(error: unknown): boolean {
  const code = resultCode(error);
  return code !== undefined && (code & 0xff) === CONSTRAINT;
}

/** The extended result code, where SQLite threw the error. */
function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("code" in error) || error.code !== "ERR_SQLITE_ERROR") return undefined;
  return "errcode" in error && typeof error.errcode === "number" ? error.errcode : undefined;
}
