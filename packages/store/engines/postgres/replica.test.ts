/** Reads by a standby, and another primary where the first one is lost. */
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { account } from "../../conformance/families/accounts.ts";
import { user } from "../../conformance/families/users.ts";
import { ACCOUNT } from "../../conformance/samples.ts";
import { StoreError } from "../../src/errors.ts";
import type { Change, Store } from "../../src/store.ts";
import { openPostgresStore } from "./index.ts";
import { type Pair, startPair } from "./pair.test-support.ts";
import { administer } from "./server.test-support.ts";
import { TestProxy } from "./test-proxy.test-support.ts";

const UNAVAILABLE = { name: "StoreError", code: "unavailable" } as const;

let pair: Pair;
/** Between the nodes and the primary. */
let proxy: TestProxy;
const told: string[] = [];
before(async () => {
  pair = await startPair();
  proxy = await TestProxy.open(pair.primaryUrl);
  const store = await openNode();
  await store.write((tx) => tx.accounts.insert(account(1)));
  await store.close();
});
// What one test leaves broken must not break the next.
afterEach(async () => {
  proxy.refuses = proxy.isSilent = false;
  await administer(
    pair.standbyUrl,
    "select case when pg_is_in_recovery() then pg_wal_replay_resume() end",
  ).catch(() => {});
});
after(async () => {
  proxy.close();
  await pair.stop();
});

function openNode(readUrl: string | undefined = pair.standbyUrl): Promise<Store> {
  const tell = (message: string) => void told.push(message);
  return openPostgresStore({ url: proxy.url, readUrl, random: Math.random, tell });
}

async function until(holds: () => boolean, withinMs: number): Promise<void> {
  const untilMs = performance.now() + withinMs;
  while (!holds()) {
    assert.ok(performance.now() < untilMs, `not so within ${withinMs} ms: ${holds}`);
    await delay(5);
  }
}

const find = (store: Store, number: number) => store.read((tx) => tx.users.byId(user(number).id));
let numbers = 0;
async function addUser(store: Store): Promise<number> {
  numbers += 1;
  const added = user(numbers);
  await store.write((tx) => tx.users.insert(added), { accountId: ACCOUNT });
  return numbers;
}

test("reads go to the replica where it has what is known, and to the primary where not", async () => {
  const store = await openNode();
  await until(() => store.standing().replica === "up", 2_000);
  const one = await addUser(store);
  await delay(200);
  const before = store.standing().replicaReads;
  for (let time = 0; time < 10; time++) assert.deepEqual(await find(store, one), user(one));
  assert.ok(store.standing().replicaReads >= before + 9);
  await administer(pair.standbyUrl, "select pg_wal_replay_pause()");
  const two = await addUser(store);
  assert.deepEqual(await find(store, two), user(two));
  await until(() => store.standing().replica === "behind", 2_500);
  assert.deepEqual(await find(store, two), user(two));
  await administer(pair.standbyUrl, "select pg_wal_replay_resume()");
  await until(() => store.standing().replica === "up", 2_500);
  await store.close();
});

test("while the primary is away reads and the feed go on by the replica, and never back in time", async () => {
  const store = await openNode();
  const writer = await openPostgresStore({ url: pair.primaryUrl, random: Math.random });
  const one = await addUser(store);
  // What comes now the replica has, and shows late.
  await administer(pair.standbyUrl, "select pg_wal_replay_pause()");
  const two = await addUser(store);
  const heard: (readonly Change[] | "all")[] = [];
  store.subscribe((changes) => heard.push(changes));
  proxy.refuses = true;
  await until(() => store.standing().primary === "away", 2_500);
  const early = find(store, two);
  await delay(300);
  await administer(pair.standbyUrl, "select pg_wal_replay_resume()");
  assert.deepEqual(await early, user(two), "it waited until the replica had what was heard");
  // Cut off from the primary, this node hears of others' changes all the same.
  const three = await addUser(writer);
  await until(
    () =>
      heard
        .flat()
        .some((change) => change !== "all" && typeof change !== "string" && change.id === user(three).id),
    1_000,
  );
  assert.deepEqual(await find(store, three), user(three));
  assert.deepEqual(await find(store, one), user(one));
  assert.ok(store.mayAnswer && store.staleMs > 0);
  await assert.rejects(addUser(store), UNAVAILABLE);
  proxy.refuses = false;
  await until(() => store.standing().primary === "up", 2_500);
  const four = await addUser(store);
  assert.deepEqual(await find(store, four), user(four));
  await writer.close();
  await store.close();
});

test("a replica that lacks what was heard answers nothing, and says so in time", async () => {
  const store = await openNode();
  await until(() => store.standing().replica === "up", 2_000);
  await administer(pair.standbyUrl, "select pg_wal_replay_pause()");
  const one = await addUser(store);
  proxy.refuses = true;
  await until(() => store.standing().primary === "away", 2_500);
  const beganMs = performance.now();
  await assert.rejects(find(store, one), UNAVAILABLE);
  assert.ok(performance.now() - beganMs < 2_300);
  assert.equal(await store.read(async () => "from memory"), "from memory");
  proxy.refuses = false;
  await administer(pair.standbyUrl, "select pg_wal_replay_resume()");
  await until(() => store.standing().primary === "up", 2_500);
  await store.close();
});

