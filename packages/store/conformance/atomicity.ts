/** Work is done whole or not at all. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import type { ReadTransaction, WriteTransaction } from "../src/families.ts";
import type { Store } from "../src/store.ts";
import { CONFLICT } from "./conflict.ts";
import { accessKey } from "./families/access-keys.ts";
import { user } from "./families/users.ts";
import { ACCOUNT } from "./samples.ts";
import type { StoreFactory } from "./store-under-test.ts";
import { withStore } from "./with-store.ts";

export function atomicity(factory: StoreFactory): void {
  test("work that throws changes nothing, and its neighbours nothing less", withStore(factory, throwing));
  test("work that throws at once, not as a promise", withStore(factory, throwingAtOnce));
  test("a conflict in the middle undoes what came before it", withStore(factory, conflicting));
  test("work that awaits something else is rolled back", withStore(factory, waiting));
  test("a nested transaction is refused, not waited for", withStore(factory, nested));
  test("a transaction is of no use after its work", withStore(factory, afterwards));
  test("a read transaction cannot write", withStore(factory, writingRead));
  test("a closed store refuses work, after finishing what it had", withStore(factory, closing));
}

async function throwing(store: Store): Promise<void> {
  const before = await store.revision();
  const failure = new Error("on purpose");
  const results = await Promise.allSettled([
    store.write((tx) => tx.users.insert(user(1))),
    store.write(async (tx) => {
      await tx.users.insert(user(2));
      await tx.users.delete(user(1).id);
      throw failure;
    }),
    store.write((tx) => tx.users.insert(user(3))),
  ]);
  assert.deepEqual(
    results.map((each) => each.status),
    ["fulfilled", "rejected", "fulfilled"],
  );
  assert.equal(results[1].status === "rejected" && results[1].reason, failure);
  await store.read(async (tx) => {
    const { items } = await tx.users.list(ACCOUNT, { limit: 10 });
    assert.deepEqual(items, [user(1), user(3)]);
    assert.equal((await tx.accounts.counts(ACCOUNT)).users, 2);
  });
  assert.equal(await store.revision(), before + 2);
}

async function throwingAtOnce(store: Store): Promise<void> {
  const failure = new Error("on purpose");
  const work = () => {
    throw failure;
  };
  await assert.rejects(store.write(work), failure);
  await assert.rejects(store.read(work), failure);
  await store.write((tx) => tx.users.insert(user(1)));
}

async function conflicting(store: Store): Promise<void> {
  await store.write((tx) => tx.users.insert(user(1)));
  const work = async (tx: WriteTransaction) => {
    await tx.users.insert(user(2));
    await tx.accessKeys.insert(accessKey(1));
    await tx.users.insert(user(3, { name: "USER-1" }));
  };
  await assert.rejects(store.write(work), CONFLICT);
  await store.read(async (tx) => {
    assert.equal(await tx.users.byId(user(2).id), undefined);
    assert.equal(await tx.accessKeys.byId(accessKey(1).id), undefined);
    assert.equal((await tx.accounts.counts(ACCOUNT)).users, 1);
  });
}

async function waiting(store: Store): Promise<void> {
  let late: Promise<unknown> = Promise.resolve();
  const work = async (tx: WriteTransaction) => {
    await tx.users.insert(user(1));
    late = delay(20).then(() => tx.users.insert(user(2)));
    await late;
  };
  const [waited, neighbour] = await Promise.allSettled([
    store.write(work),
    store.write((tx) => tx.users.insert(user(3))),
  ]);
  assert.match(
    String(waited.status === "rejected" && waited.reason),
    /awaited something other than its transaction/,
  );
  assert.equal(neighbour.status, "fulfilled");
  await assert.rejects(late, /transaction is over/);
  const { items } = await store.read((tx) => tx.users.list(ACCOUNT, { limit: 10 }));
  assert.deepEqual(items, [user(3)]);
  await assert.rejects(
    store.read(() => delay(20)),
    /awaited something other than its transaction/,
  );
}

async function nested(store: Store): Promise<void> {
  const refused = /awaited something other than its transaction/;
  await assert.rejects(
    store.read(() => store.read(async () => 1)),
    refused,
  );
  await assert.rejects(
    store.write(() => store.write(async () => 1)),
    refused,
  );
  assert.equal(await store.read(async () => 1), 1);
}

async function afterwards(store: Store): Promise<void> {
  const kept: (ReadTransaction | WriteTransaction)[] = [];
  await store.read(async (tx) => void kept.push(tx));
  await store.write(async (tx) => void kept.push(tx));
  for (const tx of kept) await assert.rejects(tx.users.byId(user(1).id), /transaction is over/);
}

async function writingRead(store: Store): Promise<void> {
  await assert.rejects(
    store.read((tx) => (tx as WriteTransaction).users.insert(user(1))),
    /read transaction cannot write/,
  );
  assert.equal(await store.read((tx) => tx.users.byId(user(1).id)), undefined);
}

async function closing(store: Store): Promise<void> {
  const last = store.write((tx) => tx.users.insert(user(1)));
  await store.close();
  await last;
  await assert.rejects(
    store.read(async () => 1),
    { name: "StoreError", code: "unavailable" },
  );
  await store.close();
}
