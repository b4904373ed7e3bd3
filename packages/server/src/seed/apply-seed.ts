import { hashPassword, sealSecret } from "@rolecall/credentials";
import { formatArn, toAccessKeyId, toAccountId, toUniqueId, type UniqueId } from "@rolecall/names";
import type { AccountRecord } from "@rolecall/store";
import { type Installation, wholeSeconds } from "../installation/installation.ts";
import type { LocatedSeed } from "./located-seed.ts";
import type { SeedAccount, SeedDocument, SeedPath, SeedPolicies, SeedTags, SeedUser } from "./seed.ts";
import { createSeedWriter, type SeedWriter } from "./seed-writer.ts";

/**
 * Fills an empty store. IAM's own operations do the work, as each account's root user, so that a seed can hold nothing that
 * the API would refuse. Nothing stays where anything fails.
 * @throws SeedError with file, line and path.
 */
export async function applySeed(installation: Installation, located: LocatedSeed): Promise<void> {
  try {
    const accounts = located.seed.accounts.map((account, index) => ({
      account,
      path: ["accounts", index] as const,
      writer: createSeedWriter(installation, toAccountId(account.id), located),
    }));
    for (const { account, path, writer } of accounts)
      await insertAccount(installation, account, { path, writer });
    for (const { account, path, writer } of accounts) await addPolicies(account, { path, writer });
    for (const { account, path, writer } of accounts) await addGroups(account, { path, writer });
    for (const { account, path, writer } of accounts) await addUsers(installation, account, { path, writer });
    for (const { account, path, writer } of accounts) await addRoles(account, { path, writer });
    // Roles may trust one another, in any account: each gets its trust once all exist.
    for (const { account, path, writer } of accounts) await setTrust(account, { path, writer });
  } catch (error) {
    await installation.store.clear();
    throw error;
  }
}

/** Where in the seed the work is, and who writes it. */
interface At {
  readonly path: SeedPath;
  readonly writer: SeedWriter;
}

async function insertAccount(
  installation: Installation,
  account: SeedAccount,
  { path, writer }: At,
): Promise<void> {
  const { clock, random, store } = installation;
  const record: AccountRecord = {
    id: toAccountId(account.id),
    name: account.name ?? account.id,
    email: account.email ?? `root@${account.id}.example`,
    createdAt: wholeSeconds(clock()),
    ...(account.rootPassword !== undefined && {
      rootPasswordHash: await hashPassword(account.rootPassword, random),
    }),
  };
  await writer.attempt(path, () => store.write((tx) => tx.accounts.insert(record)));
  if (account.alias !== undefined) {
    await writer.run("CreateAccountAlias", { AccountAlias: account.alias }, [...path, "alias"]);
  }
}

async function addPolicies(account: SeedAccount, { path, writer }: At): Promise<void> {
  await eachAtOnce(account.policies, (policy, index) =>
    writer.run(
      "CreatePolicy",
      {
        PolicyName: policy.name,
        Path: policy.path,
        Description: policy.description,
        PolicyDocument: documentText(policy.document),
        Tags: tagList(policy.tags),
      },
      [...path, "policies", index],
    ),
  );
}

async function addGroups(account: SeedAccount, { path, writer }: At): Promise<void> {
  const arns = policyArns(account);
  await eachAtOnce(account.groups, async (group, index) => {
    const here = [...path, "groups", index];
    const GroupName = group.name;
    await writer.run("CreateGroup", { GroupName, Path: group.path }, here);
    await addOwnPolicies(group, here, {
      attach: (arn, at) => writer.run("AttachGroupPolicy", { GroupName, PolicyArn: arns(arn) }, at),
      put: (PolicyName, PolicyDocument, at) =>
        writer.run("PutGroupPolicy", { GroupName, PolicyName, PolicyDocument }, at),
    });
  });
}

async function addUsers(
  installation: Installation,
  account: SeedAccount,
  { path, writer }: At,
): Promise<void> {
  const arns = policyArns(account);
  await eachAtOnce(account.users, async (user, index) => {
    const here = [...path, "users", index];
    const UserName = user.name;
    const created = await writer.run(
      "CreateUser",
      {
        UserName,
        Path: user.path,
        PermissionsBoundary:
          user.permissionsBoundary === undefined ? undefined : arns(user.permissionsBoundary),
        Tags: tagList(user.tags),
      },
      here,
    );
    for (const [groupIndex, GroupName] of (user.groups ?? []).entries()) {
      await writer.run("AddUserToGroup", { UserName, GroupName }, [...here, "groups", groupIndex]);
    }
    await addOwnPolicies(user, here, {
      attach: (arn, at) => writer.run("AttachUserPolicy", { UserName, PolicyArn: arns(arn) }, at),
      put: (PolicyName, PolicyDocument, at) =>
        writer.run("PutUserPolicy", { UserName, PolicyName, PolicyDocument }, at),
    });
    if (user.password !== undefined) {
      await writer.run("CreateLoginProfile", { UserName, Password: user.password }, [...here, "password"]);
    }
    await addAccessKeys(installation, user, {
      path: here,
      writer,
      userId: toUniqueId(created.User?.UserId ?? ""),
    });
  });
}

