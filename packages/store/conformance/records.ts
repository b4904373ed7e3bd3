/** Every family gives back what it was given. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { WriteTransaction } from "../src/families.ts";
import type { EntityRecord, EntityWriter } from "../src/records/entity.ts";
import type { Tag } from "../src/records/tag.ts";
import type { Store } from "../src/store.ts";
import {
  ACCOUNT,
  accessKey,
  account,
  accountId,
  attachment,
  group,
  inlinePolicy,
  instanceProfile,
  loginProfile,
  policy,
  policyArn,
  role,
  uniqueId,
  user,
} from "./samples.ts";
import type { StoreFactory } from "./store-under-test.ts";
import { CONFLICT, withStore } from "./with-store.ts";

const TEXT = "Ünïcödé 漢字 🔑 \" ' \\ \n\t % _ ; --";
const TAGS: readonly Tag[] = [
  { key: "team", value: "core" },
  { key: TEXT, value: "" },
];
/** As large as AWS lets a trust policy or a managed policy get, several times over. */
const BIG_DOCUMENT = `{"Statement":[],"Pad":"${"ä".repeat(100_000)}"}`;
const LATE = 8_640_000_000_000_000;

export function records(factory: StoreFactory): void {
  test("accounts, with and without what is optional", withStore(factory, accounts));
  test("users", withStore(factory, users));
  test("groups", withStore(factory, groups));
  test("roles", withStore(factory, roles));
  test("instance profiles", withStore(factory, instanceProfiles));
  test("policies and their versions", withStore(factory, policies));
  test("attachments and boundaries", withStore(factory, attachments));
  test("inline policies", withStore(factory, inlinePolicies));
  test("memberships", withStore(factory, memberships));
  test("access keys", withStore(factory, accessKeys));
  test("login profiles", withStore(factory, loginProfiles));
  test("usage keeps the newest, and forgets what is gone", withStore(factory, usage));
  test("what is owned needs its owner", withStore(factory, owners));
}

async function accounts(store: Store): Promise<void> {
  const full = account(3, {
    name: TEXT,
    email: "Root+Ünï@Example.com",
    rootPasswordHash: "$argon2id$x",
    alias: "company-a",
    passwordPolicy: {
      minimumPasswordLength: 12,
      requireSymbols: true,
      requireNumbers: false,
      requireUppercaseCharacters: true,
      requireLowercaseCharacters: false,
      allowUsersToChangePassword: true,
      maxPasswordAgeDays: 90,
      hardExpiry: false,
    },
    createdAt: LATE,
  });
  await store.write((tx) => tx.accounts.insert(full));
  await store.read(async (tx) => {
    assert.deepEqual(await tx.accounts.byId(full.id), full);
    assert.deepEqual(await tx.accounts.byAlias("company-a"), full);
    assert.deepEqual(await tx.accounts.byEmail("root+ÜNÏ@example.COM"), full);
    assert.deepEqual(await tx.accounts.list(), [account(1), account(2), full]);
    assert.equal(await tx.accounts.byId(accountId(9)), undefined);
    assert.equal(await tx.accounts.byAlias("nobody"), undefined);
    const none = { users: 0, groups: 0, roles: 0, policies: 0, instanceProfiles: 0 };
    assert.deepEqual(await tx.accounts.counts(accountId(9)), none);
  });
  await store.write((tx) => tx.accounts.update(account(3)));
  assert.deepEqual(await store.read((tx) => tx.accounts.byId(full.id)), account(3));
  await assert.rejects(
    store.write((tx) => tx.accounts.update(account(9))),
    CONFLICT,
  );
}

async function users(store: Store): Promise<void> {
  const full = user(1, { path: "/a/b/", permissionsBoundary: policyArn(1), tags: TAGS, createdAt: 0 });
  await roundTrip(store, (tx) => tx.users, full, user(1, { name: "Renamed" }));
}

async function groups(store: Store): Promise<void> {
  await roundTrip(store, (tx) => tx.groups, group(1, { path: "/x/" }), group(1, { name: TEXT }));
}

async function roles(store: Store): Promise<void> {
  const full = role(1, {
    trustPolicy: BIG_DOCUMENT,
    trustPrincipals: Object.fromEntries([
      ["arn:aws:iam::1:user/x", uniqueId("AIDA", 7)],
      ["__proto__", uniqueId("AIDA", 8)],
    ]),
    description: TEXT,
    maxSessionSeconds: 43_200,
    permissionsBoundary: policyArn(1),
    tags: TAGS,
  });
  await roundTrip(store, (tx) => tx.roles, full, role(1, { description: "" }));
}

