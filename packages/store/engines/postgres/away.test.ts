/** What goes on while the database is away, and how it comes back. */
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { account } from "../../conformance/families/accounts.ts";
import { user } from "../../conformance/families/users.ts";
import type { Store } from "../../src/store.ts";
import { openPostgresStore, type PostgresStoreOptions } from "./index.ts";
import { createDatabase, stopTestServer } from "./server.test-support.ts";
import { TestProxy } from "./test-proxy.test-support.ts";

after(stopTestServer);

const UNAVAILABLE = { name: "StoreError", code: "unavailable" } as const;
const STALE = { name: "StoreError", code: "stale" } as const;

interface Node {
  readonly store: Store;
  readonly proxy: TestProxy;
  /** What who runs it was told. */
  readonly told: readonly string[];
}

/** A store that reaches its database through a proxy, on a database in which account 1 is there already. */
async function withNode(
  options: Partial<PostgresStoreOptions>,
  body: (node: Node) => Promise<void>,
): Promise<void> {
  const { url, drop } = await createDatabase();
  const proxy = await TestProxy.open(url);
  const told: string[] = [];
  const tell = (message: string) => void told.push(message);
  const store = await openPostgresStore({ url: proxy.url, random: Math.random, tell, ...options });
  try {
    await store.write((tx) => tx.accounts.insert(account(1)));
    await body({ store, proxy, told });
  } finally {
    proxy.close();
    await store.close();
    await drop();
  }
}

async function until(holds: () => boolean, withinMs: number): Promise<void> {
  const untilMs = performance.now() + withinMs;
  while (!holds()) {
    assert.ok(performance.now() < untilMs, `not so within ${withinMs} ms: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const askDatabase = (store: Store) => store.read((tx) => tx.users.byId(user(1).id));

for (const way of ["refuses", "isSilent"] as const) {
  test(`the database ${way}: what needs none goes on, the rest fails in time, and all comes back by itself`, async () => {
    await withNode({}, async ({ store, proxy, told }) => {
      const heard: unknown[] = [];
      store.subscribe((changes) => heard.push(changes));
      proxy[way] = true;
      const beganMs = performance.now();
      const write = assert.rejects(
        store.write((tx) => tx.users.insert(user(1))),
        UNAVAILABLE,
      );
      await until(() => store.standing().primary === "away", 2_500);
      // Nobody waits for the database now.
      const askedMs = performance.now();
      assert.equal(await store.read(async () => "from memory"), "from memory");
      await assert.rejects(askDatabase(store), UNAVAILABLE);
      await store.refresh();
      assert.ok(store.mayAnswer && store.staleMs > 0);
      assert.equal(await store.revision(), 1);
      assert.ok(performance.now() - askedMs < 100, "somebody waited");
      await write;
      assert.ok(performance.now() - beganMs < 2_300);
      await until(() => store.standing().ageMs > 1_000, 1_500);
      assert.ok(store.standing().memoryReads >= 2);
      assert.equal(await store.read(async () => "from memory"), "from memory");
      assert.deepEqual(heard, [], "nobody was told to forget anything");
      proxy[way] = false;
      await until(() => store.standing().primary === "up", 2_500);
      await store.write((tx) => tx.users.insert(user(2)));
      assert.equal(await askDatabase(store), undefined);
      assert.deepEqual([store.staleMs, heard.length], [0, 1]);
      assert.match(told.join("; "), /^the database is away \(.+; the database is back$/);
    });
  });
}

test("beyond the limit nothing is answered from memory, and nobody waits to hear it", async () => {
  await withNode({ staleLimitMs: 1_000 }, async ({ store, proxy }) => {
    proxy.refuses = true;
    await until(() => !store.mayAnswer, 2_000);
    await assert.rejects(store.refresh(), STALE);
    await assert.rejects(store.revision(), STALE);
    await assert.rejects(
      store.read(async () => "from memory"),
      /No database has answered for \d seconds, and what is in memory is answered from for 1 seconds at most/,
    );
    proxy.refuses = false;
    await store.refresh().catch(() => until(() => store.mayAnswer, 1_000));
    assert.equal(await askDatabase(store), undefined);
  });
});

test("connections that died while nobody looked are made anew before it is said that the database is away", async () => {
  await withNode({}, async ({ store, proxy, told }) => {
    for (let time = 0; time < 5; time++) {
      proxy.cutAll();
      assert.equal(await store.revision(), 1);
      assert.equal(await askDatabase(store), undefined);
    }
    // Without a word: packets just do not arrive any more.
    proxy.muteAll();
    assert.equal(await store.revision(), 1);
    assert.deepEqual(told, []);
  });
});
