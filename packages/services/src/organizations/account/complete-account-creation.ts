import type { CreateAccountFailureReason } from "@rolecall/contracts/organizations";
import {
  type AccountId,
  type CreateAccountRequestId,
  formatArn,
  newUniqueId,
  toAccountId,
} from "@rolecall/names";
import type { Environment } from "@rolecall/operations";
import type {
  AccountCreationRecord,
  EpochMilliseconds,
  OrganizationRecord,
  ReadTransaction,
  RoleRecord,
  WriteTransaction,
} from "@rolecall/store";
import { ORGANIZATIONS_QUOTAS } from "../quotas.ts";
import { isAccountEmail } from "../subject/email.ts";
import { joinOrganization } from "../subject/membership.ts";
import { makeOrganizationsRole } from "../subject/organizations-role.ts";

interface Completing {
  readonly tx: WriteTransaction;
  readonly env: Environment;
  readonly now: EpochMilliseconds;
}

/**
 * Does what CreateAccount asked for: the account, its place under the root, the role that lets the management account in and the
 * one of Organizations itself. INVARIANT: whoever does it reads and changes the request in one serializable transaction, so that
 * it is done once, whoever else is at it.
 * @returns whether there was anything to do
 */
export async function completeAccountCreation(
  completing: Completing,
  id: CreateAccountRequestId,
): Promise<boolean> {
  const { tx, now } = completing;
  const creation = await tx.accountCreations.byId(id);
  if (creation?.state !== "IN_PROGRESS") return false;
  const organization = await tx.organizations.byId(creation.organizationId);
  if (organization === undefined) throw new Error(`The request ${id} has no organization.`);
  const failureReason = await reasonToFail(completing, creation, organization);
  const outcome =
    failureReason === undefined
      ? ({ state: "SUCCEEDED", accountId: await makeAccount(completing, creation, organization) } as const)
      : ({ state: "FAILED", failureReason } as const);
  await tx.accountCreations.update({ ...creation, ...outcome, completedAt: now });
  return true;
}

/** Ends a request that could not be completed for a reason that AWS has no word for. */
export async function failAccountCreation(
  { tx, now }: Pick<Completing, "tx" | "now">,
  id: CreateAccountRequestId,
): Promise<void> {
  const creation = await tx.accountCreations.byId(id);
  if (creation?.state !== "IN_PROGRESS") return;
  const failureReason: CreateAccountFailureReason = "INTERNAL_FAILURE";
  await tx.accountCreations.update({ ...creation, state: "FAILED", failureReason, completedAt: now });
}

async function reasonToFail(
  { tx, env }: Completing,
  { email }: AccountCreationRecord,
  { id }: OrganizationRecord,
): Promise<CreateAccountFailureReason | undefined> {
  if (!isAccountEmail(email)) return "INVALID_EMAIL";
  if ((await tx.accounts.byEmail(email)) !== undefined) return "EMAIL_ALREADY_EXISTS";
  // The quota may be smaller by now.
  const members = await tx.organizationMembers.count(id);
  return members >= ORGANIZATIONS_QUOTAS.of(env).Accounts ? "ACCOUNT_LIMIT_EXCEEDED" : undefined;
}

async function makeAccount(
  completing: Completing,
  { accountName: name, email, roleName, tags }: AccountCreationRecord,
  organization: OrganizationRecord,
): Promise<AccountId> {
  const { tx, env, now } = completing;
  const accountId = await newAccountId(tx, env);
  await tx.accounts.insert({ id: accountId, name, email, createdAt: now });
  await joinOrganization(completing, organization, { accountId, joinedMethod: "CREATED", tags });
  await makeAccessRole(completing, { accountId, name: roleName }, organization);
  await makeOrganizationsRole(completing, accountId);
  return accountId;
}

const ACCOUNT_NUMBERS = 10n ** 12n;
const ROLL_BYTES = 16;

/** One that nobody has: no account of the installation, and none that is declared to be somewhere else. */
async function newAccountId(
  tx: ReadTransaction,
  { random, externalAccounts }: Environment,
): Promise<AccountId> {
  for (;;) {
    const rolled = BigInt(`0x${Buffer.from(random(ROLL_BYTES)).toString("hex")}`);
    const id = toAccountId(String(rolled % ACCOUNT_NUMBERS).padStart(12, "0"));
    if (externalAccounts !== "any" && externalAccounts.has(id)) continue;
    const [account, external] = await Promise.all([tx.accounts.byId(id), tx.externalAccounts.byId(id)]);
    if (account === undefined && external === undefined) return id;
  }
}

const MAX_SESSION_SECONDS = 3600;

/** Source: Organizations User Guide, "Accessing a member account that has OrganizationAccountAccessRole". */
async function makeAccessRole(
  { tx, env, now }: Completing,
  { accountId, name }: Pick<RoleRecord, "accountId" | "name">,
  { managementAccountId }: OrganizationRecord,
): Promise<void> {
  const trusted = { AWS: formatArn("root", { accountId: managementAccountId }) };
  const statement = { Effect: "Allow", Principal: trusted, Action: "sts:AssumeRole" };
  const role: RoleRecord = {
    id: newUniqueId("AROA", env.random),
    accountId,
    name,
    path: "/",
    createdAt: now,
    trustPolicy: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }),
    // An account is what is written.
    trustPrincipals: {},
    maxSessionSeconds: MAX_SESSION_SECONDS,
    tags: [],
  };
  await tx.roles.insert(role);
  const policyArn = formatArn("aws-policy", { path: "/", name: "AdministratorAccess" });
  const owner = { accountId, ownerKind: "role", ownerId: role.id } as const;
  await tx.attachments.attach({ ...owner, policyArn, attachedAt: now });
}
