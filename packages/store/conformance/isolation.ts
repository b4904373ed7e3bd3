/** Snapshots and serializability. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { ReadTransaction } from "../src/families.ts";
import type { Store } from "../src/store.ts";
import { accessKey } from "./families/access-keys.ts";
import { account } from "./families/accounts.ts";
import { user } from "./families/users.ts";
import { ACCOUNT } from "./samples.ts";
import type { StoreFactory } from "./store-under-test.ts";
import { withStore } from "./with-store.ts";

export function isolation(factory: StoreFactory): void {
  test("a resolved write is seen by every later read", withStore(factory, readsItsWrites));
  test("reads among writes see whole writes", withStore(factory, wholeWrites));
  test("a quota checked in the transaction is never exceeded", withStore(factory, quota));
  test("two checks of each other's absence cannot both pass", withStore(factory, writeSkew));
  test("no update is lost", withStore(factory, lostUpdate));
  test("works of several accounts that read each other's", withStore(factory, readingEachOthers));
}

async function readsItsWrites(store: Store): Promise<void> {
  for (let number = 1; number <= 20; number++) {
    await store.write((tx) => tx.users.insert(user(number)));
    assert.deepEqual(await store.read((tx) => tx.users.byId(user(number).id)), user(number));
  }
}

async function wholeWrites(store: Store): Promise<void> {
  const seen = async (tx: ReadTransaction) => {
    const { users } = await tx.accounts.counts(ACCOUNT);
    const { items } = await tx.users.list(ACCOUNT, { limit: 1000 });
    return [users, items.length];
  };
  const reads: Promise<number[]>[] = [];
  const writes: Promise<void>[] = [];
  for (let number = 0; number < 60; number += 2) {
    writes.push(
      store.write(async (tx) => {
        await tx.users.insert(user(number));
        await tx.users.insert(user(number + 1));
      }),
    );
    reads.push(store.read(seen));
    if (number % 10 === 0) await writes.at(-1);
  }
  await Promise.all(writes);
  for (const [count, listed] of await Promise.all(reads)) {
    assert.equal(count, listed);
    assert.equal(listed! % 2, 0, "half a write was seen");
  }
}

async function quota(store: Store): Promise<void> {
  const limit = 5;
  const tryInsert = (number: number) =>
    store.write(async (tx) => {
      const { users } = await tx.accounts.counts(ACCOUNT);
      if (users >= limit) throw new Error("LimitExceeded");
      await tx.users.insert(user(number));
    });
  const results = await Promise.allSettled(Array.from({ length: 40 }, (_, number) => tryInsert(number)));
  assert.equal(results.filter((each) => each.status === "fulfilled").length, limit);
  assert.equal((await store.read((tx) => tx.users.list(ACCOUNT, { limit: 100 }))).items.length, limit);
}

async function writeSkew(store: Store): Promise<void> {
  const insertUnless = (mine: number, other: number) =>
    store.write(async (tx) => {
      if ((await tx.users.byId(user(other).id)) === undefined) await tx.users.insert(user(mine));
    });
  for (let number = 0; number < 20; number += 2) {
    await Promise.all([insertUnless(number, number + 1), insertUnless(number + 1, number)]);
  }
  assert.equal((await store.read((tx) => tx.accounts.counts(ACCOUNT))).users, 10);
}

async function lostUpdate(store: Store): Promise<void> {
  await store.write(async (tx) => {
    await tx.users.insert(user(1));
    await tx.accessKeys.insert(accessKey(1));
  });
  const addTag = (index: number) =>
    store.write(async (tx) => {
      const found = await tx.users.byId(user(1).id);
      assert.ok(found);
      await tx.users.update({ ...found, tags: [...found.tags, { key: `key-${index}`, value: "" }] });
    });
  await Promise.all(Array.from({ length: 30 }, (_, index) => addTag(index)));
  const found = await store.read((tx) => tx.users.byId(user(1).id));
  assert.equal(found?.tags.length, 30);
}

/**
 * Each work is named by how many users it found in all accounts, so that, one after the other, the names are numbers without a
 * gap. Some fail after they wrote; some write to another account than their hint says.
 */
async function readingEachOthers(store: Store): Promise<void> {
  const accounts = Array.from({ length: 6 }, (_, number) => account(number + 1));
  for (const each of accounts.slice(2)) await store.write((tx) => tx.accounts.insert(each));
  const number = async (nth: number) => {
    const [hinted, written] = [accounts[nth % 6]!, accounts[(nth * (nth % 5 === 0 ? 5 : 1)) % 6]!];
    await store.write(
      async (tx) => {
        const counts = await Promise.all(accounts.map(({ id }) => tx.accounts.counts(id)));
        const name = String(counts.reduce((sum, { users }) => sum + users, 0));
        assert.equal(await tx.users.byName(written.id, name), undefined);
        await tx.users.insert({ ...user(nth), accountId: written.id, name });
        if (nth % 7 === 0) throw new Error("on purpose");
      },
      { accountId: hinted.id },
    );
  };
  const results = await Promise.allSettled(Array.from({ length: 30 }, (_, nth) => number(nth)));
  assert.equal(results.filter(({ status }) => status === "fulfilled").length, 25);
  const names = await store.read(async (tx) => {
    const pages = await Promise.all(accounts.map(({ id }) => tx.users.list(id, { limit: 100 })));
    return pages.flatMap(({ items }) => items.map(({ name }) => Number(name)));
  });
  assert.deepEqual(
    names.toSorted((a, b) => a - b),
    Array.from({ length: 25 }, (_, nth) => nth),
  );
}
