/** AssumeRoot. Source: STS API Reference, AssumeRoot; IAM User Guide, "Perform a privileged task on a member account". */

import { rootTaskPolicies } from "@rolecall/access";
import type { AssumeRootRequest, AssumeRootResponse } from "@rolecall/contracts/sts";
import type { SessionClaims } from "@rolecall/credentials";
import { type AccountId, type Arn, formatArn, isAccountId, parseArn } from "@rolecall/names";
import { type Call, commonError, type On } from "@rolecall/operations";
import { issueCredentials, validFrom } from "@rolecall/operations/role-session";
import { compilePolicy, compilePolicySet, parsePolicy } from "@rolecall/policy";
import type { ReadTransaction, RootFeature } from "@rolecall/store";
import { sts } from "./define.ts";

/** The longest there is, too. */
const DEFAULT_DURATION_SECONDS = 900;

/** What organizations know IAM by. */
const SERVICE_PRINCIPAL = "iam.amazonaws.com";

interface Target {
  readonly accountId: AccountId;
  readonly taskPolicyArn: Arn;
  /** Whether the caller's account may have sessions of the member's root for the task. */
  readonly isOpen: boolean;
}

/**
 * What a member's root trusts, in the place of a policy that somebody wrote: whoever may manage it. The permission of the caller's
 * own policies is needed all the same, as across any two accounts.
 */
const LET_IN = compilePolicySet([compileTrust()]);
const KEEP_OUT = compilePolicySet([]);

function compileTrust() {
  const statement = { Effect: "Allow", Principal: "*", Action: "sts:AssumeRoot", Resource: "*" };
  const parsed = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statement }), "resource");
  if (!parsed.ok) throw new Error("What a member's root trusts does not parse.");
  return compilePolicy(parsed.policy);
}

/** The root user of a member. Whoever may not have it learns no more than that. */
const rootToAssume: On<AssumeRootRequest, Target> = {
  async find(call) {
    const { input, caller } = call;
    if (caller.kind === "root") {
      throw commonError("accessDenied", "Root user credentials cannot be used to call AssumeRoot.");
    }
    const accountId = targetAccount(input.TargetPrincipal);
    const taskPolicyArn = rootTaskPolicies().find((arn) => arn === input.TaskPolicyArn.arn);
    if (taskPolicyArn === undefined) {
      throw commonError("validationError", `${input.TaskPolicyArn.arn} is not a task policy of AssumeRoot.`);
    }
    return { accountId, taskPolicyArn, isOpen: await isOpen(call, accountId, featureOf(taskPolicyArn)) };
  },
  permission: (_call, { accountId, taskPolicyArn, isOpen }) => ({
    resource: formatArn("root", { accountId }),
    resourceAccountId: accountId,
    context: new Map([["sts:taskpolicyarn", taskPolicyArn]]),
    resourcePolicy: { set: isOpen ? LET_IN : KEEP_OUT, required: true },
  }),
  take: (target) => target,
};

export const assumeRoot = sts.read("AssumeRoot", {
  on: rootToAssume,
  async perform({ call: { input, caller, env, now }, target }): Promise<AssumeRootResponse> {
    const { accountId, taskPolicyArn } = target;
    const sourceIdentity = caller.session?.sourceIdentity;
    const claims: SessionClaims = {
      kind: "assumedRoot",
      accountId,
      principalArn: formatArn("root", { accountId }),
      principalId: accountId,
      policyArns: [taskPolicyArn],
      ...validFrom(now, input.DurationSeconds ?? DEFAULT_DURATION_SECONDS),
      ...(sourceIdentity !== undefined && { sourceIdentity }),
    };
    return {
      ...issueCredentials(env, claims, input),
      ...(sourceIdentity !== undefined && { SourceIdentity: sourceIdentity }),
    };
  },
});

/** An account id, or the ARN of its root. @throws ValidationError in the words that AssumeRole has for an ARN of no role */
function targetAccount(text: string): AccountId {
  const accountId = isAccountId(text) ? text : parseArn("root", text)?.accountId;
  if (accountId === undefined) throw commonError("validationError", `${text} is invalid`);
  return accountId;
}

/** Credentials of the member's root are one feature of the organization, other tasks are the other. */
function featureOf(taskPolicyArn: Arn): RootFeature {
  return parseArn("aws-policy", taskPolicyArn)?.name.startsWith("IAM")
    ? "RootCredentialsManagement"
    : "RootSessions";
}

/** Of members that are not closed: the management account keeps its root to itself. */
async function isOpen(
  { tx, caller }: Call<unknown, ReadTransaction>,
  accountId: AccountId,
  feature: RootFeature,
): Promise<boolean> {
  const member = await tx.organizationMembers.ofAccount(accountId);
  const own = await tx.organizationMembers.ofAccount(caller.accountId);
  if (member === undefined || member.organizationId !== own?.organizationId) return false;
  if ((await tx.accounts.byId(accountId))?.closedAt !== undefined) return false;
  const organization = await tx.organizations.byId(member.organizationId);
  if (organization === undefined || accountId === organization.managementAccountId) return false;
  const { featureSet, rootFeatures, trustedServices, managementAccountId } = organization;
  const isTrusted = trustedServices.some(({ servicePrincipal }) => servicePrincipal === SERVICE_PRINCIPAL);
  if (featureSet !== "ALL" || !isTrusted || !rootFeatures.includes(feature)) return false;
  if (caller.accountId === managementAccountId) return true;
  const services = await tx.delegatedAdministrators.ofAccount(caller.accountId);
  return services.some(({ servicePrincipal }) => servicePrincipal === SERVICE_PRINCIPAL);
}
