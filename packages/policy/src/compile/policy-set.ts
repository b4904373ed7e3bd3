import type { AuthorizationRequest } from "../decide/request.ts";
import { serviceOf } from "./action-matcher.ts";
import { ActionPlan } from "./action-plan.ts";
import type { CompiledPolicy } from "./compile-policy.ts";
import type { CompiledStatement } from "./compiled-statement.ts";
import { RecentMap } from "./recent-map.ts";
import type { Verdict } from "./verdict.ts";

/** How many actions, in the spelling of the requests, a set remembers. */
const ACTIONS_MAX = 1024;

/**
 * The policies of one layer, ready to be asked. What is known about an action is worked out when it is first asked for.
 * A set is shared by all who have the same policies.
 */
export class CompiledPolicySet {
  readonly policies: readonly CompiledPolicy[];
  /** Made on first use: most sets of a large directory are not asked. */
  private plans: RecentMap<string, ActionPlan> | undefined;

  constructor(policies: readonly CompiledPolicy[]) {
    this.policies = policies;
  }

  get policyCount(): number {
    return this.policies.length;
  }

  /** What the set's policies together say; see PrincipalMatcher for `hasBoundary`. */
  ask(request: AuthorizationRequest, hasBoundary: boolean): Verdict {
    const plan = this.plans?.get(request.action) ?? this.makePlan(request.action);
    return plan.ask(request, hasBoundary);
  }

  private makePlan(action: string): ActionPlan {
    const lowerCase = action.toLowerCase();
    const service = serviceOf(lowerCase);
    const statements: CompiledStatement[] = [];
    for (const policy of this.policies) {
      addMatching(policy.byService.get(service), lowerCase, statements);
      addMatching(policy.spanning, lowerCase, statements);
    }
    const plan = ActionPlan.of(statements);
    this.plans ??= new RecentMap(ACTIONS_MAX);
    this.plans.set(action, plan);
    return plan;
  }
}

function addMatching(
  candidates: readonly CompiledStatement[] | undefined,
  action: string,
  matching: CompiledStatement[],
): void {
  if (candidates === undefined) return;
  for (const statement of candidates) if (statement.actions.matches(action)) matching.push(statement);
}

/** Puts the policies of one layer together; cheap, since all work was done on the policies or is done when asked. */
export function compilePolicySet(policies: readonly CompiledPolicy[]): CompiledPolicySet {
  return new CompiledPolicySet(policies);
}
