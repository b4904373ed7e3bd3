/** What may be done to a store, over so few ids and names that they often meet. */
import { rootUserId, toAccessKeyId } from "@rolecall/names";
import fc from "fast-check";
import type { WriteTransaction } from "../src/families.ts";
import {
  accessKey,
  account,
  accountId,
  attachment,
  group,
  inlinePolicy,
  instanceProfile,
  loginProfile,
  ownerIdOf,
  policy,
  policyArn,
  role,
  uniqueId,
  user,
} from "./samples.ts";

const NAMES = ["a", "A", "b", "B_", "c-c", "d", "e", "f"] as const;
const PATHS = ["/", "/x/", "/x/y/"] as const;
const KINDS = ["user", "group", "role"] as const;
const SIZE = 2;

export interface Operation {
  readonly name: keyof typeof OPERATIONS;
  /** Numbers of what it is done to; each operation takes from them what it needs. */
  readonly first: number;
  readonly second: number;
  readonly third: number;
}

type Perform = (tx: WriteTransaction, first: number, second: number, third: number) => Promise<unknown>;

const OPERATIONS = {
  updateAccount: (tx, first, second, third) =>
    tx.accounts.update(
      account(1 + (first % 3), {
        email: `${pick(NAMES, second)}@x`,
        ...(third > 0 && { alias: `alias-${third}` }),
      }),
    ),
  insertUser: (tx, first, second, third) =>
    tx.users.insert(user(first, { ...named(second, third), ...boundary(second) })),
  updateUser: (tx, first, second, third) =>
    tx.users.update(user(first, { ...named(second, third), tags: [{ key: "k", value: String(third) }] })),
  deleteUser: (tx, first) => tx.users.delete(user(first).id),
  insertGroup: (tx, first, second, third) => tx.groups.insert(group(first, named(second, third))),
  updateGroup: (tx, first, second, third) => tx.groups.update(group(first, named(second, third))),
  deleteGroup: (tx, first) => tx.groups.delete(group(first).id),
  insertRole: (tx, first, second, third) =>
    tx.roles.insert(role(first, { ...named(second, third), ...boundary(third) })),
  updateRole: (tx, first, second, third) =>
    tx.roles.update(role(first, { ...named(second, third), description: "d" })),
  deleteRole: (tx, first) => tx.roles.delete(role(first).id),
  insertProfile: (tx, first, second, third) =>
    tx.instanceProfiles.insert(instanceProfile(first, named(second, third))),
  fillProfile: async (tx, first, second) => {
    const profile = await tx.instanceProfiles.byId(instanceProfile(first).id);
    const there = await tx.roles.byId(role(second).id);
    if (profile && there) await tx.instanceProfiles.update({ ...profile, roleId: there.id });
  },
  deleteProfile: (tx, first) => tx.instanceProfiles.delete(instanceProfile(first).id),
  insertPolicy: (tx, first, second, third) => tx.policies.insert(policy(first, named(second, third))),
  updatePolicy: (tx, first, second, third) =>
    tx.policies.update(policy(first, { ...named(second, third), defaultVersion: third })),
  deletePolicy: (tx, first) => tx.policies.delete(policy(first).id),
  insertVersion: (tx, first, second) =>
    tx.policyVersions.insert({
      policyId: policy(first).id,
      version: second,
      document: `{${second}}`,
      createdAt: 1,
    }),
  deleteVersion: (tx, first, second) => tx.policyVersions.delete(policy(first).id, second),
  attach: (tx, first, second, third) => tx.attachments.attach(attachment(pick(KINDS, first), second, third)),
  detach: (tx, first, second, third) =>
    tx.attachments.detach(ownerIdOf(pick(KINDS, first), second), policyArn(third)),
  putInline: (tx, first, second, third) =>
    tx.inlinePolicies.put({
      ...inlinePolicy(pick(KINDS, first), second, pick(NAMES, third)),
      document: `${first}`,
    }),
  deleteInline: (tx, first, second, third) =>
    tx.inlinePolicies.delete(ownerIdOf(pick(KINDS, first), second), pick(NAMES, third)),
  addMember: (tx, first, second) =>
    tx.memberships.add({ accountId: accountId(1), groupId: group(first).id, userId: user(second).id }),
  removeMember: (tx, first, second) => tx.memberships.remove(group(first).id, user(second).id),
  insertKey: (tx, first, second) => tx.accessKeys.insert(accessKey(first, { ownerId: user(second).id })),
  insertRootKey: (tx, first) =>
    tx.accessKeys.insert(accessKey(first, { ownerKind: "root", ownerId: rootUserId(accountId(1)) })),
  setKeyStatus: (tx, first, second) =>
    tx.accessKeys.setStatus(accessKey(first).id, second % 2 === 0 ? "Active" : "Inactive"),
  deleteKey: (tx, first) => tx.accessKeys.delete(accessKey(first).id),
  putLogin: (tx, first, second) =>
    tx.loginProfiles.put(loginProfile(first, { previousHashes: [`${second}`] })),
  deleteLogin: (tx, first) => tx.loginProfiles.delete(user(first).id),
  use: (tx, first, second, third) =>
    tx.usage.record([
      { subject: user(first).id, at: second },
      { subject: toAccessKeyId(uniqueId("AKIA", second)), at: third, service: "iam" },
      { subject: role(third).id, at: first },
    ]),
} as const satisfies Readonly<Record<string, Perform>>;

const number = fc.nat(SIZE);
const wide = fc.nat(NAMES.length - 1);

export const operation: fc.Arbitrary<Operation> = fc.record({
  name: fc.constantFrom(...(Object.keys(OPERATIONS) as Operation["name"][])),
  first: number,
  second: fc.oneof(number, wide),
  third: number,
});

/** One of nearly everything, so that there is something to change and delete from the beginning. */
export const BEGINNING: readonly Operation[] = [0, 1].flatMap((first) => [
  { name: "insertUser", first, second: first + 1, third: 0 },
  { name: "insertGroup", first, second: first + 1, third: 0 },
  { name: "insertRole", first, second: first + 1, third: 0 },
  { name: "insertProfile", first, second: first + 2, third: 0 },
  { name: "fillProfile", first, second: first, third: 0 },
  { name: "insertPolicy", first, second: first + 2, third: 0 },
  { name: "insertVersion", first, second: 1, third: 0 },
  { name: "addMember", first: 0, second: first, third: 0 },
  { name: "insertKey", first, second: 0, third: 0 },
  { name: "putLogin", first, second: 0, third: 0 },
  { name: "attach", first: 0, second: first, third: 0 },
  { name: "putInline", first: first + 1, second: 0, third: 0 },
]);

export function perform(tx: WriteTransaction, { name, first, second, third }: Operation): Promise<unknown> {
  const run: Perform = OPERATIONS[name];
  return run(tx, first, second, third);
}

/** Four in five belong to account 1. */
function named(name: number, place: number) {
  return { name: pick(NAMES, name), path: pick(PATHS, place), accountId: accountId(place === SIZE ? 2 : 1) };
}

function boundary(number: number) {
  return number === 0 ? {} : { permissionsBoundary: policyArn(number) };
}

function pick<Item>(items: readonly Item[], number: number): Item {
  return items[number % items.length]!;
}
