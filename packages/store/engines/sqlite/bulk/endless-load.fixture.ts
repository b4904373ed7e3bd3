/** Loads users without end into the file that it is given, and says so when it has sent the first hundred thousand. */
import { account } from "../../../conformance/families/accounts.ts";
import { user } from "../../../conformance/families/users.ts";
import { recordBatches } from "../../../src/bulk/index.ts";
import { loadSqlite } from "../index.ts";

function* users() {
  for (let number = 0; ; number++) yield user(number);
}

await loadSqlite({
  file: process.argv[2]!,
  batches: recordBatches({ accounts: [account(1)], users: users() }),
  onProgress(_, rows) {
    if (rows === 100_000) process.stdout.write("loading\n");
  },
});
