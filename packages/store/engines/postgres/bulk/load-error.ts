import { SourceFailure } from "../../../src/bulk/source-failure.ts";
import { StoreError } from "../../../src/errors.ts";
import { DatabaseError, toStoreError } from "../postgres-error.ts";

/** Rows that do not agree: integrity constraint violations, by the class of the code. */
const INTEGRITY = /^23/;

/** What was wrong with what was loaded, in the server's words, which name table and key; or what the source threw, as it was. */
export function toLoadError(error: unknown): unknown {
  if (error instanceof SourceFailure) return error.cause;
  if (error instanceof StoreError || !(error instanceof Error)) return error;
  const { code, detail, table } = error as Error & { code?: string; detail?: string; table?: string };
  if (code === undefined || !INTEGRITY.test(code)) return toStoreError(new DatabaseError(error));
  const where = table === undefined ? "" : `${table}: `;
  return new StoreError("conflict", `${where}${error.message}${detail === undefined ? "" : `: ${detail}`}`, {
    cause: error,
  });
}
