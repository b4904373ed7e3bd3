/**
 * One of several processes that open a new file at the same moment and all try to insert the same users, up to a
 * quota.
 */
import { user } from "../../conformance/families/users.ts";
import { ACCOUNT } from "../../conformance/samples.ts";
import { StoreError } from "../../src/errors.ts";
import { openSqliteStore } from "./index.ts";

class QuotaReached extends Error {}

const [file = "", tries = "", quota = "", first = ""] = process.argv.slice(2);
const store = await openSqliteStore({ file });
let heard = 0;
store.subscribe((changes) => {
  heard += changes.length;
});
const outcomes = { inserted: 0, taken: 0, full: 0 };
async function tryToInsert(number: number): Promise<void> {
  try {
    await store.write(async (tx) => {
      if ((await tx.accounts.counts(ACCOUNT)).users >= Number(quota)) throw new QuotaReached();
      // Ids differ from process to process; the names are the same in all.
      await tx.users.insert(user(Number(first) + number, { name: `user-${number}` }));
    });
    outcomes.inserted++;
  } catch (error) {
    if (error instanceof QuotaReached) outcomes.full++;
    else if (error instanceof StoreError && error.code === "conflict") outcomes.taken++;
    else throw error;
  }
}
for (let number = 0; number < Number(tries); number += 4) {
  await Promise.all([0, 1, 2, 3].map((offset) => tryToInsert(number + offset)));
}
console.log(JSON.stringify({ ...outcomes, heard }));
await store.close();
