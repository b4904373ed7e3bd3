import type { AuthorizationRequest } from "../request/request.ts";
import { ActionPlan } from "./action-plan.ts";
import { type CompiledPolicy, compilePolicy } from "./compile-policy.ts";
import type { CompiledStatement } from "./compiled-statement.ts";
import type { PlanLedger } from "./plan-ledger.ts";
import { RecentMap } from "./recent-map.ts";
import { StatementFinder } from "./statement-finder.ts";
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
  private finder: StatementFinder | undefined;
  private bounded: CompiledPolicySet | undefined;
  private readonly ledger: PlanLedger | undefined;

  /** @param ledger notes what is worked out, and may tell the set to forget it. */
  constructor(policies: readonly CompiledPolicy[], ledger?: PlanLedger) {
    this.policies = policies;
    this.ledger = ledger;
  }

  get policyCount(): number {
    return this.policies.length;
  }

  /** The set as a resource's policies are asked about a principal with a permissions boundary. */
  get forBounded(): CompiledPolicySet {
    this.bounded ??= this.bind();
    return this.bounded;
  }

  /** What the set's policies together say. */
  ask(request: AuthorizationRequest): Verdict {
    return this.planFor(request.action).ask(request);
  }

  /** What they say about an action, in any case. */
  planFor(action: string): ActionPlan {
    return this.plans?.get(action) ?? this.makePlan(action);
  }

  /** What is known about actions is worked out anew. */
  forgetPlans(): void {
    this.plans = undefined;
    this.finder = undefined;
  }

  private bind(): CompiledPolicySet {
    if (!this.policies.some((policy) => policy.statements.some(deniesAllWithBoundary))) return this;
    return new CompiledPolicySet(this.policies.map(bindPolicy), this.ledger);
  }

  private makePlan(action: string): ActionPlan {
    this.finder ??= new StatementFinder(this.policies);
    const plan = new ActionPlan(this.finder.find(action.toLowerCase()));
    this.ledger?.note(this, plan.bytes);
    this.plans ??= new RecentMap(ACTIONS_MAX);
    this.plans.set(action, plan);
    return plan;
  }
}

function deniesAllWithBoundary(statement: CompiledStatement): boolean {
  return statement.deniesAllWithBoundary;
}

/** The policy without the names that help nobody who has a boundary. */
function bindPolicy({ policy }: CompiledPolicy): CompiledPolicy {
  const statements = policy.statements.map((statement) => {
    const { principal, ...rest } = statement;
    return statement.effect === "Deny" && principal?.negated === true ? rest : statement;
  });
  return compilePolicy({ ...policy, statements });
}

/** Puts the policies of one layer together; cheap, since all work was done on the policies or is done when asked. */
export function compilePolicySet(policies: readonly CompiledPolicy[]): CompiledPolicySet {
  return new CompiledPolicySet(policies);
}
