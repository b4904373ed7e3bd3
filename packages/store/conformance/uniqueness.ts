/** Names are unique without regard to case: ASCII and beyond. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { WriteTransaction } from "../src/families.ts";
import type { Store } from "../src/store.ts";
import {
  accessKey,
  account,
  accountId,
  group,
  instanceProfile,
  policy,
  policyArn,
  role,
  user,
} from "./samples.ts";
import type { StoreFactory } from "./store-under-test.ts";
import { CONFLICT, withStore } from "./with-store.ts";

/** Each pair is one name. */
const SAME: readonly (readonly [string, string])[] = [
  ["admin", "ADMIN"],
  ["a+=,.@-_1", "A+=,.@-_1"],
  ["Ünal", "üNAL"],
  ["straße", "STRASSE"],
  ["STRAẞE", "straße"],
  ["ΟΔΟΣ", "οδος"],
  ["ʼn", "ʼN"],
  ["\u212Aelvin", "kelvin"],
];
/** Each pair is two names. */
const DIFFERENT: readonly (readonly [string, string])[] = [
  ["admin", "admin "],
  ["a_b", "a-b"],
  ["é", "e\u0301"],
  ["a", "а"],
];

interface NamedFamily {
  insert(tx: WriteTransaction, number: number, name: string, account: number): Promise<void>;
  rename(tx: WriteTransaction, number: number, name: string): Promise<void>;
}

const FAMILIES: Readonly<Record<string, NamedFamily>> = {
  users: {
    insert: (tx, number, name, owner) => tx.users.insert(user(number, { name, accountId: accountId(owner) })),
    rename: (tx, number, name) => tx.users.update(user(number, { name })),
  },
  groups: {
    insert: (tx, number, name, owner) =>
      tx.groups.insert(group(number, { name, accountId: accountId(owner) })),
    rename: (tx, number, name) => tx.groups.update(group(number, { name })),
  },
  roles: {
    insert: (tx, number, name, owner) => tx.roles.insert(role(number, { name, accountId: accountId(owner) })),
    rename: (tx, number, name) => tx.roles.update(role(number, { name })),
  },
  instanceProfiles: {
    insert: (tx, number, name, owner) =>
      tx.instanceProfiles.insert(instanceProfile(number, { name, accountId: accountId(owner) })),
    rename: (tx, number, name) => tx.instanceProfiles.update(instanceProfile(number, { name })),
  },
  policies: {
    insert: (tx, number, name, owner) =>
      tx.policies.insert(policy(number, { name, accountId: accountId(owner) })),
    rename: (tx, number, name) => tx.policies.update(policy(number, { name })),
  },
};

export function uniqueness(factory: StoreFactory): void {
  for (const [name, family] of Object.entries(FAMILIES)) {
    test(
      name,
      withStore(factory, (store) => namesOf(store, family)),
    );
  }
  test("ids, e-mails, aliases, policy ARNs and keys", withStore(factory, others));
}

async function namesOf(store: Store, family: NamedFamily): Promise<void> {
  let number = 0;
  for (const [first, second] of SAME) {
    number += 2;
    await store.write((tx) => family.insert(tx, number, first, 1));
    await assert.rejects(
      store.write((tx) => family.insert(tx, number + 1, second, 1)),
      CONFLICT,
      second,
    );
    // One's own name in another case is free.
    await store.write((tx) => family.rename(tx, number, second));
    await store.write((tx) => family.rename(tx, number, `kept-${number}`));
  }
  await store.write(async (tx) => {
    await family.insert(tx, 1000, "elsewhere", 2);
    await family.insert(tx, 1001, "elsewhere", 1);
  });
  for (const [first, second] of DIFFERENT) {
    number += 2;
    await store.write((tx) => family.insert(tx, number, first, 1));
    await store.write((tx) => family.insert(tx, number + 1, second, 1));
    await assert.rejects(
      store.write((tx) => family.rename(tx, number, second)),
      CONFLICT,
    );
    await store.write(async (tx) => {
      await family.rename(tx, number, `left-${number}`);
      await family.rename(tx, number + 1, `right-${number}`);
    });
  }
}

async function others(store: Store): Promise<void> {
  await store.write(async (tx) => {
    await tx.accounts.insert(account(3, { email: "Chief@example.com", alias: "three" }));
    await tx.users.insert(user(1));
    await tx.policies.insert(policy(1));
    await tx.accessKeys.insert(accessKey(1));
  });
  const taken: readonly ((tx: WriteTransaction) => Promise<void>)[] = [
    (tx) => tx.accounts.insert(account(3, { email: "other@example.com" })),
    (tx) => tx.accounts.insert(account(4, { email: "chief@EXAMPLE.com" })),
    (tx) => tx.accounts.insert(account(4, { alias: "three" })),
    (tx) => tx.accounts.update(account(2, { email: "CHIEF@example.com" })),
    (tx) => tx.accounts.update(account(2, { alias: "three" })),
    (tx) => tx.users.insert(user(1, { name: "another" })),
    (tx) => tx.users.insert(user(1, { name: "another", accountId: accountId(2) })),
    (tx) => tx.policies.insert(policy(2, { arn: policyArn(1) })),
    (tx) => tx.policies.update(policy(1, { arn: policyArn(2) })),
    (tx) => tx.accessKeys.insert(accessKey(1)),
  ];
  for (const [index, work] of taken.entries())
    await assert.rejects(store.write(work), CONFLICT, `case ${index}`);
}
