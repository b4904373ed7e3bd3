/** The feed is complete, in order, and in time. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { toArn } from "@rolecall/names";
import type { Change, Store } from "../src/store.ts";
import { group } from "./families/groups.ts";
import { role } from "./families/roles.ts";
import { user } from "./families/users.ts";
import { ACCOUNT } from "./samples.ts";
import type { StoreFactory } from "./store-under-test.ts";
import { withStore } from "./with-store.ts";

export function changes(factory: StoreFactory): void {
  test("one revision a write, in order, each subject once", withStore(factory, inOrder));
  test("work that changes nothing has no revision", withStore(factory, nothing));
  test("listeners hear before any later transaction runs", withStore(factory, beforeTheNext));
  test("the feed after a revision comes in whole revisions", withStore(factory, afterRevision));
  test("what is too much to list is told as all", withStore(factory, tooMuch));
  test("clear leaves nothing, and says so", withStore(factory, clearing));
  test("work that failed after it wrote is told, without a revision", withStore(factory, undone));
  test("a subscription ends", withStore(factory, ending));
}

async function inOrder(store: Store): Promise<void> {
  const before = await store.revision();
  const told: Change[] = [];
  store.subscribe((changes) => {
    assert.ok(changes !== "all");
    told.push(...changes);
  });
  await Promise.all([
    store.write((tx) => tx.users.insert(user(1))),
    store.write(async (tx) => {
      await tx.users.update(user(1, { path: "/a/" }));
      await tx.users.update(user(1, { path: "/b/" }));
      await tx.groups.insert(group(1));
    }),
    store.write((tx) => tx.roles.insert(role(1))),
  ]);
  const expected = [
    { revision: before + 1, kind: "user", id: user(1).id },
    { revision: before + 2, kind: "user", id: user(1).id },
    { revision: before + 2, kind: "group", id: group(1).id },
    { revision: before + 3, kind: "role", id: role(1).id },
  ];
  assert.deepEqual(told, expected);
  assert.deepEqual(await store.changesAfter(before, 100), expected);
  assert.equal(await store.revision(), before + 3);
}

async function nothing(store: Store): Promise<void> {
  const before = await store.revision();
  const told: unknown[] = [];
  store.subscribe((changes) => told.push(changes));
  await store.write((tx) => tx.users.list(ACCOUNT, { limit: 1 }));
  await store.write((tx) => tx.attachments.detach(user(1).id, toArn("arn:aws:iam::aws:policy/x")));
  await store.write((tx) => tx.usage.record([{ subject: ACCOUNT, at: 1 }]));
  assert.equal(await store.revision(), before);
  assert.deepEqual(told, []);
}

async function beforeTheNext(store: Store): Promise<void> {
  const heard = new Set<string>();
  store.subscribe((changes) => {
    for (const change of changes === "all" ? [] : changes) heard.add(change.id);
  });
  const insertThenLook = (number: number) =>
    store.write(async (tx) => {
      // Whatever this transaction can see of the ones before it, listeners have heard of.
      for (const { id } of (await tx.users.list(ACCOUNT, { limit: 100 })).items) assert.ok(heard.has(id));
      await tx.users.insert(user(number));
    });
  const look = () =>
    store.read(async (tx) => {
      for (const { id } of (await tx.users.list(ACCOUNT, { limit: 100 })).items) assert.ok(heard.has(id));
    });
  await Promise.all(Array.from({ length: 20 }, (_, number) => [insertThenLook(number), look()]).flat());
  assert.equal(heard.size, 20);
}

async function afterRevision(store: Store): Promise<void> {
  const before = await store.revision();
  for (let number = 0; number < 3; number++) {
    await store.write(async (tx) => {
      await tx.users.insert(user(number));
      await tx.groups.insert(group(number));
    });
  }
  const lengthOf = async (revision: number, limit: number) => {
    const changes = await store.changesAfter(revision, limit);
    assert.ok(changes !== "all");
    return changes.length;
  };
  assert.equal(await lengthOf(before, 100), 6);
  assert.equal(await lengthOf(before, 4), 4);
  assert.equal(await lengthOf(before, 5), 4);
  assert.equal(await lengthOf(before, 1), 2);
  assert.equal(await lengthOf(before + 2, 100), 2);
  assert.equal(await lengthOf(before + 3, 100), 0);
}

async function tooMuch(store: Store): Promise<void> {
  const before = await store.revision();
  const told: unknown[] = [];
  store.subscribe((changes) => told.push(changes));
  await store.write(async (tx) => {
    for (let number = 0; number < 1500; number++) await tx.users.insert(user(number));
  });
  assert.deepEqual(told, ["all"]);
  assert.equal(await store.changesAfter(before, 100), "all");
  assert.equal(await store.revision(), before + 1);
}

async function clearing(store: Store): Promise<void> {
  await store.write((tx) => tx.users.insert(user(1)));
  const before = await store.revision();
  const told: unknown[] = [];
  store.subscribe((changes) => told.push(changes));
  await store.clear();
  assert.deepEqual(told, ["all"]);
  assert.equal(await store.revision(), before + 1);
  assert.equal(await store.changesAfter(before, 100), "all");
  await store.read(async (tx) => {
    assert.deepEqual(await tx.accounts.list(), []);
    assert.equal(await tx.users.byId(user(1).id), undefined);
    assert.equal((await tx.accounts.counts(ACCOUNT)).users, 0);
  });
}

async function undone(store: Store): Promise<void> {
  const before = await store.revision();
  const told: (readonly Change[] | "all")[] = [];
  store.subscribe((changes) => told.push(changes));
  const failing = store.write(async (tx) => {
    await tx.users.insert(user(1));
    throw new Error("on purpose");
  });
  await assert.rejects(failing);
  assert.deepEqual(told, [[{ revision: before, kind: "user", id: user(1).id }]]);
  assert.equal(await store.revision(), before);
  assert.deepEqual(await store.changesAfter(before, 10), []);
}

async function ending(store: Store): Promise<void> {
  const told: unknown[] = [];
  const end = store.subscribe((changes) => told.push(changes));
  end();
  await store.write((tx) => tx.users.insert(user(1)));
  assert.deepEqual(told, []);
}
