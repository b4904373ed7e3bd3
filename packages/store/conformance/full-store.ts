/** A store that holds something of every family, as transactions left it. */
import fc from "fast-check";
import { StoreError } from "../src/errors.ts";
import type { Store } from "../src/store.ts";
import { account } from "./families/accounts.ts";
import { BEGINNING, operation, perform } from "./model-families.ts";

const SEED = 7;
const OPERATIONS = 250;
const TAKES = /^(?:delete|detach|remove|forget|prune)/;

/** The same every time. */
export async function fillStore(store: Store): Promise<void> {
  await store.write(async (tx) => {
    for (const number of [1, 2]) await tx.accounts.insert(account(number));
    for (const each of BEGINNING) await perform(tx, each);
  });
  for (const each of fc.sample(operation, { seed: SEED, numRuns: OPERATIONS })) {
    await store.write((tx) => perform(tx, each)).catch(ignoreConflict);
  }
  // What random deletes took away: again something of each.
  const again = fc
    .sample(operation, { seed: SEED + 1, numRuns: OPERATIONS })
    .filter(({ name }) => !TAKES.test(name));
  for (const each of [...BEGINNING, ...again]) {
    await store.write((tx) => perform(tx, each)).catch(ignoreConflict);
  }
}

function ignoreConflict(error: unknown): void {
  if (!(error instanceof StoreError && error.code === "conflict")) throw error;
}
