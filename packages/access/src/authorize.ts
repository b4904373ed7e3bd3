import { type AuthorizationRequest, decide, type PolicyLayers } from "@rolecall/policy";
import type { EpochMilliseconds, ReadTransaction } from "@rolecall/store";
import { AccessDenied } from "./access-denied.ts";
import type { Caller } from "./caller.ts";
import { conditionContext, resourceAccountId } from "./condition-context.ts";
import type { Environment } from "./environment.ts";
import type { RequestFacts } from "./operation.ts";
import { type Standing, standingOf } from "./policy-layers.ts";
import type { Requirement } from "./requirement.ts";

/** Who asks, when and from where; what authorization needs to know besides the requirement. */
export interface Asking {
  readonly caller: Caller;
  readonly now: EpochMilliseconds;
  readonly request: RequestFacts;
  readonly env: Environment;
}

/**
 * Grants or refuses. Every requirement must be allowed; the first that is not names the denial.
 * @throws AccessDenied with AWS's message and the decision; AuthenticationError where the principal is gone.
 */
export async function authorize(
  tx: ReadTransaction,
  asking: Asking,
  requirements: readonly Requirement[],
): Promise<void> {
  if (requirements.length === 0) return;
  const standing = await standingOf(tx, asking.caller, asking.env.directory);
  for (const requirement of requirements) refuseUnlessAllowed(asking, standing, requirement);
}

function refuseUnlessAllowed(asking: Asking, standing: Standing, requirement: Requirement): void {
  const { caller, now, request } = asking;
  const question: AuthorizationRequest = {
    principal: caller.principal,
    action: requirement.action,
    resource: requirement.resource,
    resourceAccountId: resourceAccountId(requirement, caller),
    context: conditionContext({ caller, request, now, requirement, principalTags: standing.principalTags }),
  };
  const layers = withResourcePolicy(standing.layers, requirement);
  const decision = decide(question, layers);
  if (decision.decision === "allowed") return;
  throw new AccessDenied({ question, layers, decision, resourceName: requirement.resourceName });
}

function withResourcePolicy(layers: PolicyLayers, { resourcePolicy }: Requirement): PolicyLayers {
  if (resourcePolicy === undefined) return layers;
  return { ...layers, resource: resourcePolicy.set, resourcePolicyRequired: resourcePolicy.required };
}
