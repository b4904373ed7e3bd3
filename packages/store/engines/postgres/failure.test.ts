/** What happens when the database does not do what it is asked: connections that are cut, a server that is silent or gone. */
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { account } from "../../conformance/families/accounts.ts";
import { user } from "../../conformance/families/users.ts";
import { ACCOUNT } from "../../conformance/samples.ts";
import { StoreError } from "../../src/errors.ts";
import type { Change, Store } from "../../src/store.ts";
import { openPostgresStore, type PostgresStoreOptions } from "./index.ts";
import { administer, createDatabase, stopTestServer } from "./server.test-support.ts";
import { TestProxy } from "./test-proxy.test-support.ts";

after(stopTestServer);

const UNAVAILABLE = { name: "StoreError", code: "unavailable" } as const;
const STALE = { name: "StoreError", code: "stale" } as const;

/** A store on a database of its own, in which account 1 is there already. */
async function withDatabase(
  options: Partial<PostgresStoreOptions>,
  body: (store: Store, url: string) => Promise<void>,
): Promise<void> {
  const { url, drop } = await createDatabase();
  const store = await openPostgresStore({ url, random: Math.random, ...options });
  try {
    await store.write((tx) => tx.accounts.insert(account(1)));
    await body(store, url);
  } finally {
    await store.close();
    await drop();
  }
}

for (const lateMs of [0, 60]) {
  const lateness = lateMs === 0 ? "" : ", also where the server gets to it later";
  test(`a COMMIT whose answer is lost is neither lost nor done twice${lateness}`, () => cutCommits(lateMs));
}

async function cutCommits(lateMs: number): Promise<void> {
  await withDatabase({}, async (direct, url) => {
    const proxy = await TestProxy.open(url);
    proxy.lateMs = lateMs;
    const store = await openPostgresStore({ url: proxy.url, random: Math.random });
    let cuts = 0;
    // The commit stands behind the numbers that the work takes.
    proxy.cutsAfter = (sent) => {
      const isCommit = sent.includes("feed.takeNumbers") && cuts < 20 && Math.random() < 0.5;
      if (isCommit) cuts += 1;
      return isCommit;
    };
    try {
      const before = await direct.revision();
      for (let number = 0; number < 50; number++) await createOnce(store, number);
      assert.ok(cuts > 10, `only ${cuts} were cut`);
      // A number that was taken from a COMMIT on its way is one more.
      assert.ok((await direct.revision()) >= before + 50);
      assert.equal((await direct.read((tx) => tx.accounts.counts(ACCOUNT))).users, 50);
    } finally {
      await store.close();
      proxy.close();
    }
  });
}

test("works that shared a COMMIT of which nobody knows are not begun anew, together or one by one", async () => {
  await withDatabase({}, async (direct, url) => {
    const proxy = await TestProxy.open(url);
    const store = await openPostgresStore({ url: proxy.url, random: Math.random });
    try {
      for (let round = 0; round < 5; round++) {
        proxy.cutsAfter = (sent) => {
          const isCommit = sent.includes("feed.takeNumbers");
          if (isCommit) proxy.refusesNewFor(300);
          return isCommit;
        };
        const numbers = [0, 1, 2, 3].map((number) => round * 4 + number);
        const results = await Promise.allSettled(numbers.map((number) => createOnce(store, number)));
        proxy.cutsAfter = () => false;
        for (const result of results) {
          assert.ok(result.status === "rejected");
          assert.ok(result.reason instanceof StoreError, String(result.reason));
          assert.equal(result.reason.code, "unavailable");
        }
        await delay(400);
      }
      assert.equal((await direct.read((tx) => tx.accounts.counts(ACCOUNT))).users, 20);
    } finally {
      await store.close();
      proxy.close();
    }
  });
});

function createOnce(store: Store, number: number): Promise<void> {
  return store.write(
    async (tx) => {
      const found = await tx.users.byId(user(number).id);
      assert.equal(found, undefined, "the work was done already");
      await tx.users.insert(user(number));
    },
    { accountId: ACCOUNT },
  );
}

