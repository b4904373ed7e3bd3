/** Policies that are read of all at once are those that each by itself is told to have. */
import assert from "node:assert/strict";
import type { ReadTransaction } from "../src/families.ts";
import { eachPage } from "../src/records/each-page.ts";
import type { EntityReader, EntityRecord } from "../src/records/entity.ts";
import type { AccountId } from "../src/records/identifier.ts";
import type { Store } from "../src/store.ts";
import { role } from "./families/roles.ts";
import { fillStore } from "./full-store.ts";
import { accountId } from "./samples.ts";

export async function held(store: Store): Promise<void> {
  await store.clear();
  await fillStore(store);
  await store.read(async (tx) => {
    const accounts = (await tx.accounts.list()).map(({ id }) => id);
    for (const some of [accounts, accounts.slice(0, 1)]) await compare(tx, some);
  });
}

async function compare(tx: ReadTransaction, accounts: readonly AccountId[]): Promise<void> {
  const found = await tx.search.heldPolicies(accounts);
  const users = await all(tx.users, accounts);
  const roles = await all(tx.roles, accounts);
  const groups = await all(tx.groups, accounts);
  assert.ok(users.length > 0 && roles.length > 0 && groups.length > 0);
  assert.deepEqual(found.users, users);
  assert.deepEqual(found.roles, roles);
  assert.deepEqual(found.groups, groups);
  for (const { id } of users) assert.deepEqual(found.groupsOf(id), await tx.memberships.groupsOfUser(id));
  for (const { id } of [...users, ...roles, ...groups]) {
    const attached = await tx.attachments.ofOwner(id);
    assert.deepEqual(
      found.attachedTo(id),
      attached.map(({ policyArn }) => policyArn),
    );
    const inline = await tx.inlinePolicies.ofOwner(id);
    assert.deepEqual(
      found.inlineIn(id).map(({ name, document }) => ({ name, document })),
      inline.map(({ name, document }) => ({ name, document })),
    );
  }
  for (const policy of await all(tx.policies, accounts)) {
    const version = await tx.policyVersions.get(policy.id, policy.defaultVersion);
    assert.equal(found.documents.get(policy.arn), version?.document);
  }
}

const TRUSTING = [
  { AWS: `arn:aws:iam::${accountId(1)}:root` },
  { AWS: "*" },
  "*",
  { Service: "ec2.amazonaws.com" },
  { AWS: accountId(3) },
];

/** Roles are found by whom their trust policies speak of. */
export async function trusting(store: Store): Promise<void> {
  const made = TRUSTING.map((Principal, number) => ({
    ...role(number + 1),
    accountId: accountId(1 + (number % 2)),
    trustPolicy: JSON.stringify({ Statement: { Effect: "Allow", Principal, Action: "sts:AssumeRole" } }),
  }));
  await store.write(async (tx) => {
    for (const each of made) await tx.roles.insert(each);
  });
  const found = (of: readonly number[], limit = 10) =>
    store.read(async (tx) => {
      const roles = await tx.search.rolesTrusting(of.map(accountId), accountId(1), limit);
      return roles.map(({ id }) => made.findIndex((each) => each.id === id)).sort();
    });
  assert.deepEqual(await found([1, 2]), [0, 1, 2]);
  assert.deepEqual(await found([1]), [0, 2]);
  assert.deepEqual(await found([2]), [1]);
  assert.deepEqual(await found([1], 1), [0]);
}

async function all<Record extends EntityRecord>(
  reader: EntityReader<Record>,
  accounts: readonly AccountId[],
): Promise<readonly Record[]> {
  const found: Record[] = [];
  for (const account of accounts)
    for await (const page of eachPage((request) => reader.list(account, request), 100)) found.push(...page);
  return found;
}
