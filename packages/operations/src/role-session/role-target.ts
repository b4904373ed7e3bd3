/**
 * The role that a session is to be made of, whoever asks for it: AssumeRole, and those who bring a proof. Source: STS API Reference;
 * IAM User Guide, "Roles terms and concepts".
 */
import type { DirectoryRole, Requirement } from "@rolecall/access";
import type { SessionClaims } from "@rolecall/credentials";
import { type AccountId, formatArn, parseArn } from "@rolecall/names";
import { type ContextValue, compilePolicySet } from "@rolecall/policy";
import type { ReadTransaction } from "@rolecall/store";
import type { Permission } from "../on.ts";
import type { Call } from "../operation.ts";
import { commonError } from "../refuse/common-error.ts";
import type { Validity } from "./issue-credentials.ts";
import type { SessionPolicies } from "./session-policies.ts";
import type { SessionTags } from "./session-tags.ts";

/** What a role that does not exist trusts. */
const NO_POLICIES = compilePolicySet([]);

/** What is there by the ARN that was asked for. */
export interface FoundRole {
  readonly roleArn: string;
  readonly accountId: AccountId;
  /** Absent where there is no such role: who asks learns no more than that it may not have it. */
  readonly role: DirectoryRole | undefined;
}

/** The role, and the session that is asked for. */
export interface RoleTarget extends FoundRole {
  readonly sessionName: string;
  readonly tags: SessionTags;
  readonly sourceIdentity: string | undefined;
}

/** @throws ValidationError where it is no role's ARN */
export function readRoleArn(roleArn: string): { readonly accountId: AccountId; readonly name: string } {
  const named = parseArn("role", roleArn);
  if (named === undefined) throw commonError("validationError", `${roleArn} is invalid`);
  return named;
}

/** @throws ValidationError where it is no role's ARN */
export async function findRole(
  { tx, env }: Pick<Call<unknown, ReadTransaction>, "tx" | "env">,
  roleArn: string,
): Promise<FoundRole> {
  const { accountId, name } = readRoleArn(roleArn);
  const role = await env.directory.roleNamed(tx, accountId, name);
  // Nobody comes into a closed account: as on AWS, it is as if there were no such role.
  const isOpen = (await env.directory.account(tx, accountId))?.isClosed === false;
  return { roleArn, accountId, role: isOpen && role?.arn === roleArn ? role : undefined };
}

/** A permission on the role, that its trust policy must give. */
export function rolePermission(
  { roleArn, accountId, role, tags }: RoleTarget,
  context: ReadonlyMap<string, ContextValue>,
): Permission {
  return {
    resource: roleArn,
    resourceAccountId: accountId,
    context,
    ...(role !== undefined && { resourceTags: role.record.tags }),
    ...(tags.passed.length > 0 && { requestTags: tags.passed }),
    resourcePolicy: { set: role?.trust ?? NO_POLICIES, required: true },
  };
}

/** What is needed on the role besides, for tags and a source identity. */
export function sessionRequirements(
  target: RoleTarget,
  permission: () => Permission,
): readonly Requirement[] {
  const needed: Requirement[] = [];
  if (hasTags(target)) needed.push({ ...permission(), action: "sts:TagSession" });
  if (target.sourceIdentity !== undefined) needed.push({ ...permission(), action: "sts:SetSourceIdentity" });
  return needed;
}

function hasTags({ tags }: RoleTarget): boolean {
  return Object.keys(tags.all).length > 0;
}

/**
 * What conditions know of the session that is asked for; keys in lower case. Source: IAM User Guide, "Available keys for AWS STS".
 * @param others of the operation's own
 */
export function sessionKeys(
  { sessionName, sourceIdentity, tags }: RoleTarget,
  others: Iterable<readonly [string, ContextValue]> = [],
): Map<string, ContextValue> {
  const keys = new Map<string, ContextValue>(others);
  keys.set("sts:rolesessionname", sessionName);
  if (sourceIdentity !== undefined) keys.set("sts:sourceidentity", sourceIdentity);
  if (tags.transitiveKeys.length > 0) keys.set("sts:transitivetagkeys", tags.transitiveKeys);
  return keys;
}

/** @throws Error where there is none: nobody trusts in the name of a role that is not there */
export function grantedRole({ role }: RoleTarget): DirectoryRole {
  if (role === undefined) throw new Error("A role that does not exist was granted.");
  return role;
}

/** What the session is made of, besides its role and who has it. */
export interface RoleSession extends Validity {
  readonly policies: SessionPolicies;
}

export function roleSessionClaims(target: RoleTarget, { policies, ...validity }: RoleSession): SessionClaims {
  const { arn, record } = grantedRole(target);
  const { accountId, sessionName, tags, sourceIdentity } = target;
  const { id, name } = record;
  return {
    kind: "assumedRole",
    accountId,
    principalArn: formatArn("assumed-role", { accountId, name, sessionName }),
    principalId: `${id}:${sessionName}`,
    issuer: { type: "Role", arn, id },
    sessionName,
    ...validity,
    ...(hasTags(target) && { sessionTags: tags.all }),
    ...(tags.transitiveKeys.length > 0 && { transitiveTagKeys: tags.transitiveKeys }),
    ...(sourceIdentity !== undefined && { sourceIdentity }),
    ...(policies.inlinePolicy !== undefined && { inlinePolicy: policies.inlinePolicy }),
    ...(policies.policyArns.length > 0 && { policyArns: policies.policyArns }),
  };
}
