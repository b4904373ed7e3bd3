/** What may be remembered of what was read, and that a hint changes nothing but the time that a write takes. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Store } from "../src/store.ts";
import { group } from "./families/groups.ts";
import { user } from "./families/users.ts";
import { ACCOUNT, accountId } from "./samples.ts";
import type { StoreFactory, StoreUnderTest } from "./store-under-test.ts";
import { withStore } from "./with-store.ts";

export function remembering(factory: StoreFactory): void {
  test("a read of the newest may be remembered", withStore(factory, newest));
  test("what is remembered is never older than what was told", withStore(factory, neverOlder));
  test("writes of several accounts, with hints and without, all come true", withStore(factory, hinted));
  test("works that go together hear of one another, and fail alone", withStore(factory, together));
  test("a hint of the wrong account changes nothing", withStore(factory, wrongHint));
}

async function newest(store: Store): Promise<void> {
  await store.write((tx) => tx.users.insert(user(1)));
  for (const begin of ["read", "write"] as const) {
    await store[begin](async (tx) => {
      assert.deepEqual(await tx.users.byId(user(1).id), user(1));
      assert.equal(tx.mayRemember, true);
    });
  }
}

/** A cache of one user's path, as whoever remembers has it. */
class Remembered {
  path: string | undefined;
  readonly #end: () => void;

  constructor(store: Store) {
    this.#end = store.subscribe((changes) => {
      if (changes === "all" || changes.some(({ id }) => id === user(1).id)) this.path = undefined;
    });
  }

  async load(store: Store, mode: "read" | "write"): Promise<void> {
    await store[mode](
      async (tx) => {
        if (this.path !== undefined) return;
        const found = await tx.users.byId(user(1).id);
        // Further reads: time for others to write meanwhile.
        await tx.users.list(ACCOUNT, { limit: 5 });
        await tx.accounts.counts(ACCOUNT);
        if (tx.mayRemember) this.path = found?.path;
      },
      { accountId: accountId(2) },
    );
  }

  end(): void {
    this.#end();
  }
}

async function neverOlder(store: Store): Promise<void> {
  await store.write((tx) => tx.users.insert(user(1)));
  const remembered = new Remembered(store);
  for (let round = 0; round < 30; round++) {
    const path = `/round-${round}/`;
    const loads = (mode: "read" | "write") => Array.from({ length: 3 }, () => remembered.load(store, mode));
    const write = store.write((tx) => tx.users.update(user(1, { path })), { accountId: ACCOUNT });
    const others = [...loads("read"), ...loads("write")];
    await write;
    assert.ok(
      remembered.path === undefined || remembered.path === path,
      `${remembered.path} was remembered after ${path} was written`,
    );
    await Promise.all(others);
    assert.ok(remembered.path === undefined || remembered.path === path);
  }
  remembered.end();
}

async function hinted(store: Store): Promise<void> {
  const before = await store.revision();
  const writes = Array.from({ length: 60 }, (_, number) => {
    const owner = accountId(1 + (number % 2));
    const work = (tx: Parameters<Parameters<Store["write"]>[0]>[0]) =>
      tx.users.insert(user(number, { accountId: owner }));
    return number % 5 === 0 ? store.write(work) : store.write(work, { accountId: owner });
  });
  await Promise.all(writes);
  assert.equal(await store.revision(), before + 60);
  await store.read(async (tx) => {
    for (const number of [1, 2]) {
      assert.equal((await tx.accounts.counts(accountId(number))).users, 30);
      assert.equal((await tx.users.list(accountId(number), { limit: 100 })).items.length, 30);
    }
  });
}

async function together(store: Store): Promise<void> {
  const heard = new Set<string>();
  store.subscribe((changes) => {
    for (const change of changes === "all" ? [] : changes) heard.add(change.id);
  });
  const failure = new Error("on purpose");
  const insert = (number: number) =>
    store.write(
      async (tx) => {
        for (const { id } of (await tx.users.list(ACCOUNT, { limit: 100 })).items) assert.ok(heard.has(id));
        await tx.users.insert(user(number, number % 7 === 6 ? { name: "user-0" } : {}));
        if (number % 5 === 4) throw failure;
        await tx.groups.insert(group(number));
      },
      { accountId: ACCOUNT },
    );
  const results = await Promise.allSettled(Array.from({ length: 40 }, (_, number) => insert(number)));
  const isDone = (number: number) => number % 5 !== 4 && number % 7 !== 6;
  const reasons = results.map((result) => (result.status === "rejected" ? result.reason : undefined));
  for (const [number, reason] of reasons.entries()) {
    if (isDone(number)) assert.equal(reason, undefined, `${number}: ${reason}`);
    else if (number % 7 === 6) assert.equal(reason?.code, "conflict", `${number}: ${reason}`);
    else assert.equal(reason, failure);
  }
  const expected = results.map((_, number) => number).filter(isDone);
  await store.read(async (tx) => {
    assert.equal((await tx.accounts.counts(ACCOUNT)).users, expected.length);
    assert.equal((await tx.accounts.counts(ACCOUNT)).groups, expected.length);
    for (const number of expected) assert.deepEqual(await tx.users.byId(user(number).id), user(number));
  });
}

async function wrongHint(store: Store, under: StoreUnderTest): Promise<void> {
  const limit = 10;
  const tryInsert = (number: number) =>
    store.write(
      async (tx) => {
        if ((await tx.accounts.counts(ACCOUNT)).users >= limit) throw new Error("LimitExceeded");
        await tx.users.insert(user(number));
      },
      { accountId: accountId(3 + (number % 4)) },
    );
  const results = await Promise.allSettled(Array.from({ length: 40 }, (_, number) => tryInsert(number)));
  assert.equal(results.filter(({ status }) => status === "fulfilled").length, limit);
  assert.equal((await under.store.read((tx) => tx.accounts.counts(ACCOUNT))).users, limit);
}
