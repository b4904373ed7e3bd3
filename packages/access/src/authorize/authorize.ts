import { type AuthorizationRequest, type Decision, decide, type PolicyLayers } from "@rolecall/policy";
import type { EpochMilliseconds, ReadTransaction } from "@rolecall/store";
import type { Caller } from "../caller/caller.ts";
import type { Directory } from "../directory/directory.ts";
import { AccessDenied } from "./access-denied.ts";
import type { AskedPermission } from "./asked-permission.ts";
import { type ConditionFacts, conditionContext, resourceAccountId } from "./condition-context.ts";
import { consultedPolicies } from "./consulted-policies.ts";
import { type Standing, standingOf } from "./policy-layers.ts";
import type { RequestFacts } from "./request-facts.ts";
import type { Requirement } from "./requirement.ts";

/** Who asks, when and from where; what authorization needs to know besides the requirement. */
export interface Asking {
  readonly caller: Caller;
  readonly now: EpochMilliseconds;
  readonly request: RequestFacts;
}

/** Where what is decided by comes from. */
interface Ground {
  readonly tx: ReadTransaction;
  readonly directory: Directory;
}

/**
 * Grants or refuses. Every requirement must be allowed; the first that is not names the denial.
 * @throws AccessDenied with AWS's message and the decision; AuthenticationError where the principal is gone.
 */
export async function authorize(
  ground: Ground,
  asking: Asking,
  requirements: readonly Requirement[],
): Promise<void> {
  if (requirements.length === 0) return;
  const standing = await standingOf(ground.tx, asking.caller, ground.directory);
  for (const requirement of requirements) {
    const question = questionOf(factsOf(asking, standing, requirement));
    const layers = withResourcePolicy(standing.layers, requirement);
    const decision = decide(question, layers);
    if (decision.decision === "allowed") continue;
    const permissions = requirements.map((each) => askedPermission(asking, standing, each));
    const policies = await consultedPolicies(ground, { caller: asking.caller, standing, permissions });
    const { caller } = asking;
    const { resourceName } = requirement;
    throw new AccessDenied({ question, layers, decision, resourceName, caller, permissions, policies });
  }
}

/**
 * What the answer would be, for a service that has something to say itself where policies do not allow.
 * @throws AuthenticationError where the principal is gone.
 */
export async function foresee(ground: Ground, asking: Asking, requirement: Requirement): Promise<Decision> {
  const standing = await standingOf(ground.tx, asking.caller, ground.directory);
  const { question, layers } = askedPermission(asking, standing, requirement);
  return decide(question, layers);
}

function factsOf(
  { caller, request, now }: Asking,
  { principalTags }: Standing,
  requirement: Requirement,
): ConditionFacts {
  return { caller, request, now, requirement, principalTags };
}

function questionOf(facts: ConditionFacts): AuthorizationRequest {
  const { caller, requirement } = facts;
  return {
    principal: caller.principal,
    action: requirement.action,
    resource: requirement.resource,
    resourceAccountId: resourceAccountId(requirement, caller),
    context: conditionContext(facts),
  };
}

function withResourcePolicy(layers: PolicyLayers, { resourcePolicy }: Requirement): PolicyLayers {
  if (resourcePolicy === undefined) return layers;
  return { ...layers, resource: resourcePolicy.set, resourcePolicyRequired: resourcePolicy.required };
}

/** The same question once more, for who wants to know why: of what was allowed nothing is kept. */
function askedPermission(asking: Asking, standing: Standing, requirement: Requirement): AskedPermission {
  const facts = factsOf(asking, standing, requirement);
  return { question: questionOf(facts), layers: withResourcePolicy(standing.layers, requirement), facts };
}