async function instanceProfiles(store: Store): Promise<void> {
  const { id: roleId } = role(1);
  await store.write((tx) => tx.roles.insert(role(1)));
  const profile = instanceProfile(1, { roleId, tags: TAGS });
  await roundTrip(store, (tx) => tx.instanceProfiles, profile, instanceProfile(1));
  await store.write(async (tx) => {
    await tx.instanceProfiles.update(profile);
    await tx.instanceProfiles.insert(instanceProfile(2, { name: "A-first", roleId }));
  });
  const ofRole = await store.read((tx) => tx.instanceProfiles.ofRole(roleId));
  assert.deepEqual(
    ofRole.map((each) => each.name),
    ["A-first", "profile-1"],
  );
}

async function policies(store: Store): Promise<void> {
  const full = policy(1, {
    description: TEXT,
    defaultVersion: 3,
    latestVersion: 7,
    updatedAt: LATE,
    tags: TAGS,
  });
  await roundTrip(store, (tx) => tx.policies, full, policy(1, { description: "" }));
  const versionOf = (version: number) => ({
    policyId: full.id,
    version,
    document: BIG_DOCUMENT,
    createdAt: version,
  });
  await store.write(async (tx) => {
    for (const version of [1, 10, 2]) await tx.policyVersions.insert(versionOf(version));
  });
  await store.read(async (tx) => {
    assert.deepEqual(await tx.policyVersions.get(full.id, 10), versionOf(10));
    assert.deepEqual(await tx.policyVersions.list(full.id), [versionOf(10), versionOf(2), versionOf(1)]);
    assert.equal(await tx.policyVersions.get(full.id, 3), undefined);
    assert.equal(await tx.policyVersions.countOfAccount(ACCOUNT), 3);
    assert.equal(await tx.policyVersions.countOfAccount(accountId(2)), 0);
  });
  await store.write((tx) => tx.policyVersions.delete(full.id, 2));
  assert.equal(await store.read((tx) => tx.policyVersions.get(full.id, 2)), undefined);
  await assert.rejects(
    store.write((tx) => tx.policyVersions.delete(full.id, 2)),
    CONFLICT,
  );
  await assert.rejects(
    store.write((tx) => tx.policyVersions.insert(versionOf(1))),
    CONFLICT,
  );
}

async function attachments(store: Store): Promise<void> {
  const both = [attachment("user", 1, 2), attachment("user", 1, 1)] as const;
  const [{ ownerId, policyArn: second }] = both;
  await store.write(async (tx) => {
    await tx.users.insert(user(1, { permissionsBoundary: second }));
    await tx.roles.insert(role(1, { permissionsBoundary: second }));
    for (const each of both) assert.equal(await tx.attachments.attach(each), true);
    assert.equal(await tx.attachments.attach(both[0]), false);
  });
  await store.read(async (tx) => {
    assert.deepEqual(await tx.attachments.ofOwner(ownerId), both);
    assert.equal(await tx.attachments.has(ownerId, second), true);
    assert.equal(await tx.attachments.has(ownerId, policyArn(3)), false);
    assert.deepEqual(await tx.attachments.ofPolicy(ACCOUNT, second, { limit: 10 }), { items: [both[0]] });
    assert.equal(await tx.attachments.countOfPolicy(ACCOUNT, second), 1);
    assert.equal(await tx.attachments.countOfPolicy(accountId(2), second), 0);
    assert.deepEqual(await tx.attachments.boundariesOfPolicy(ACCOUNT, second), [
      { ownerKind: "user", ownerId },
      { ownerKind: "role", ownerId: role(1).id },
    ]);
    assert.equal(await tx.attachments.countBoundariesOfPolicy(ACCOUNT, second), 2);
    assert.equal(await tx.attachments.countBoundariesOfPolicy(ACCOUNT, policyArn(1)), 0);
  });
  await store.write(async (tx) => {
    assert.equal(await tx.attachments.detach(ownerId, second), true);
    assert.equal(await tx.attachments.detach(ownerId, second), false);
    assert.deepEqual(await tx.attachments.ofOwner(ownerId), [both[1]]);
  });
}

