/** All that can be read of the few ids that the model works with. */
import type { ReadTransaction } from "../src/families.ts";
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

const NUMBERS = [0, 1, 2, 3, 4] as const;
const NAMES = ["a", "B", "b_", "C-c", "none"] as const;
const FAMILIES = ["users", "groups", "roles", "instanceProfiles", "policies"] as const;

export async function everything(tx: ReadTransaction) {
  const seen: unknown[] = [[...(await subjects(tx)).entries()].sort(), await tx.accounts.list()];
  for (const number of [1, 2, 3]) seen.push(await ofAccount(tx, number));
  for (const number of NUMBERS) seen.push(await ofNumber(tx, number));
  return seen;
}

/**
 * What a cache might remember of each subject of the change feed, as text; what is not there has no entry.
 * Orders that depend on others' names are left out: a name that changes is told of its bearer.
 */
export async function subjects(tx: ReadTransaction): Promise<ReadonlyMap<string, string>> {
  const seen = new Map<string, string>();
  const see = async (
    subject: string,
    record: object | undefined,
    parts: () => Promise<unknown[]> = async () => [],
  ) => {
    if (record !== undefined) seen.set(subject, inOneOrder([record, ...(await parts())]));
  };
  for (const { id } of [account(1), account(2)]) await see(`account ${id}`, await tx.accounts.byId(id));
  for (const number of NUMBERS) {
    const { id: userId } = user(number);
    await see(`user ${userId}`, await tx.users.byId(userId), async () => [
      ...(await granted(tx, userId)),
      (await tx.memberships.groupsOfUser(userId)).toSorted(),
      await tx.loginProfiles.ofUser(userId),
    ]);
    const { id: groupId } = group(number);
    await see(`group ${groupId}`, await tx.groups.byId(groupId), async () => [
      ...(await granted(tx, groupId)),
      (await tx.memberships.usersOfGroup(groupId, { limit: 99 })).items.toSorted(),
    ]);
    const { id: roleId } = role(number);
    await see(`role ${roleId}`, await tx.roles.byId(roleId), () => granted(tx, roleId));
    const { id: profileId } = instanceProfile(number);
    await see(`instanceProfile ${profileId}`, await tx.instanceProfiles.byId(profileId));
    const { id: policyId, arn } = policy(number);
    await see(`policy ${arn}`, await tx.policies.byId(policyId), async () => [
      await tx.policyVersions.list(policyId),
    ]);
    const { id: keyId } = accessKey(number);
    await see(`accessKey ${keyId}`, await tx.accessKeys.byId(keyId));
  }
  return seen;
}

/** JSON whose properties do not stand in the order in which they were set. */
function inOneOrder(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

async function granted(tx: ReadTransaction, ownerId: ReturnType<typeof user>["id"]): Promise<unknown[]> {
  return [await tx.attachments.ofOwner(ownerId), await tx.inlinePolicies.ofOwner(ownerId)];
}

async function ofAccount(tx: ReadTransaction, number: number): Promise<unknown[]> {
  const id = accountId(number);
  const seen: unknown[] = [await tx.accounts.counts(id), await tx.accounts.byAlias(`alias-${number}`)];
  seen.push(await tx.policyVersions.countOfAccount(id));
  for (const family of FAMILIES) {
    for (const name of NAMES) seen.push((await tx[family].byName(id, name))?.id);
    seen.push(await tx[family].list(id, { limit: 2 }), await tx[family].list(id, { limit: 2, after: "a" }));
    seen.push(await tx[family].list(id, { limit: 9, pathPrefix: "/x/" }));
  }
  for (const policyNumber of NUMBERS) {
    const arn = policyArn(policyNumber);
    seen.push(
      await tx.attachments.ofPolicy(id, arn, { limit: 3 }),
      await tx.attachments.countOfPolicy(id, arn),
    );
    seen.push(
      await tx.attachments.boundariesOfPolicy(id, arn),
      await tx.attachments.countBoundariesOfPolicy(id, arn),
    );
  }
  return seen;
}

async function ofNumber(tx: ReadTransaction, number: number): Promise<unknown[]> {
  const key = accessKey(number);
  const keyAsSeen = await tx.accessKeys.ofOwner(user(number).id);
  return [
    keyAsSeen.map(({ sealedSecret, ...rest }) => ({ ...rest, secret: [...sealedSecret] })),
    await tx.memberships.groupsOfUser(user(number).id),
    await tx.memberships.usersOfGroup(group(number).id, { limit: 2 }),
    await tx.instanceProfiles.ofRole(role(number).id),
    await tx.usage.of(user(number).id),
    await tx.usage.of(role(number).id),
    await tx.usage.of(key.id),
  ];
}
