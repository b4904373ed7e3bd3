/** Texts that not every database takes. What is kept comes back as it was; what cannot be kept is refused, and found nowhere. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Store } from "../src/store.ts";
import { user } from "./families/users.ts";
import { ACCOUNT } from "./samples.ts";
import type { StoreFactory } from "./store-under-test.ts";
import { withStore } from "./with-store.ts";

/** NUL, and halves of a surrogate pair. */
const STRANGE = ["a\0b", "\0", "a\ud800b", "\udc00"] as const;

export function texts(factory: StoreFactory): void {
  test("what cannot be kept is refused in words, and nothing is written", withStore(factory, refused));
  test("what cannot be kept is found nowhere, and changes nothing", withStore(factory, foundNowhere));
  test("a list goes on behind any text", withStore(factory, behindAnyText));
  test("what is kept as JSON comes back as it was", withStore(factory, keptAsJson));
}

async function refused(store: Store): Promise<void> {
  for (const strange of STRANGE) {
    for (const property of ["id", "name", "path", "permissionsBoundary"] as const) {
      const write = store.write((tx) => tx.users.insert({ ...user(1), [property]: strange }));
      const column = property === "permissionsBoundary" ? "permissions_boundary" : property;
      await assert.rejects(
        write,
        new RegExp(`${column} cannot hold U\\+(?:0000|D800|DC00), which stands at [01]`),
      );
    }
  }
  assert.equal((await store.read((tx) => tx.accounts.counts(ACCOUNT))).users, 0);
}

async function foundNowhere(store: Store): Promise<void> {
  await store.write((tx) => tx.users.insert(user(1)));
  const revision = await store.revision();
  for (const strange of STRANGE) {
    const found = await store.read(async (tx) => [
      await tx.users.byId(strange as never),
      await tx.users.byName(ACCOUNT, strange),
      await tx.users.byName(strange as never, user(1).name),
      await tx.accessKeys.byId(strange as never),
      await tx.accounts.byAlias(strange),
      await tx.usage.of(strange),
      ...(await tx.users.list(ACCOUNT, { limit: 9, pathPrefix: `/${strange}` })).items,
    ]);
    assert.ok(
      found.every((each) => each === undefined),
      JSON.stringify(found),
    );
    const sees = await store.write((tx) => tx.users.byName(ACCOUNT, strange));
    assert.equal(sees, undefined);
    await assert.rejects(
      store.write((tx) => tx.users.delete(strange as never)),
      { code: "conflict" },
    );
  }
  assert.deepEqual(await store.read((tx) => tx.users.byId(user(1).id)), user(1));
  assert.equal(await store.revision(), revision);
}

async function behindAnyText(store: Store): Promise<void> {
  const names = ["a", "ab", "b"];
  for (const [nth, name] of names.entries())
    await store.write((tx) => tx.users.insert({ ...user(nth), name }));
  const behind = (after: string) =>
    store.read(async (tx) => {
      const { items } = await tx.users.list(ACCOUNT, { limit: 9, after });
      return items.map(({ name }) => name);
    });
  assert.deepEqual(await behind("a\0b"), ["ab", "b"]);
  assert.deepEqual(await behind("\0"), names);
  assert.deepEqual(await behind("b\0"), []);
}

async function keptAsJson(store: Store): Promise<void> {
  const tagged = { ...user(1), tags: STRANGE.map((value, nth) => ({ key: `k${nth}`, value })) };
  await store.write((tx) => tx.users.insert(tagged));
  assert.deepEqual(await store.read((tx) => tx.users.byId(tagged.id)), tagged);
}