async function inlinePolicies(store: Store): Promise<void> {
  const big = { ...inlinePolicy("group", 1, "Big"), document: BIG_DOCUMENT };
  await store.write(async (tx) => {
    await tx.groups.insert(group(1));
    await tx.inlinePolicies.put(inlinePolicy("group", 1, "big"));
    await tx.inlinePolicies.put({ ...big, document: "{}" });
    await tx.inlinePolicies.put(big);
  });
  await store.read(async (tx) => {
    assert.deepEqual(await tx.inlinePolicies.get(big.ownerId, "Big"), big);
    assert.deepEqual(await tx.inlinePolicies.ofOwner(big.ownerId), [big, inlinePolicy("group", 1, "big")]);
    assert.equal(await tx.inlinePolicies.get(big.ownerId, "BIG"), undefined);
  });
  await store.write(async (tx) => {
    assert.equal(await tx.inlinePolicies.delete(big.ownerId, "BIG"), false);
    assert.equal(await tx.inlinePolicies.delete(big.ownerId, "Big"), true);
    assert.equal(await tx.inlinePolicies.get(big.ownerId, "Big"), undefined);
  });
}

async function memberships(store: Store): Promise<void> {
  const link = { accountId: ACCOUNT, groupId: group(1).id, userId: user(1).id };
  await store.write(async (tx) => {
    await tx.users.insert(user(1));
    await tx.groups.insert(group(1, { name: "b" }));
    await tx.groups.insert(group(2, { name: "A" }));
    assert.equal(await tx.memberships.add(link), true);
    assert.equal(await tx.memberships.add(link), false);
    assert.equal(await tx.memberships.add({ ...link, groupId: group(2).id }), true);
  });
  await store.read(async (tx) => {
    assert.equal(await tx.memberships.has(link.groupId, link.userId), true);
    assert.deepEqual(await tx.memberships.groupsOfUser(link.userId), [group(2).id, group(1).id]);
    assert.deepEqual(await tx.memberships.usersOfGroup(link.groupId, { limit: 5 }), { items: [link.userId] });
  });
  await store.write(async (tx) => {
    assert.equal(await tx.memberships.remove(link.groupId, link.userId), true);
    assert.equal(await tx.memberships.remove(link.groupId, link.userId), false);
    assert.equal(await tx.memberships.has(link.groupId, link.userId), false);
  });
}

async function accessKeys(store: Store): Promise<void> {
  const sealedSecret = Uint8Array.from({ length: 256 }, (_, index) => index);
  const keys = [accessKey(2, { sealedSecret }), accessKey(1, { status: "Inactive" })] as const;
  const rootKey = accessKey(3, { ownerKind: "root", ownerId: uniqueId("", 0) });
  const root = { ...rootKey, ownerId: ACCOUNT as string as typeof rootKey.ownerId };
  await store.write(async (tx) => {
    await tx.users.insert(user(1));
    for (const key of [...keys, root]) await tx.accessKeys.insert(key);
  });
  await store.read(async (tx) => {
    const found = await tx.accessKeys.byId(keys[0].id);
    assert.deepEqual(found && { ...found, sealedSecret: new Uint8Array(found.sealedSecret) }, keys[0]);
    const owned = await tx.accessKeys.ofOwner(keys[0].ownerId);
    assert.deepEqual(
      owned.map((key) => key.id),
      [keys[0].id, keys[1].id],
    );
    assert.equal((await tx.accessKeys.byId(root.id))?.ownerId, ACCOUNT);
    assert.equal(await tx.accessKeys.byId(accessKey(9).id), undefined);
  });
  await store.write(async (tx) => {
    await tx.accessKeys.setStatus(keys[1].id, "Active");
    assert.equal((await tx.accessKeys.byId(keys[1].id))?.status, "Active");
    await tx.accessKeys.delete(keys[1].id);
    assert.equal(await tx.accessKeys.byId(keys[1].id), undefined);
  });
  await assert.rejects(
    store.write((tx) => tx.accessKeys.setStatus(keys[1].id, "Active")),
    CONFLICT,
  );
  await assert.rejects(
    store.write((tx) => tx.accessKeys.delete(keys[1].id)),
    CONFLICT,
  );
}

async function loginProfiles(store: Store): Promise<void> {
  const first = loginProfile(1, { previousHashes: ["$b", "$a"], passwordResetRequired: true });
  await store.write(async (tx) => {
    await tx.users.insert(user(1));
    await tx.loginProfiles.put(first);
    assert.deepEqual(await tx.loginProfiles.ofUser(first.userId), first);
    await tx.loginProfiles.put(loginProfile(1, { passwordChangedAt: LATE }));
  });
  const second = await store.read((tx) => tx.loginProfiles.ofUser(first.userId));
  assert.deepEqual(second, loginProfile(1, { passwordChangedAt: LATE }));
  await store.write(async (tx) => {
    assert.equal(await tx.loginProfiles.delete(first.userId), true);
    assert.equal(await tx.loginProfiles.delete(first.userId), false);
    assert.equal(await tx.loginProfiles.ofUser(first.userId), undefined);
  });
}

