/**
 * Roles that somebody gets who signs nothing: AssumeRoleWithWebIdentity, AssumeRoleWithSAML. Source: STS API Reference; IAM User Guide,
 * "Create a role for a third-party identity provider".
 */
import type { SessionClaims } from "@rolecall/credentials";
import type { Call, On, Permission } from "@rolecall/operations";
import {
  findRole,
  joinSessionTags,
  type RoleSession,
  type RoleTarget,
  rolePermission,
  roleSessionClaims,
  type SessionTags,
  sessionKeys,
  sessionRequirements,
} from "@rolecall/operations/role-session";
import type { ContextValue } from "@rolecall/policy";
import type { ReadTransaction } from "@rolecall/store";
import type { ProvenCaller } from "./proven-caller.ts";
import { STS_QUOTAS } from "./quotas.ts";

interface AsksForRole {
  readonly RoleArn: string;
}

type ProvenCall<Input, Who extends ProvenCaller = ProvenCaller> = Call<Input, ReadTransaction, Who>;

/**
 * The role that a session is to be made of, for whom its trust policy lets in. INVARIANT: the proof is one of the role's own account.
 * @param sessionNameOf where the session's name comes from
 */
export function roleOfProof<Input extends AsksForRole, Who extends ProvenCaller>(
  sessionNameOf: (call: ProvenCall<Input, Who>) => string,
): On<Input, RoleTarget, RoleTarget, Who> {
  return {
    async find(call) {
      const { input, caller, env } = call;
      return {
        ...(await findRole(call, input.RoleArn)),
        sessionName: sessionNameOf(call),
        tags: joinProvenTags(caller, STS_QUOTAS.of(env).SessionTags),
        sourceIdentity: caller.sourceIdentity,
      };
    },
    permission: onRole,
    also: (call, target) => sessionRequirements(target, () => onRole(call, target)),
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
  const { actionName, operationKeys } = caller;
  return { ...rolePermission(target, sessionKeys(target, operationKeys)), actionName };
}

export function provenSessionClaims(
  { provider, keptKeys }: ProvenCaller,
  target: RoleTarget,
  session: RoleSession,
): SessionClaims {
  return {
    ...roleSessionClaims(target, session),
    federatedProvider: provider,
    ...(keptKeys.size > 0 && { providerKeys: recordOf(keptKeys) }),
  };
}

/** Without prototype: names are the provider's choice. */
function recordOf(keys: ReadonlyMap<string, ContextValue>): Readonly<Record<string, ContextValue>> {
  return Object.assign(Object.create(null), Object.fromEntries(keys));
}
