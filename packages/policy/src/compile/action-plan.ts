import type { AuthorizationRequest } from "../decide/request.ts";
import type { CompiledStatement } from "./compiled-statement.ts";
import { ResourceTrie } from "./resource-trie.ts";
import { ALLOWED, DENIED, NOTHING, type Verdict } from "./verdict.ts";

/** What the policies of a set say about one action: what is settled for every request, and what has to be asked. */
export class ActionPlan {
  private readonly floor: Verdict;
  private readonly rules: ResourceTrie | undefined;

  private constructor(floor: Verdict, rules?: ResourceTrie) {
    this.floor = floor;
    this.rules = rules;
  }

  /** Statements for everyone and everything settle the plan; FullAWSAccess costs nothing. */
  static of(statements: readonly CompiledStatement[]): ActionPlan {
    if (statements.some((statement) => statement.isDeny && isSettled(statement))) return DENIED_PLAN;
    const floor = statements.some(isSettled) ? ALLOWED : NOTHING;
    const asked = floor === ALLOWED ? statements.filter((statement) => statement.isDeny) : statements;
    if (asked.length === 0) return floor === ALLOWED ? ALLOWED_PLAN : NOTHING_PLAN;
    const rules = new ResourceTrie();
    for (const statement of asked) {
      for (const resource of statement.resources) rules.insert({ statement, resource });
    }
    return new ActionPlan(floor, rules);
  }

  static constant(verdict: Verdict): ActionPlan {
    return new ActionPlan(verdict);
  }

  /** See PrincipalMatcher for `hasBoundary`. */
  ask(request: AuthorizationRequest, hasBoundary: boolean): Verdict {
    return this.rules === undefined ? this.floor : this.rules.ask(request, hasBoundary, this.floor);
  }
}

const NOTHING_PLAN = ActionPlan.constant(NOTHING);
const ALLOWED_PLAN = ActionPlan.constant(ALLOWED);
const DENIED_PLAN = ActionPlan.constant(DENIED);

function isSettled(statement: CompiledStatement): boolean {
  return statement.isUnconditional && statement.resources.some((resource) => resource.matchesEverything);
}
