/** Writes until the disk is full, and says what came of it. Run with a limit on the size of files. */
import { account } from "../../conformance/families/accounts.ts";
import { user } from "../../conformance/families/users.ts";
import { ACCOUNT } from "../../conformance/samples.ts";
import { StoreError } from "../../src/errors.ts";
import { openSqliteStore } from "./index.ts";

const BATCH = 20;
const BATCHES_MAX = 200;

const [file = ""] = process.argv.slice(2);
const store = await openSqliteStore({ file });
let heardAll = false;
store.subscribe((changes) => {
  heardAll ||= changes === "all";
});
await store.write((tx) => tx.accounts.insert(account(1)));
const failures = new Set<string>();
const acknowledged = new Set<string>();
for (let batch = 0; batch < BATCHES_MAX && failures.size === 0; batch++) {
  const writes = Array.from({ length: BATCH }, async (_, index) => {
    const record = user(batch * BATCH + index, { tags: [{ key: "pad", value: "x".repeat(200) }] });
    try {
      await store.write((tx) => tx.users.insert(record));
      acknowledged.add(record.id);
    } catch (error) {
      failures.add(error instanceof StoreError ? error.code : String(error));
    }
  });
  await Promise.all(writes);
}
const { items } = await store.read((tx) => tx.users.list(ACCOUNT, { limit: BATCH * BATCHES_MAX }));
const { users: counted } = await store.read((tx) => tx.accounts.counts(ACCOUNT));
const found = items.filter(({ id }) => acknowledged.has(id)).length;
const strays = items.length - found;
console.log(
  JSON.stringify({
    acknowledged: acknowledged.size,
    failures: [...failures],
    heardAll,
    found,
    strays,
    counted,
  }),
);
await store.close();