async function usage(store: Store): Promise<void> {
  const subject = user(1).id;
  const used = { subject, at: 20, service: "iam", region: "us-east-1" };
  await store.write(async (tx) => {
    await tx.users.insert(user(1));
    await tx.usage.record([{ subject, at: 10 }, used, { subject, at: 15 }, { subject: user(2).id, at: 1 }]);
    await tx.usage.record([{ subject: ACCOUNT, at: 5 }]);
  });
  await store.read(async (tx) => {
    assert.deepEqual(await tx.usage.of(subject), used);
    assert.deepEqual(await tx.usage.of(ACCOUNT), { subject: ACCOUNT, at: 5 });
    assert.equal(await tx.usage.of(user(2).id), undefined);
  });
  await store.write((tx) => tx.usage.record([{ subject, at: 30 }]));
  assert.deepEqual(await store.read((tx) => tx.usage.of(subject)), { subject, at: 30 });
}

async function owners(store: Store): Promise<void> {
  const elsewhere = { accountId: accountId(2) };
  await store.write(async (tx) => {
    await tx.users.insert(user(1));
    await tx.groups.insert(group(1));
  });
  const impossible: readonly ((tx: WriteTransaction) => Promise<unknown>)[] = [
    (tx) => tx.attachments.attach(attachment("user", 2, 1)),
    (tx) => tx.attachments.attach({ ...attachment("user", 1, 1), ...elsewhere }),
    (tx) => tx.attachments.attach({ ...attachment("user", 1, 1), ownerKind: "role" }),
    (tx) => tx.inlinePolicies.put(inlinePolicy("role", 1, "x")),
    (tx) => tx.accessKeys.insert(accessKey(1, { ownerId: user(2).id })),
    (tx) => tx.accessKeys.insert(accessKey(1, { ownerKind: "root" })),
    (tx) => tx.loginProfiles.put(loginProfile(2)),
    (tx) => tx.memberships.add({ accountId: ACCOUNT, groupId: group(1).id, userId: user(2).id }),
    (tx) => tx.memberships.add({ accountId: ACCOUNT, groupId: group(2).id, userId: user(1).id }),
    (tx) => tx.memberships.add({ ...elsewhere, groupId: group(1).id, userId: user(1).id }),
    (tx) => tx.policyVersions.insert({ policyId: policy(1).id, version: 1, document: "{}", createdAt: 1 }),
  ];
  for (const [index, work] of impossible.entries())
    await assert.rejects(store.write(work), CONFLICT, `case ${index}`);
}

async function roundTrip<Entity extends EntityRecord>(
  store: Store,
  family: (tx: WriteTransaction) => EntityWriter<Entity>,
  inserted: Entity,
  updated: Entity,
): Promise<void> {
  await store.write((tx) => family(tx).insert(inserted));
  assert.deepEqual(await store.read((tx) => familyOf(tx).byId(inserted.id)), inserted);
  await store.write((tx) => family(tx).update(updated));
  await store.read(async (tx) => {
    assert.deepEqual(await familyOf(tx).byId(updated.id), updated);
    assert.deepEqual(await familyOf(tx).byName(ACCOUNT, updated.name.toUpperCase()), updated);
    assert.equal(await familyOf(tx).byName(accountId(2), updated.name), undefined);
    assert.deepEqual(await familyOf(tx).list(ACCOUNT, { limit: 1 }), { items: [updated] });
  });
  const unknown = { ...updated, id: uniqueId("AXXX", 1), name: "unknown" };
  await assert.rejects(
    store.write((tx) => family(tx).update(unknown)),
    CONFLICT,
  );
  await assert.rejects(
    store.write((tx) => family(tx).delete(unknown.id)),
    CONFLICT,
  );
  await assert.rejects(
    store.write((tx) => family(tx).update({ ...updated, accountId: accountId(2) })),
    CONFLICT,
  );
  // A reader of the same family: a write transaction can do all that a read transaction can.
  function familyOf(tx: unknown) {
    return family(tx as WriteTransaction);
  }
}
