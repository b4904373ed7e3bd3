/** Several nodes on the same data. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import type { Change, Store } from "../src/store.ts";
import { CONFLICT } from "./conflict.ts";
import { user } from "./families/users.ts";
import { TOGETHER } from "./organizations-together.ts";
import { ACCOUNT } from "./samples.ts";
import type { StoreFactory, StoreUnderTest } from "./store-under-test.ts";
import { withStore } from "./with-store.ts";

export function nodes(factory: StoreFactory): void {
  test("one sees what the other wrote, and hears of it first", withStore(factory, hearing));
  test("who asks for the revision has heard of what came before", withStore(factory, hearingByRevision));
  test("a node that does nothing hears within a second", withStore(factory, polling));
  test("what one clears, the other forgets", withStore(factory, clearing));
  test("quotas and names hold across nodes", withStore(factory, quotas));
  test("revisions grow across nodes", withStore(factory, revisions));
  for (const [title, body] of Object.entries(TOGETHER))
    test(
      `at the same moment: ${title}`,
      withStore(factory, async (store, under) => body([store, await under.openAnother()])),
    );
}

async function hearing(store: Store, under: StoreUnderTest): Promise<void> {
  const other = await under.openAnother();
  const heard: Change[] = [];
  other.subscribe((changes) => heard.push(...(changes === "all" ? [] : changes)));
  await store.write((tx) => tx.users.insert(user(1)));
  await other.read(async (tx) => {
    // In this order: an engine may notice by what it reads, and begin the work anew.
    assert.deepEqual(await tx.users.byId(user(1).id), user(1));
    assert.deepEqual(
      heard.map((change) => change.id),
      [user(1).id],
    );
  });
  await store.write((tx) => tx.users.insert(user(2)));
  await other.write(async (tx) => {
    assert.deepEqual(await tx.users.byId(user(2).id), user(2));
    assert.deepEqual(
      heard.map((change) => change.id),
      [user(1).id, user(2).id],
    );
  });
}

async function hearingByRevision(store: Store, under: StoreUnderTest): Promise<void> {
  const other = await under.openAnother();
  const heard: Change[] = [];
  other.subscribe((changes) => heard.push(...(changes === "all" ? [] : changes)));
  for (let number = 0; number < 20; number++) {
    await store.write((tx) => tx.users.insert(user(number)));
    const revision = await other.revision();
    assert.deepEqual(heard.at(-1), { revision, kind: "user", id: user(number).id });
  }
}

async function polling(store: Store, under: StoreUnderTest): Promise<void> {
  const other = await under.openAnother();
  let heard = false;
  other.subscribe(() => {
    heard = true;
  });
  await store.write((tx) => tx.users.insert(user(1)));
  for (let waitedMs = 0; !heard && waitedMs < 1000; waitedMs += 20) await delay(20);
  assert.ok(heard);
}

async function clearing(store: Store, under: StoreUnderTest): Promise<void> {
  const other = await under.openAnother();
  const heard: unknown[] = [];
  other.subscribe((changes) => heard.push(changes));
  await store.clear();
  assert.deepEqual(await other.read((tx) => tx.accounts.list()), []);
  assert.deepEqual(heard, ["all"]);
}

async function quotas(store: Store, under: StoreUnderTest): Promise<void> {
  const limit = 15;
  const other = await under.openAnother();
  const tryInsert = (node: Store, number: number) =>
    node.write(async (tx) => {
      if ((await tx.accounts.counts(ACCOUNT)).users >= limit) throw new Error("LimitExceeded");
      await tx.users.insert(user(number));
    });
  const results = await Promise.allSettled(
    Array.from({ length: 60 }, (_, index) => tryInsert(index % 2 === 0 ? store : other, index >> 1)),
  );
  assert.equal(results.filter((each) => each.status === "fulfilled").length, limit);
  const { items } = await other.read((tx) => tx.users.list(ACCOUNT, { limit: 100 }));
  assert.equal(items.length, limit);
  assert.equal((await store.read((tx) => tx.accounts.counts(ACCOUNT))).users, limit);
  const taken = user(999, { name: items[0]!.name.toUpperCase() });
  await assert.rejects(
    other.write((tx) => tx.users.insert(taken)),
    CONFLICT,
  );
}

async function revisions(store: Store, under: StoreUnderTest): Promise<void> {
  const other = await under.openAnother();
  let last = await store.revision();
  for (let number = 0; number < 10; number++) {
    const node = number % 2 === 0 ? store : other;
    await node.write((tx) => tx.users.insert(user(number)));
    const revision = await (number % 3 === 0 ? store : other).revision();
    assert.equal(revision, last + 1);
    last = revision;
  }
}