test("a connection that is ended by the server is opened again, and nobody notices", async () => {
  await withDatabase({}, async (store, url) => {
    for (let number = 0; number < 5; number++) {
      await administer(
        url,
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'rolecall' and datname = current_database()",
      );
      await store.write((tx) => tx.users.insert(user(number)), { accountId: ACCOUNT });
      assert.deepEqual(await store.read((tx) => tx.users.byId(user(number).id)), user(number));
    }
    assert.equal((await store.read((tx) => tx.accounts.counts(ACCOUNT))).users, 5);
  });
});

test("while the database is silent all fails in time as unavailable, and goes on afterwards", async () => {
  await withDatabase({}, async (_, url) => {
    const proxy = await TestProxy.open(url);
    const options = { url: proxy.url, random: Math.random, patienceMs: 400, staleLimitMs: 0 };
    const store = await openPostgresStore(options);
    await store.write((tx) => tx.users.insert(user(1)));
    proxy.isSilent = true;
    const beganMs = performance.now();
    const results = await Promise.allSettled([
      store.write((tx) => tx.users.insert(user(2))),
      store.read((tx) => tx.users.byId(user(1).id)),
    ]);
    assert.ok(performance.now() - beganMs < 1_000);
    for (const result of results) {
      assert.ok(result.status === "rejected" && result.reason instanceof StoreError);
      assert.equal(result.reason.code, "unavailable");
    }
    // Long enough that others' changes may have gone unheard: it looks before it serves, and cannot.
    await delay(2_000);
    await assert.rejects(
      store.read(async () => 1),
      STALE,
    );
    proxy.isSilent = false;
    for (;;) {
      try {
        await store.read((tx) => tx.users.byId(user(1).id));
        break;
      } catch (error) {
        assert.ok(error instanceof StoreError && performance.now() - beganMs < 10_000);
      }
    }
    await store.write((tx) => tx.users.insert(user(3)));
    proxy.close();
    await store.close();
  });
});

test("another's lock is waited for, and no longer than the caller's patience", async () => {
  await withDatabase({ patienceMs: 600 }, async (store, url) => {
    const held = administer(
      url,
      "do $$ begin update account_counts set users = users; perform pg_sleep(1.5); end $$",
    );
    await delay(200);
    const beganMs = performance.now();
    await assert.rejects(
      store.write((tx) => tx.users.insert(user(1))),
      UNAVAILABLE,
    );
    assert.ok(performance.now() - beganMs < 1_200);
    await held;
    await store.write((tx) => tx.users.insert(user(2)));
    const { items } = await store.read((tx) => tx.users.list(ACCOUNT, { limit: 9 }));
    assert.ok(items.some(({ id }) => id === user(2).id));
  });
});

test("a node that missed more than is listed is told all, and not a part", async () => {
  await withDatabase({}, async (store, url) => {
    const other = await openPostgresStore({ url, random: Math.random, pollMs: 500 });
    const heard: (readonly Change[] | "all")[] = [];
    other.subscribe((changes) => heard.push(changes));
    await administer(url, "update streams set seq = seq + 150 where stream = 7");
    const revision = await other.revision();
    assert.equal(revision, await store.revision());
    assert.deepEqual(heard, ["all"]);
    assert.equal(await other.changesAfter(revision - 1, 10), "all");
    await other.close();
  });
});

test("old changes are forgotten", async () => {
  await withDatabase({ revisionsKept: 20 }, async (store, url) => {
    for (let number = 0; number < 300; number++)
      await store.write((tx) => tx.users.update(user(1)).catch(() => tx.accounts.update(account(1))));
    const rows = await administer(url, "select count(*) as n from changes");
    assert.ok(Number(rows[0]?.n) < 280, `${rows[0]?.n} changes are kept`);
  });
});
