/** AssumeRole. Source: STS API Reference, AssumeRole; IAM User Guide, "Roles terms and concepts", role chaining. */

import type { DirectoryRole, IdentifiedCaller, Requirement } from "@rolecall/access";
import type { AssumeRoleRequest, AssumeRoleResponse } from "@rolecall/contracts/sts";
import type { SessionClaims } from "@rolecall/credentials";
import { type AccountId, formatArn, parseArn } from "@rolecall/names";
import { type Call, commonError, type On, type Permission } from "@rolecall/operations";
import { type ContextValue, compilePolicySet } from "@rolecall/policy";
import type { ReadTransaction } from "@rolecall/store";
import { sts } from "./define.ts";
import { issueCredentials, validFrom } from "./issue-credentials.ts";
import { confirmDevice, mfaClaim, verifyMfa } from "./mfa.ts";
import { STS_QUOTAS } from "./quotas.ts";
import { checkRoleDuration } from "./role-duration.ts";
import { checkSessionPolicies, packedPolicySize, type SessionPolicies } from "./session-policies.ts";
import { joinSessionTags, type SessionTags } from "./session-tags.ts";
import { tokenRegions } from "./token-regions.ts";

const DEFAULT_DURATION_SECONDS = 3600;
/**
 * A session that was made with temporary credentials lives an hour at most: with a role's (documented), and with those of
 * GetSessionToken (as users of aws-vault and others met it).
 */
const MAX_CHAINED_DURATION_SECONDS = 3600;

/** What a role that does not exist trusts. */
const NO_POLICIES = compilePolicySet([]);

type AssumeRoleCall = Call<AssumeRoleRequest, ReadTransaction>;

interface Target {
  readonly roleArn: string;
  readonly accountId: AccountId;
  /** Absent where there is no such role: the caller learns no more than that it may not assume it. */
  readonly role: DirectoryRole | undefined;
  readonly tags: SessionTags;
  readonly sourceIdentity: string | undefined;
}

/** What a granted call leads to. */
interface Session extends Target {
  readonly policies: SessionPolicies;
  readonly durationSeconds: number;
  readonly regions: Awaited<ReturnType<typeof tokenRegions>>;
}

/** The role that the session is to be made of; whoever is granted it gets a role that is there. */
const roleToAssume: On<AssumeRoleRequest, Target> = {
  async find(call) {
    const { input, caller, env, tx } = call;
    if (caller.kind === "root")
      throw commonError("accessDenied", "Roles may not be assumed by root accounts.");
    if (call.secondFactor !== undefined) await confirmDevice(call);
    const named = parseArn("role", input.RoleArn);
    if (named === undefined) throw commonError("validationError", `${input.RoleArn} is invalid`);
    const role = await env.directory.roleNamed(tx, named.accountId, named.name);
    // Nobody comes into a closed account: as on AWS, it is as if there were no such role.
    const isOpen = (await env.directory.account(tx, named.accountId))?.isClosed === false;
    return {
      roleArn: input.RoleArn,
      accountId: named.accountId,
      role: isOpen && role?.arn === input.RoleArn ? role : undefined,
      tags: joinSessionTags(input, { calling: caller.session, limit: STS_QUOTAS.of(env).SessionTags }),
      sourceIdentity: sourceIdentityOf(input, caller),
    };
  },

  permission: onRole,
  also(call, target) {
    const { tags, sourceIdentity } = target;
    const others: Requirement[] = [];
    if (Object.keys(tags.all).length > 0) others.push({ ...onRole(call, target), action: "sts:TagSession" });
    if (sourceIdentity !== undefined)
      others.push({ ...onRole(call, target), action: "sts:SetSourceIdentity" });
    return others;
  },
  take: (target) => target,
};

export const assumeRole = sts.read("AssumeRole", {
  on: roleToAssume,
  // Root is refused anyway, and asked for no code.
  verify: (call) => (call.caller.kind === "root" ? undefined : verifyMfa(call)),
  async perform({ call, target }): Promise<AssumeRoleResponse> {
    const { input, caller, env, now } = call;
    const { role, tags } = target;
    if (role === undefined) throw new Error("A role that does not exist was granted.");
    const durationSeconds = checkDuration(input.DurationSeconds, role, caller);
    // Looked at once the caller is let in: which policies an account has is not for everybody to ask.
    const policies = await checkSessionPolicies(input, target.accountId, call);
    const packedSize = packedPolicySize(policies, tags);
    const claims = sessionClaims(call, role, {
      ...target,
      policies,
      durationSeconds,
      regions: await tokenRegions(call, call.caller.accountId),
    });
    env.usage.note({ subject: role.record.id, at: now, service: "sts", region: call.request.region });
    return {
      ...issueCredentials(env, claims, input),
      AssumedRoleUser: { AssumedRoleId: claims.principalId, Arn: claims.principalArn },
      ...(packedSize !== undefined && { PackedPolicySize: packedSize }),
      ...(target.sourceIdentity !== undefined && { SourceIdentity: target.sourceIdentity }),
    };
  },
});

