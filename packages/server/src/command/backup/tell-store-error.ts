import { StoreError } from "@rolecall/store";
import { Mistake } from "../../mistake.ts";
import { explainSystemError } from "../system-error.ts";

/** What a store or the system refuses is told in a sentence; any other error stays what it is. */
export function tellStoreError(error: unknown): unknown {
  return error instanceof StoreError ? new Mistake(`${error.message}.`) : explainSystemError(error);
}
