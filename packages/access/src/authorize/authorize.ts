import { type AuthorizationRequest, decide, type PolicyLayers } from "@rolecall/policy";
import type { EpochMilliseconds, ReadTransaction } from "@rolecall/store";
import type { Caller } from "../caller/caller.ts";
import type { Directory } from "../directory/directory.ts";
import { AccessDenied } from "./access-denied.ts";
import { conditionContext, resourceAccountId } from "./condition-context.ts";
import { type Standing, standingOf } from "./policy-layers.ts";
import type { RequestFacts } from "./request-facts.ts";
import type { Requirement } from "./requirement.ts";

/** Who asks, when and from where; what authorization needs to know besides the requirement. */
export interface Asking {
  readonly caller: Caller;
  readonly now: EpochMilliseconds;
  readonly request: RequestFacts;
}

/**
 * Grants or refuses. Every requirement must be allowed; the first that is not names the denial.
 * @throws AccessDenied with AWS's message and the decision; AuthenticationError where the principal is gone.
 */
export async function authorize(
  { tx, directory }: { readonly tx: ReadTransaction; readonly directory: Directory },
  asking: Asking,
  requirements: readonly Requirement[],
): Promise<void> {
  if (requirements.length === 0) return;
  const standing = await standingOf(tx, asking.caller, directory);
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
