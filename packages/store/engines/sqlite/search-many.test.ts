/** An account with 10,000 users: each stands on one page. */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { account } from "../../conformance/families/accounts.ts";
import { user } from "../../conformance/families/users.ts";
import { ACCOUNT } from "../../conformance/samples.ts";
import { recordBatches } from "../../src/bulk/index.ts";
import { loadSqlite, openSqliteStore } from "./index.ts";

const USERS = 10_000;
const PAGE = 100;
const nameOf = (number: number) => `person-${String(number).padStart(5, "0")}`;

test("each of 10,000 users stands on one page, and is found by name", async () => {
  const folder = await mkdtemp(join(tmpdir(), "rolecall-store-"));
  const file = join(folder, "store.db");
  const users = Array.from({ length: USERS }, (_, number) =>
    user(number, { name: nameOf((number * 7919) % USERS) }),
  );
  await loadSqlite({ file, batches: recordBatches({ accounts: [account(1)], users }) });
  const store = await openSqliteStore({ file });
  try {
    const request = { conditions: [], sortBy: "name", isDescending: false, limit: PAGE, parts: [] } as const;
    const pages = Array.from({ length: USERS / PAGE }, (_, number) =>
      store.read((tx) => tx.search.users(ACCOUNT, { ...request, offset: number * PAGE })),
    );
    const found = await Promise.all(pages);
    assert.deepEqual([...new Set(found.map(({ count }) => count))], [USERS]);
    const names = found.flatMap((page) => page.found.map((each) => each.user.name));
    assert.deepEqual(
      names,
      Array.from({ length: USERS }, (_, number) => nameOf(number)),
    );
    const text = { value: "PERSON-0999", properties: ["name", "group", "policy", "tag"] } as const;
    const searched = await store.read((tx) =>
      tx.search.users(ACCOUNT, { ...request, text, isDescending: true, offset: 0 }),
    );
    assert.deepEqual([searched.count, searched.found[0]?.user.name], [10, nameOf(9_999)]);
  } finally {
    await store.close();
    await rm(folder, { recursive: true });
  }
});
