/** Everything that a store holds, found in every way, as JSON. */
import assert from "node:assert/strict";
import { type AccountId, rootUserId } from "@rolecall/names";
import type { ReadTransaction } from "../../../src/families.ts";
import type { AccountCounts } from "../../../src/records/account.ts";
import type { Store } from "../../../src/store.ts";

const ALL = { limit: 1000 } as const;

export async function readEverything(store: Store): Promise<unknown> {
  const records = await store.read(async (tx) => {
    const accounts = await tx.accounts.list();
    return { accounts, ofAccount: await Promise.all(accounts.map(({ id }) => readAccount(tx, id))) };
  });
  const feed = { revision: await store.revision(), changes: await store.changesAfter(0, ALL.limit) };
  return JSON.parse(JSON.stringify({ ...records, feed }));
}

/** What no first version could have: there is none of it. */
function withoutLaterCounts({ serverCertificates, ...counts }: AccountCounts) {
  assert.equal(serverCertificates, 0);
  return counts;
}

async function readAccount(tx: ReadTransaction, id: AccountId) {
  const { items: users } = await tx.users.list(id, ALL);
  const { items: groups } = await tx.groups.list(id, ALL);
  const { items: roles } = await tx.roles.list(id, ALL);
  const { items: policies } = await tx.policies.list(id, ALL);
  const owners = [...users, ...groups, ...roles].map((owner) => owner.id);
  return {
    users,
    groups,
    roles,
    policies,
    instanceProfiles: (await tx.instanceProfiles.list(id, ALL)).items,
    counts: withoutLaterCounts(await tx.accounts.counts(id)),
    versions: await Promise.all(policies.map((policy) => tx.policyVersions.list(policy.id))),
    members: await Promise.all(groups.map((group) => tx.memberships.usersOfGroup(group.id, ALL))),
    memberships: await Promise.all(users.map((user) => tx.memberships.groupsOfUser(user.id))),
    profilesOfRole: await Promise.all(roles.map((role) => tx.instanceProfiles.ofRole(role.id))),
    logins: await Promise.all(users.map((user) => tx.loginProfiles.ofUser(user.id))),
    attachments: await Promise.all(owners.map((owner) => tx.attachments.ofOwner(owner))),
    bearers: await Promise.all(policies.map(({ arn }) => tx.attachments.ofPolicy(id, arn, ALL))),
    boundaries: await Promise.all(policies.map(({ arn }) => tx.attachments.boundariesOfPolicy(id, arn))),
    inlinePolicies: await Promise.all(owners.map((owner) => tx.inlinePolicies.ofOwner(owner))),
    keys: (await Promise.all([...owners, rootUserId(id)].map((owner) => tx.accessKeys.ofOwner(owner)))).map(
      (keys) => keys.map((key) => ({ ...key, sealedSecret: [...key.sealedSecret] })),
    ),
    usage: await Promise.all(owners.map((owner) => tx.usage.of(owner))),
  };
}
