/** AssumeRole. Source: STS API Reference, AssumeRole; IAM User Guide, "Roles terms and concepts", role chaining. */

import type { DirectoryRole, IdentifiedCaller } from "@rolecall/access";
import type { AssumeRoleRequest, AssumeRoleResponse } from "@rolecall/contracts/sts";
import type { SessionClaims } from "@rolecall/credentials";
import { type Call, commonError, type On, type Permission } from "@rolecall/operations";
import {
  checkRoleDuration,
  findRole,
  grantedRole,
  issueCredentials,
  joinSessionTags,
  type RoleTarget,
  rolePermission,
  roleSessionClaims,
  sessionKeys,
  sessionRequirements,
  validFrom,
} from "@rolecall/operations/role-session";
import type { ReadTransaction } from "@rolecall/store";
import { sts } from "./define.ts";
import { confirmDevice, mfaClaim, verifyMfa } from "./mfa.ts";
import { STS_QUOTAS } from "./quotas.ts";
import { checkSessionPolicies, packedPolicySize } from "./session-policies.ts";
import { tokenRegions } from "./token-regions.ts";

const DEFAULT_DURATION_SECONDS = 3600;
/**
 * A session that was made with temporary credentials lives an hour at most: with a role's (documented), and with those of
 * GetSessionToken (as users of aws-vault and others met it).
 */
const MAX_CHAINED_DURATION_SECONDS = 3600;

type AssumeRoleCall = Call<AssumeRoleRequest, ReadTransaction>;

/** The role that the session is to be made of; whoever is granted it gets a role that is there. */
const roleToAssume: On<AssumeRoleRequest, RoleTarget> = {
  async find(call) {
    const { input, caller, env } = call;
    if (caller.kind === "root")
      throw commonError("accessDenied", "Roles may not be assumed by root accounts.");
    if (call.secondFactor !== undefined) await confirmDevice(call);
    return {
      ...(await findRole(call, input.RoleArn)),
      sessionName: input.RoleSessionName,
      tags: joinSessionTags(input, { calling: caller.session, limit: STS_QUOTAS.of(env).SessionTags }),
      sourceIdentity: sourceIdentityOf(input, caller),
    };
  },
  permission: onRole,
  also: (call, target) => sessionRequirements(target, () => onRole(call, target)),
  take: (target) => target,
};

export const assumeRole = sts.read("AssumeRole", {
  on: roleToAssume,
  // Root is refused anyway, and asked for no code.
  verify: (call) => (call.caller.kind === "root" ? undefined : verifyMfa(call)),
  async perform({ call, target }): Promise<AssumeRoleResponse> {
    const { input, caller, env, now } = call;
    const role = grantedRole(target);
    const durationSeconds = checkDuration(input.DurationSeconds, role, caller);
    // Looked at once the caller is let in: which policies an account has is not for everybody to ask.
    const policies = await checkSessionPolicies(input, target.accountId, call);
    const packedSize = packedPolicySize(policies, target.tags);
    const claims: SessionClaims = {
      ...roleSessionClaims(target, { policies, ...validFrom(now, durationSeconds) }),
      ...mfaClaim(call.secondFactor),
      ...(await tokenRegions(call, caller.accountId)),
      ...(caller.kind === "roleSession" && { chained: true }),
    };
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
function onRole({ input, now, secondFactor }: AssumeRoleCall, target: RoleTarget): Permission {
  const keys = sessionKeys(target);
  if (input.ExternalId !== undefined) keys.set("sts:externalid", input.ExternalId);
  // Where no code is sent, what the caller's own session knows of MFA stays.
  if (secondFactor !== undefined) {
    keys.set("aws:multifactorauthpresent", "true");
    keys.set("aws:multifactorauthage", String(Math.floor((now - secondFactor.verifiedAt) / 1000)));
  }
  return rolePermission(target, keys);
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
  const { session } = caller;
  // What a service proves itself by is no role: nothing is chained. Who signed in to the console switches to a role for as long as that
  // allows. Source: IAM User Guide, "Switch from a user to an IAM role (console)", role sessions.
  const isChained = session !== undefined && session.kind !== "console" && caller.kind !== "serviceSession";
  if (isChained && durationSeconds > MAX_CHAINED_DURATION_SECONDS) {
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