test("a replica of another database is not read", async () => {
  await administer(pair.primaryUrl, "create database another");
  const copied = "select 1 from pg_database where datname = 'another'";
  while ((await administer(pair.standbyUrl, copied)).length === 0) await delay(20);
  told.length = 0;
  const store = await openNode(pair.standbyUrl.replace(/rolecall$/, "another"));
  await until(() => told.length > 0, 5_000);
  assert.match(told[0]!, /^the replica is away: 127\.0\.0\.1:\d+\/another is no copy of the database$/);
  assert.equal(store.standing().replica, "away");
  assert.equal(await find(store, 9_999), undefined);
  await store.close();
});

test("no answer is from before what its node was told, whatever is cut and held back meanwhile", async () => {
  const subject = user(100_000);
  const writer = await openPostgresStore({ url: pair.primaryUrl, random: Math.random });
  await writer.write((tx) => tx.users.insert({ ...subject, path: "/0/" }), { accountId: ACCOUNT });
  const node = await openNode();
  await delay(300);
  let heard = 0;
  node.subscribe((changes) => {
    assert.ok(changes !== "all");
    heard += changes.filter(({ id }) => id === subject.id).length;
  });
  const untilMs = performance.now() + 2_500;
  const seen = { answers: 0, refusals: 0, last: 0 };
  let written = 0;
  const write = async () => {
    while (performance.now() < untilMs) {
      written += 1;
      await writer.write((tx) => tx.users.update({ ...subject, path: `/${written}/` }), {
        accountId: ACCOUNT,
      });
      await delay(2);
    }
  };
  const read = async () => {
    while (performance.now() < untilMs) {
      const known = heard;
      try {
        const found = await node.read((tx) => tx.users.byId(subject.id));
        const value = Number(found?.path.slice(1, -1));
        assert.ok(value >= known, `${value} was answered where ${known} had been told`);
        seen.answers += 1;
        seen.last = Math.max(seen.last, value);
      } catch (error) {
        assert.ok(error instanceof StoreError && error.code === "unavailable", String(error));
        seen.refusals += 1;
      }
      await delay(1);
    }
  };
  const disturb = async () => {
    while (performance.now() < untilMs) {
      proxy.refuses = Math.random() < 0.5;
      const held = Math.random() < 0.5;
      if (held) await administer(pair.standbyUrl, "select pg_wal_replay_pause()");
      await delay(Math.random() * 400);
      if (held) await administer(pair.standbyUrl, "select pg_wal_replay_resume()");
    }
    proxy.refuses = false;
  };
  await Promise.all([write(), read(), read(), disturb()]);
  await until(() => heard === written, 3_000);
  const { path } = (await node.read((tx) => tx.users.byId(subject.id)))!;
  assert.equal(path, `/${written}/`);
  assert.ok(seen.answers > 50 && node.standing().replicaReads > 10, JSON.stringify(seen));
  await node.close();
  await writer.close();
});

test("a primary that is told to write no more answers reads, and writes again when it is told to", async () => {
  const store = await openNode();
  const one = await addUser(store);
  const tellServer = async (change: string) => {
    await administer(pair.primaryUrl, `alter system ${change}`);
    await administer(pair.primaryUrl, "select pg_reload_conf()");
    await delay(100);
  };
  await tellServer("set default_transaction_read_only = on");
  await assert.rejects(addUser(store), UNAVAILABLE);
  proxy.cutAll();
  assert.deepEqual(await find(store, one), user(one));
  assert.equal(await store.revision(), store.standing().revision);
  assert.equal(store.standing().primary, "up");
  await tellServer("reset default_transaction_read_only");
  const two = await addUser(store);
  assert.deepEqual(await find(store, two), user(two));
  await store.close();
});

// The last one: the first primary is gone afterwards.
test("where the primary is lost another is found, and what only the lost one had is forgotten", async () => {
  const [first, second] = [new URL(pair.primaryUrl), new URL(pair.standbyUrl)];
  const url = pair.primaryUrl.replace(first.host, `${first.host},${second.host}`);
  told.length = 0;
  const tell = (message: string) => void told.push(message);
  const store = await openPostgresStore({ url, random: Math.random, tell });
  const watcher = await openPostgresStore({ url, random: Math.random, tell });
  const heard: unknown[] = [];
  const readAtOnce: Promise<unknown>[] = [];
  watcher.subscribe((changes) => {
    heard.push(changes);
    if (changes === "all") readAtOnce.push(find(watcher, kept));
  });
  const kept = await addUser(store);
  await until(() => heard.length > 0, 1_000);
  await delay(200);
  // Committed and acknowledged, and never sent to the standby, as without synchronous replication.
  pair.replication.isSilent = true;
  const lost = await addUser(store);
  assert.deepEqual(await find(watcher, lost), user(lost));
  await pair.killPrimary();
  pair.replication.isSilent = false;
  heard.length = 0;
  await until(() => watcher.standing().primary === "away", 5_000);
  await pair.promote();
  await until(() => store.standing().primary === "up" && heard.includes("all"), 5_000);
  // The same number, for something else.
  const anew = await addUser(store);
  for (const node of [store, watcher]) {
    await until(() => node.standing().primary === "up", 5_000);
    assert.deepEqual(await find(node, kept), user(kept));
    assert.equal(await find(node, lost), undefined);
    assert.deepEqual(await find(node, anew), user(anew));
    assert.equal(await node.changesAfter(1, 100), "all");
  }
  assert.equal(await store.revision(), await watcher.revision());
  assert.ok(told.some((message) => /is another server, or was started anew/.test(message)));
  // Whoever forgets everything finds everything.
  assert.deepEqual(await Promise.all(readAtOnce), [user(kept)]);
  await store.close();
  await watcher.close();
});