/** Ids and secrets are the seed's own, which no operation allows: they are written straight to the store. */
async function addAccessKeys(
  { clock, keyRing, quotas, store }: Installation,
  user: SeedUser,
  { path, writer, userId }: At & { readonly userId: UniqueId },
): Promise<void> {
  const keys = user.accessKeys ?? [];
  if (keys.length > quotas.accessKeysPerUser) {
    throw writer.fail([...path, "accessKeys"], `a user has at most ${quotas.accessKeysPerUser} access keys`);
  }
  for (const [index, { id, secret }] of keys.entries()) {
    await writer.attempt([...path, "accessKeys", index], () =>
      store.write((tx) =>
        tx.accessKeys.insert({
          id: toAccessKeyId(id),
          accountId: writer.accountId,
          ownerKind: "user",
          ownerId: userId,
          sealedSecret: sealSecret(keyRing, id, secret),
          status: "Active",
          createdAt: wholeSeconds(clock()),
        }),
      ),
    );
  }
}

/** Lets nobody in; it stands until every role exists. */
const CLOSED_TRUST =
  '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}}';

async function addRoles(account: SeedAccount, { path, writer }: At): Promise<void> {
  const arns = policyArns(account);
  await eachAtOnce(account.roles, async (role, index) => {
    const here = [...path, "roles", index];
    const RoleName = role.name;
    await writer.run(
      "CreateRole",
      {
        RoleName,
        Path: role.path,
        Description: role.description,
        AssumeRolePolicyDocument: CLOSED_TRUST,
        MaxSessionDuration: role.maxSessionSeconds,
        PermissionsBoundary:
          role.permissionsBoundary === undefined ? undefined : arns(role.permissionsBoundary),
        Tags: tagList(role.tags),
      },
      here,
    );
    await addOwnPolicies(role, here, {
      attach: (arn, at) => writer.run("AttachRolePolicy", { RoleName, PolicyArn: arns(arn) }, at),
      put: (PolicyName, PolicyDocument, at) =>
        writer.run("PutRolePolicy", { RoleName, PolicyName, PolicyDocument }, at),
    });
  });
}

async function setTrust(account: SeedAccount, { path, writer }: At): Promise<void> {
  await eachAtOnce(account.roles, (role, index) =>
    writer.run("UpdateAssumeRolePolicy", { RoleName: role.name, PolicyDocument: documentText(role.trust) }, [
      ...path,
      "roles",
      index,
      "trust",
    ]),
  );
}

interface OwnPolicyActions {
  attach(policy: string, path: SeedPath): Promise<unknown>;
  put(name: string, document: string, path: SeedPath): Promise<unknown>;
}

async function addOwnPolicies(owner: SeedPolicies, path: SeedPath, actions: OwnPolicyActions): Promise<void> {
  for (const [index, policy] of (owner.policies ?? []).entries()) {
    await actions.attach(policy, [...path, "policies", index]);
  }
  for (const [name, document] of Object.entries(owner.inlinePolicies ?? {})) {
    await actions.put(name, documentText(document), [...path, "inlinePolicies", name]);
  }
}

/** Items of one kind do not need one another, so that a store that commits in groups takes them together. */
async function eachAtOnce<Item>(
  items: readonly Item[] | undefined,
  work: (item: Item, index: number) => Promise<unknown>,
): Promise<void> {
  const results = await Promise.allSettled((items ?? []).map(work));
  const failed = results.find((result) => result.status === "rejected");
  if (failed !== undefined) throw failed.reason;
}

/** An ARN as it is; a name as the ARN of this account's policy. */
function policyArns(account: SeedAccount): (reference: string) => string {
  const accountId = toAccountId(account.id);
  const byName = new Map((account.policies ?? []).map((policy) => [policy.name, policy.path ?? "/"]));
  return (reference) =>
    reference.startsWith("arn:")
      ? reference
      : formatArn("policy", { accountId, path: byName.get(reference) ?? "/", name: reference });
}

function documentText(document: SeedDocument): string {
  return typeof document === "string" ? document : JSON.stringify(document);
}

function tagList(tags: SeedTags | undefined): readonly { Key: string; Value: string }[] | undefined {
  return tags === undefined ? undefined : Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
