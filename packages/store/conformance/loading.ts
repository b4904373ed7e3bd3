/** What is loaded in bulk is as if it had been written, or nothing of it is there. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { type RecordSource, recordBatches, type TableRows } from "../src/bulk/index.ts";
import type { Change, Store } from "../src/store.ts";
import { CONFLICT } from "./conflict.ts";
import { accessKey } from "./families/access-keys.ts";
import { account } from "./families/accounts.ts";
import { attachment } from "./families/attachments.ts";
import { loginProfile } from "./families/login-profiles.ts";
import { role } from "./families/roles.ts";
import { user } from "./families/users.ts";
import { accountId, BIG_DOCUMENT, boundary, TAGS, TEXT } from "./samples.ts";
import type { StoreFactory, StoreUnderTest } from "./store-under-test.ts";

export function loading(factory: StoreFactory): void {
  const withEmptyStore = (body: (under: StoreUnderTest) => Promise<void>) => async () => {
    const under = await factory();
    try {
      await body(under);
    } finally {
      await under.dispose();
    }
  };
  test("what is loaded is read as it was given, and counted", withEmptyStore(asGiven));
  test("more than one batch of a family comes whole, and its progress is told", withEmptyStore(manyBatches));
  test("whoever listens hears that everything changed, on every node", withEmptyStore(told));
  test("a store that holds anything is refused, and left as it is", withEmptyStore(notEmpty));
  test("a load that is broken off leaves an empty store, which takes another one", withEmptyStore(brokenOff));
  test("rows that do not agree are refused by name, and leave nothing", withEmptyStore(disagreeing));
  test("rules hold after a load as they did before", withEmptyStore(rulesHold));
}

const SECRET = Uint8Array.from({ length: 256 }, (_, index) => index);
const KEYS = [accessKey(2, { sealedSecret: SECRET }), accessKey(1, { status: "Inactive" })] as const;
const USERS = [
  user(1, { name: "Somebody", tags: TAGS, ...boundary(1) }),
  user(2, { path: String.raw`/a\b/\N/` }),
  user(3, { accountId: accountId(2) }),
] as const;
const ROLE = role(1, { trustPolicy: BIG_DOCUMENT, description: `${TEXT}\r\n\\.\n\\N` });
const ATTACHMENTS = [attachment("user", 1, 2), attachment("user", 1, 1)] as const;

const SOURCE: RecordSource = {
  accounts: [account(1), account(2, { alias: "two" })],
  users: USERS,
  roles: [ROLE],
  attachments: ATTACHMENTS,
  accessKeys: KEYS,
  loginProfiles: [loginProfile(1)],
};

async function asGiven({ store, load }: StoreUnderTest): Promise<void> {
  const { rows } = await load({ batches: recordBatches(SOURCE) });
  assert.deepEqual(
    [rows.get("users"), rows.get("access_keys"), rows.get("account_counts"), rows.get("groups")],
    [3, 2, 2, undefined],
  );
  await store.read(async (tx) => {
    for (const each of USERS) assert.deepEqual(await tx.users.byId(each.id), each);
    assert.deepEqual(await tx.users.byName(accountId(1), "sOMEBODY"), USERS[0]);
    assert.deepEqual(await tx.roles.byId(ROLE.id), ROLE);
    assert.deepEqual(await tx.accounts.byAlias("two"), account(2, { alias: "two" }));
    assert.deepEqual(await tx.loginProfiles.ofUser(user(1).id), loginProfile(1));
    assert.deepEqual(await tx.attachments.ofOwner(user(1).id), ATTACHMENTS);
    const keys = await tx.accessKeys.ofOwner(user(1).id);
    assert.deepEqual(
      keys.map((key) => ({ ...key, sealedSecret: [...key.sealedSecret] })),
      KEYS.map((key) => ({ ...key, sealedSecret: [...key.sealedSecret] })),
    );
    const none = { users: 0, groups: 0, roles: 0, policies: 0, instanceProfiles: 0, serverCertificates: 0 };
    assert.deepEqual(await tx.accounts.counts(accountId(1)), { ...none, users: 2, roles: 1 });
    assert.deepEqual(await tx.accounts.counts(accountId(2)), { ...none, users: 1 });
  });
}

async function manyBatches({ store, load }: StoreUnderTest): Promise<void> {
  const count = 1201;
  async function* users() {
    for (let number = 0; number < count; number++) yield user(number);
  }
  const told: unknown[] = [];
  const onProgress = (table: string, rows: number) => told.push(`${table} ${rows}`);
  await load({ batches: recordBatches({ accounts: [account(1)], users: users() }), onProgress });
  assert.deepEqual(told, ["accounts 1", "users 500", "users 1000", "users 1201", "account_counts 1"]);
  assert.equal((await store.read((tx) => tx.accounts.counts(accountId(1)))).users, count);
  assert.equal((await store.read((tx) => tx.users.byId(user(1200).id)))?.id, user(1200).id);
}

async function told({ store, load, openAnother }: StoreUnderTest): Promise<void> {
  const other = await openAnother();
  const before = await store.revision();
  const heard: (readonly Change[] | "all")[][] = [[], []];
  store.subscribe((changes) => heard[0]!.push(changes));
  other.subscribe((changes) => heard[1]!.push(changes));
  await load({ batches: recordBatches(SOURCE) });
  for (let waitedMs = 0; heard.some((each) => each.length === 0) && waitedMs < 1000; waitedMs += 20) {
    await delay(20);
  }
  assert.deepEqual(heard, [["all"], ["all"]]);
  assert.equal(await store.revision(), before + 1);
  assert.equal(await store.changesAfter(before, 100), "all");
}

async function notEmpty({ store, load }: StoreUnderTest): Promise<void> {
  await store.write((tx) => tx.externalAccounts.put({ accountId: accountId(9), addedAt: 1 }));
  const before = await store.revision();
  await assert.rejects(load({ batches: recordBatches(SOURCE) }), {
    ...CONFLICT,
    message: "the store is not empty: its table external_accounts holds rows",
  });
  await assertEmpty(store);
  assert.equal(await store.revision(), before);
}

async function brokenOff({ store, load }: StoreUnderTest): Promise<void> {
  const before = await store.revision();
  async function* breaking(): AsyncGenerator<TableRows> {
    yield* recordBatches(SOURCE);
    throw new Error("the source broke off");
  }
  await assert.rejects(load({ batches: breaking() }), /^Error: the source broke off$/);
  await assertEmpty(store);
  assert.equal(await store.revision(), before);
  await load({ batches: recordBatches(SOURCE) });
  assert.equal((await store.read((tx) => tx.accounts.list())).length, 2);
  assert.equal(await store.read((tx) => tx.accounts.hasAny()), true);
}

async function disagreeing({ store, load }: StoreUnderTest): Promise<void> {
  const cases: readonly [RecordSource, RegExp][] = [
    [{ ...SOURCE, users: [...USERS, user(4, { name: "SOMEBODY" })] }, /users/],
    [{ ...SOURCE, users: [...USERS, user(1, { name: "other" })] }, /users/],
    [{ ...SOURCE, users: [...USERS, user(4, { accountId: accountId(7) })] }, /users/],
    [{ ...SOURCE, accessKeys: [accessKey(1, { status: "Odd" as never })] }, /access_keys/],
  ];
  for (const [source, message] of cases) {
    await assert.rejects(load({ batches: recordBatches(source) }), { ...CONFLICT, message });
  }
  await assertEmpty(store);
}

async function rulesHold({ store, load }: StoreUnderTest): Promise<void> {
  await load({ batches: recordBatches(SOURCE) });
  await assert.rejects(
    store.write((tx) => tx.users.insert(user(9, { name: "somebody" }))),
    CONFLICT,
  );
  await assert.rejects(store.write((tx) => tx.users.insert(user(9, { accountId: accountId(7) }))));
  await store.write(async (tx) => {
    await tx.users.insert(user(9));
    await tx.accessKeys.insert(accessKey(9));
    await tx.users.delete(user(3).id);
  });
  assert.deepEqual(
    (await store.read((tx) => tx.accessKeys.ofOwner(user(1).id))).map(({ id }) => id),
    [...KEYS, accessKey(9)].map(({ id }) => id),
  );
  assert.equal((await store.read((tx) => tx.accounts.counts(accountId(2)))).users, 0);
}

async function assertEmpty(store: Store): Promise<void> {
  assert.equal(await store.read((tx) => tx.accounts.hasAny()), false);
  assert.equal(await store.read((tx) => tx.users.byId(user(1).id)), undefined);
}
