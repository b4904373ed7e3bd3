/**
 * Roles that somebody gets who signs nothing: AssumeRoleWithWebIdentity, AssumeRoleWithSAML. Source: STS API Reference; IAM User Guide,
 * "Create a role for a third-party identity provider".
 */
import type { DirectoryRole, Requirement } from "@rolecall/access";
import type { SessionClaims } from "@rolecall/credentials";
import { type AccountId, formatArn, parseArn } from "@rolecall/names";
import { type Call, commonError, type On, type Permission } from "@rolecall/operations";
import { type ContextValue, compilePolicySet } from "@rolecall/policy";
import type { ReadTransaction } from "@rolecall/store";
import type { Validity } from "./issue-credentials.ts";
import type { ProvenCaller } from "./proven-caller.ts";
import { STS_QUOTAS } from "./quotas.ts";
import type { SessionPolicies } from "./session-policies.ts";
import { joinSessionTags, type SessionTags } from "./session-tags.ts";

/** What a role that does not exist trusts. */
const NO_POLICIES = compilePolicySet([]);

interface AsksForRole {
  readonly RoleArn: string;
}

type ProvenCall<Input, Who extends ProvenCaller = ProvenCaller> = Call<Input, ReadTransaction, Who>;

export interface RoleTarget {
  readonly roleArn: string;
  readonly accountId: AccountId;
  /** Absent where there is no such role: the bearer learns no more than that it may not have it. */
  readonly role: DirectoryRole | undefined;
  readonly sessionName: string;
  readonly tags: SessionTags;
}

/** @throws ValidationError where it is no role's ARN */
export function readRoleArn(roleArn: string): { readonly accountId: AccountId; readonly name: string } {
  const named = parseArn("role", roleArn);
  if (named === undefined) throw commonError("validationError", `${roleArn} is invalid`);
  return named;
}

/**
 * The role that a session is to be made of, for whom its trust policy lets in. INVARIANT: the proof is one of the role's own account.
 * @param sessionNameOf where the session's name comes from
 */
export function roleOfProof<Input extends AsksForRole, Who extends ProvenCaller>(
  sessionNameOf: (call: ProvenCall<Input, Who>) => string,
): On<Input, RoleTarget, RoleTarget, Who> {
  return {
    async find(call) {
      const { input, caller, tx, env } = call;
      const { accountId, name } = readRoleArn(input.RoleArn);
      const role = await env.directory.roleNamed(tx, accountId, name);
      // Nobody comes into a closed account: as on AWS, it is as if there were no such role.
      const isOpen = (await env.directory.account(tx, accountId))?.isClosed === false;
      return {
        roleArn: input.RoleArn,
        accountId,
        role: isOpen && role?.arn === input.RoleArn ? role : undefined,
        sessionName: sessionNameOf(call),
        tags: joinProvenTags(caller, STS_QUOTAS.of(env).SessionTags),
      };
    },
    permission: onRole,
    also(call, target) {
      const others: Requirement[] = [];
      if (target.tags.passed.length > 0) others.push({ ...onRole(call, target), action: "sts:TagSession" });
      if (call.caller.sourceIdentity !== undefined)
        others.push({ ...onRole(call, target), action: "sts:SetSourceIdentity" });
      return others;
    },
    take: (target) => target,
  };
}

function joinProvenTags({ sessionTags, transitiveTagKeys }: ProvenCaller, limit: number): SessionTags {
  const passed = {
    Tags: sessionTags.map(({ key: Key, value: Value }) => ({ Key, Value })),
    TransitiveTagKeys: transitiveTagKeys,
  };
  return joinSessionTags(passed, { calling: undefined, limit });
}

/** A permission that the role's trust policy alone can give. Denials of all of them are worded alike (recorded). */
function onRole({ caller }: ProvenCall<AsksForRole>, target: RoleTarget): Permission {
  const { role, tags } = target;
  return {
    resource: target.roleArn,
    resourceAccountId: target.accountId,
    actionName: caller.actionName,
    context: conditionKeys(caller, target),
    ...(role !== undefined && { resourceTags: role.record.tags }),
    ...(tags.passed.length > 0 && { requestTags: tags.passed }),
    resourcePolicy: { set: role?.trust ?? NO_POLICIES, required: true },
  };
}

/** Keys in lower case. Source: IAM User Guide, "Available keys for AWS STS". */
function conditionKeys(
  { sourceIdentity, operationKeys }: ProvenCaller,
  { sessionName, tags }: RoleTarget,
): ReadonlyMap<string, ContextValue> {
  const keys = new Map<string, ContextValue>(operationKeys);
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
export interface ProvenSession extends Validity {
  readonly policies: SessionPolicies;
}

export function provenSessionClaims(
  caller: ProvenCaller,
  target: RoleTarget,
  { policies, ...validity }: ProvenSession,
): SessionClaims {
  const role = grantedRole(target);
  const { id, name } = role.record;
  const { accountId, sessionName, tags } = target;
  const { sourceIdentity, provider, keptKeys } = caller;
  return {
    kind: "assumedRole",
    accountId,
    principalArn: formatArn("assumed-role", { accountId, name, sessionName }),
    principalId: `${id}:${sessionName}`,
    issuer: { type: "Role", arn: role.arn, id },
    sessionName,
    ...validity,
    federatedProvider: provider,
    ...(tags.passed.length > 0 && { sessionTags: tags.all }),
    ...(tags.transitiveKeys.length > 0 && { transitiveTagKeys: tags.transitiveKeys }),
    ...(sourceIdentity !== undefined && { sourceIdentity }),
    ...(policies.inlinePolicy !== undefined && { inlinePolicy: policies.inlinePolicy }),
    ...(policies.policyArns.length > 0 && { policyArns: policies.policyArns }),
    ...(keptKeys.size > 0 && { providerKeys: recordOf(keptKeys) }),
  };
}

/** Without prototype: names are the provider's choice. */
function recordOf(keys: ReadonlyMap<string, ContextValue>): Readonly<Record<string, ContextValue>> {
  return Object.assign(Object.create(null), Object.fromEntries(keys));
}
