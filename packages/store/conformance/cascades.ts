/** What is deleted takes with it what belongs to it, and nothing else. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { ReadTransaction } from "../src/families.ts";
import type { Store } from "../src/store.ts";
import { accessKey } from "./families/access-keys.ts";
import { attachment } from "./families/attachments.ts";
import { group } from "./families/groups.ts";
import { inlinePolicy } from "./families/inline-policies.ts";
import { instanceProfile } from "./families/instance-profiles.ts";
import { loginProfile } from "./families/login-profiles.ts";
import { membership } from "./families/memberships.ts";
import { policy } from "./families/policies.ts";
import { policyVersion } from "./families/policy-versions.ts";
import { role } from "./families/roles.ts";
import { user } from "./families/users.ts";
import { ACCOUNT, policyArn } from "./samples.ts";
import type { StoreFactory } from "./store-under-test.ts";
import { toldBy } from "./told-by.ts";
import { withStore } from "./with-store.ts";

export function cascades(factory: StoreFactory): void {
  test("a user", withStore(factory, aUser));
  test("a group", withStore(factory, aGroup));
  test("a role", withStore(factory, aRole));
  test("a policy", withStore(factory, aPolicy));
  test("a deleted name can be taken again, under another id", withStore(factory, again));
}

/** Two of each, owning the same, so that a delete that reaches too far shows. */
async function fill(store: Store): Promise<void> {
  await store.write(async (tx) => {
    for (const number of [1, 2]) {
      await tx.policies.insert(policy(number));
      await tx.policyVersions.insert(policyVersion(number, 1));
    }
    for (const number of [1, 2]) {
      await tx.users.insert(user(number, { permissionsBoundary: policyArn(1) }));
      await tx.groups.insert(group(number));
      await tx.roles.insert(role(number));
      await tx.instanceProfiles.insert(instanceProfile(number, { roleId: role(number).id }));
      await tx.accessKeys.insert(accessKey(number, { ownerId: user(number).id }));
      await tx.loginProfiles.put(loginProfile(number));
      for (const kind of ["user", "group", "role"] as const) {
        await tx.attachments.attach(attachment(kind, number, 1));
        await tx.inlinePolicies.put(inlinePolicy(kind, number, "Own"));
      }
      const used = [user(number).id, role(number).id, accessKey(number).id];
      await tx.usage.record(used.map((subject) => ({ subject, at: 1 })));
    }
    for (const [groupNumber, userNumber] of [
      [1, 1],
      [1, 2],
      [2, 1],
      [2, 2],
    ] as const) {
      await tx.memberships.add(membership(groupNumber, userNumber));
    }
  });
}

async function belongings(tx: ReadTransaction, kind: "user" | "group" | "role", number: number) {
  const { ownerId } = attachment(kind, number, 1);
  const users = kind === "group" ? await tx.memberships.usersOfGroup(ownerId, { limit: 9 }) : { items: [] };
  return {
    attachments: (await tx.attachments.ofOwner(ownerId)).length,
    inline: (await tx.inlinePolicies.ofOwner(ownerId)).length,
    keys: (await tx.accessKeys.ofOwner(ownerId)).length,
    usage: (await tx.usage.of(ownerId)) !== undefined,
    login: (await tx.loginProfiles.ofUser(ownerId)) !== undefined,
    groups: (await tx.memberships.groupsOfUser(ownerId)).length,
    users: users.items.length,
    profiles: (await tx.instanceProfiles.ofRole(ownerId)).length,
  };
}

const NOTHING = {
  attachments: 0,
  inline: 0,
  keys: 0,
  usage: false,
  login: false,
  groups: 0,
  users: 0,
  profiles: 0,
};
const USER = { ...NOTHING, attachments: 1, inline: 1, keys: 1, usage: true, login: true, groups: 2 };
const GROUP = { ...NOTHING, attachments: 1, inline: 1, users: 2 };
const ROLE = { ...NOTHING, attachments: 1, inline: 1, usage: true, profiles: 1 };

async function aUser(store: Store): Promise<void> {
  await fill(store);
  const told = await toldBy(store, () => store.write((tx) => tx.users.delete(user(1).id)));
  await store.read(async (tx) => {
    assert.deepEqual(await belongings(tx, "user", 1), NOTHING);
    assert.deepEqual(await belongings(tx, "user", 2), USER);
    assert.deepEqual(await belongings(tx, "group", 1), { ...GROUP, users: 1 });
    assert.equal(await tx.accessKeys.byId(accessKey(1).id), undefined);
    assert.equal(await tx.usage.of(accessKey(1).id), undefined);
    assert.equal((await tx.accounts.counts(ACCOUNT)).users, 1);
  });
  assert.deepEqual(told, [
    `accessKey ${accessKey(1).id}`,
    `group ${group(1).id}`,
    `group ${group(2).id}`,
    `user ${user(1).id}`,
  ]);
}

async function aGroup(store: Store): Promise<void> {
  await fill(store);
  const told = await toldBy(store, () => store.write((tx) => tx.groups.delete(group(1).id)));
  await store.read(async (tx) => {
    assert.deepEqual(await belongings(tx, "group", 1), NOTHING);
    assert.deepEqual(await belongings(tx, "group", 2), GROUP);
    assert.deepEqual(await belongings(tx, "user", 1), { ...USER, groups: 1 });
    assert.equal((await tx.accounts.counts(ACCOUNT)).groups, 1);
  });
  assert.deepEqual(told, [`group ${group(1).id}`, `user ${user(1).id}`, `user ${user(2).id}`]);
}

async function aRole(store: Store): Promise<void> {
  await fill(store);
  const told = await toldBy(store, () => store.write((tx) => tx.roles.delete(role(1).id)));
  await store.read(async (tx) => {
    assert.deepEqual(await belongings(tx, "role", 1), NOTHING);
    assert.deepEqual(await belongings(tx, "role", 2), ROLE);
    assert.deepEqual(await tx.instanceProfiles.byId(instanceProfile(1).id), instanceProfile(1));
    assert.equal((await tx.accounts.counts(ACCOUNT)).roles, 1);
  });
  assert.deepEqual(told, [`instanceProfile ${instanceProfile(1).id}`, `role ${role(1).id}`]);
}

async function aPolicy(store: Store): Promise<void> {
  await fill(store);
  const told = await toldBy(store, () => store.write((tx) => tx.policies.delete(policy(1).id)));
  await store.read(async (tx) => {
    assert.equal(await tx.attachments.countOfPolicy(ACCOUNT, policyArn(1)), 0);
    assert.deepEqual(await tx.policyVersions.list(policy(1).id), []);
    assert.equal((await tx.policyVersions.list(policy(2).id)).length, 1);
    // The boundary stays and grants nothing; dropping it would set its bearers free.
    assert.equal(await tx.attachments.countBoundariesOfPolicy(ACCOUNT, policyArn(1)), 2);
    assert.equal((await tx.accounts.counts(ACCOUNT)).policies, 1);
  });
  const owners = [group(1), group(2)].map(({ id }) => `group ${id}`);
  owners.push(`policy ${policyArn(1)}`, ...[role(1), role(2)].map(({ id }) => `role ${id}`));
  assert.deepEqual(told, [...owners, ...[user(1), user(2)].map(({ id }) => `user ${id}`)]);
}

async function again(store: Store): Promise<void> {
  await fill(store);
  await store.write(async (tx) => {
    await tx.users.delete(user(1).id);
    await tx.users.insert(user(3, { name: user(1).name }));
  });
  assert.deepEqual(await store.read((tx) => belongings(tx, "user", 3)), NOTHING);
}
