import { StoreError } from "../errors.ts";

/** A store that holds something is never loaded into. */
export function notEmpty(table: string): StoreError {
  return new StoreError("conflict", `the store is not empty: its table ${table} holds rows`);
}
