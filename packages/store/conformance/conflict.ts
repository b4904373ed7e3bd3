import assert from "node:assert/strict";
import type { WriteTransaction } from "../src/families.ts";
import type { Store } from "../src/store.ts";

export const CONFLICT = { name: "StoreError", code: "conflict" } as const;

/** Each in a transaction of its own. */
export async function assertConflicts(
  store: Store,
  works: readonly ((tx: WriteTransaction) => Promise<unknown>)[],
): Promise<void> {
  for (const [index, work] of works.entries()) {
    await assert.rejects(store.write(work), CONFLICT, `case ${index}`);
  }
}