/** A permission on the role. Its trust policy must grant it; across accounts, the caller's own policies too. */
function onRole(call: AssumeRoleCall, target: Target): Permission {
  const { role, tags } = target;
  return {
    resource: target.roleArn,
    resourceAccountId: target.accountId,
    context: conditionKeys(call, target),
    ...(role !== undefined && { resourceTags: role.record.tags }),
    ...(tags.passed.length > 0 && { requestTags: tags.passed }),
    resourcePolicy: { set: role?.trust ?? NO_POLICIES, required: true },
  };
}

/** Keys in lower case. Source: IAM User Guide, "Available keys for AWS STS". */
function conditionKeys(
  { input, now, secondFactor }: AssumeRoleCall,
  target: Target,
): ReadonlyMap<string, ContextValue> {
  const keys = new Map<string, ContextValue>([["sts:rolesessionname", input.RoleSessionName]]);
  if (input.ExternalId !== undefined) keys.set("sts:externalid", input.ExternalId);
  if (target.sourceIdentity !== undefined) keys.set("sts:sourceidentity", target.sourceIdentity);
  if (target.tags.transitiveKeys.length > 0) keys.set("sts:transitivetagkeys", target.tags.transitiveKeys);
  // Where no code is sent, what the caller's own session knows of MFA stays.
  if (secondFactor !== undefined) {
    keys.set("aws:multifactorauthpresent", "true");
    keys.set("aws:multifactorauthage", String(Math.floor((now - secondFactor.verifiedAt) / 1000)));
  }
  return keys;
}

/**
 * In AWS's order: the role's own limit first, then the chain's (recorded).
 * @throws ValidationError where the session would outlive what the role or the chain allows.
 */
function checkDuration(
  requestedSeconds: number | undefined,
  role: DirectoryRole,
  caller: IdentifiedCaller,
): number {
  const durationSeconds = requestedSeconds ?? DEFAULT_DURATION_SECONDS;
  checkRoleDuration(durationSeconds, role);
  if (caller.session !== undefined && durationSeconds > MAX_CHAINED_DURATION_SECONDS) {
    throw commonError(
      "validationError",
      "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.",
    );
  }
  return durationSeconds;
}

/** @throws ValidationError where a session tries to change what it carries: a source identity stays for the whole chain. */
function sourceIdentityOf(input: AssumeRoleRequest, caller: IdentifiedCaller): string | undefined {
  const carried = caller.session?.sourceIdentity;
  if (carried !== undefined && input.SourceIdentity !== undefined && input.SourceIdentity !== carried) {
    throw commonError("validationError", "The source identity is already set for this assume role session");
  }
  return input.SourceIdentity ?? carried;
}

function sessionClaims(
  { input, caller, now, secondFactor }: AssumeRoleCall,
  role: DirectoryRole,
  { accountId, tags, sourceIdentity, policies, durationSeconds, regions }: Session,
): SessionClaims {
  const { id, name } = role.record;
  const sessionName = input.RoleSessionName;
  return {
    kind: "assumedRole",
    accountId,
    principalArn: formatArn("assumed-role", { accountId, name, sessionName }),
    principalId: `${id}:${sessionName}`,
    issuer: { type: "Role", arn: role.arn, id },
    sessionName,
    ...mfaClaim(secondFactor),
    ...validFrom(now, durationSeconds),
    ...regions,
    ...(Object.keys(tags.all).length > 0 && { sessionTags: tags.all }),
    ...(tags.transitiveKeys.length > 0 && { transitiveTagKeys: tags.transitiveKeys }),
    ...(sourceIdentity !== undefined && { sourceIdentity }),
    ...(policies.inlinePolicy !== undefined && { inlinePolicy: policies.inlinePolicy }),
    ...(policies.policyArns.length > 0 && { policyArns: policies.policyArns }),
    ...(caller.kind === "roleSession" && { chained: true }),
  };
}
