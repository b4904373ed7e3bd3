/** Laws of paging: pages put together are the listing, whatever their size and whatever is deleted between them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { ReadTransaction } from "../src/families.ts";
import type { Page, PageRequest } from "../src/records/page.ts";
import type { Store } from "../src/store.ts";
import { attachment } from "./families/attachments.ts";
import { group } from "./families/groups.ts";
import { user } from "./families/users.ts";
import { ACCOUNT, accountId, policyArn } from "./samples.ts";
import type { StoreFactory } from "./store-under-test.ts";
import { withStore } from "./with-store.ts";

const RUNS = 40;
const PATHS = ["/", "/a/", "/a/b/", "/ab/", "/A/", "/a%/", "/é/"] as const;
const name = fc.stringMatching(/^[A-Ca-c_.]{1,3}$/);
const people = fc.uniqueArray(fc.record({ name, path: fc.constantFrom(...PATHS) }), {
  selector: (person) => person.name.toLowerCase(),
  maxLength: 25,
});

export function pages(factory: StoreFactory): void {
  test("of entities, by path", withStore(factory, entities));
  test("with deletes in between", withStore(factory, withDeletes));
  test("of a group's users", withStore(factory, members));
  test("of a policy's bearers", withStore(factory, bearers));
  test("a limit below 1 is refused", withStore(factory, limits));
}

async function entities(store: Store): Promise<void> {
  const size = fc.integer({ min: 1, max: 30 });
  const property = fc.asyncProperty(
    people,
    size,
    fc.constantFrom(...PATHS, undefined),
    async (all, limit, prefix) => {
      await fill(store, all);
      const under = prefix === undefined ? {} : { pathPrefix: prefix };
      const listed = await store.read((tx) =>
        everyPage(limit, (request) => tx.users.list(ACCOUNT, { ...request, ...under })),
      );
      const expected = all.filter(({ path }) => path.startsWith(prefix ?? "/")).map((person) => person.name);
      assert.deepEqual(
        listed.map((each) => each.name),
        inOrder(expected),
      );
    },
  );
  await fc.assert(property, { numRuns: RUNS });
}

async function withDeletes(store: Store): Promise<void> {
  const size = fc.integer({ min: 1, max: 5 });
  const property = fc.asyncProperty(
    people,
    size,
    fc.infiniteStream(fc.nat()),
    async (all, limit, numbers) => {
      await fill(store, all);
      const seen: string[] = [];
      const deleted = new Set<string>();
      let after: string | undefined;
      do {
        const request = { limit, ...(after !== undefined && { after }) };
        const page = await store.read((tx) => tx.users.list(ACCOUNT, request));
        seen.push(...page.items.map((each) => each.name));
        after = page.next;
        const victim = all[(numbers.next().value ?? 0) % (all.length || 1)];
        if (victim !== undefined) await deleteNamed(store, victim.name);
        if (victim !== undefined) deleted.add(victim.name);
      } while (after !== undefined);
      // Everything that stayed was seen once; what was deleted was seen at most once.
      assert.deepEqual(seen, inOrder(seen));
      assert.equal(new Set(seen).size, seen.length);
      for (const { name } of all)
        assert.ok(deleted.has(name) || seen.includes(name), `${name} was passed over`);
    },
  );
  await fc.assert(property, { numRuns: RUNS });
}

async function members(store: Store): Promise<void> {
  const property = fc.asyncProperty(people, fc.integer({ min: 1, max: 30 }), async (all, limit) => {
    await fill(store, all);
    const groupId = group(1).id;
    await store.write(async (tx) => {
      await tx.groups.insert(group(1));
      for (const number of all.keys()) {
        await tx.memberships.add({ accountId: ACCOUNT, groupId, userId: user(number).id });
      }
    });
    const listed = await store.read((tx) =>
      everyPage(limit, (request) => tx.memberships.usersOfGroup(groupId, request)),
    );
    const expected = inOrder(all.map((person) => person.name));
    const ids = expected.map((name) => user(all.findIndex((person) => person.name === name)).id);
    assert.deepEqual(listed, ids);
    await store.write((tx) => tx.groups.delete(groupId));
  });
  await fc.assert(property, { numRuns: RUNS });
}

async function bearers(store: Store): Promise<void> {
  const total = 7;
  await fill(
    store,
    Array.from({ length: total }, (_, number) => ({ name: `n${number}`, path: "/" })),
  );
  await store.write(async (tx) => {
    for (let number = total - 1; number >= 0; number--)
      await tx.attachments.attach(attachment("user", number, 1));
  });
  const ids = Array.from({ length: total }, (_, number) => user(number).id);
  for (let limit = 1; limit <= total + 1; limit++) {
    const ofPolicy = (tx: ReadTransaction) =>
      everyPage(limit, (request) => tx.attachments.ofPolicy(ACCOUNT, policyArn(1), request));
    assert.deepEqual(
      (await store.read(ofPolicy)).map((each) => each.ownerId),
      ids,
    );
  }
  const elsewhere = await store.read((tx) =>
    tx.attachments.ofPolicy(accountId(2), policyArn(1), { limit: 9 }),
  );
  assert.deepEqual(elsewhere, { items: [] });
}

async function limits(store: Store): Promise<void> {
  for (const limit of [0, -1, 1.5, Number.NaN]) {
    await assert.rejects(
      store.read((tx) => tx.users.list(ACCOUNT, { limit })),
      RangeError,
    );
  }
}

async function everyPage<Item>(
  limit: number,
  fetch: (request: PageRequest) => Promise<Page<Item>>,
): Promise<Item[]> {
  const items: Item[] = [];
  let after: string | undefined;
  do {
    const page = await fetch({ limit, ...(after !== undefined && { after }) });
    assert.ok(page.items.length <= limit);
    assert.ok(page.next === undefined || page.items.length === limit, "only the last page may be short");
    items.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return items;
}

async function fill(
  store: Store,
  all: readonly { readonly name: string; readonly path: string }[],
): Promise<void> {
  await store.write(async (tx) => {
    for (const { id } of (await tx.users.list(ACCOUNT, { limit: 1000 })).items) await tx.users.delete(id);
    for (const [number, person] of all.entries()) await tx.users.insert(user(number, person));
    // Another account's users are never in the way.
    const elsewhere = { accountId: accountId(2), name: "b" };
    if ((await tx.users.byName(accountId(2), "b")) === undefined)
      await tx.users.insert(user(1000, elsewhere));
  });
}

async function deleteNamed(store: Store, name: string): Promise<void> {
  await store.write(async (tx) => {
    const found = await tx.users.byName(ACCOUNT, name);
    if (found !== undefined) await tx.users.delete(found.id);
  });
}

/** These names are ASCII, where the order of bytes is the order of `<`. */
function inOrder(names: readonly string[]): string[] {
  return names.toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
}
