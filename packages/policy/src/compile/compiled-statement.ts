import { type CompiledCondition, compileCondition } from "../condition/compiled-condition.ts";
import type { AuthorizationRequest, RequestContext, RequestPrincipal } from "../decide/request.ts";
import type { PolicyVersion, Statement } from "../document/policy.ts";
import { ActionMatcher } from "./action-matcher.ts";
import { isLimitedByBoundary, PrincipalMatcher } from "./principal-matcher.ts";
import { compileResource, matchesRule, type ResourceRule } from "./resource-matcher.ts";
import { ALLOWED, DENIED, type Grant, NOTHING, type Verdict } from "./verdict.ts";

/** How a statement names a principal; see `Grant`. */
export type PrincipalMatch = "none" | "account" | "role" | "direct";

const MATCH_NAMES: { readonly [Key in Grant]: PrincipalMatch } = ["none", "account", "role", "direct"];

/** One of a statement's resources, and the statement. What an index holds. */
export interface StatementRule {
  readonly statement: CompiledStatement;
  readonly resource: ResourceRule;
}

/** A statement whose elements can be asked one by one. Deciding and explaining ask the same ones. */
export class CompiledStatement {
  readonly source: Statement;
  readonly isDeny: boolean;
  readonly actions: ActionMatcher;
  readonly rules: readonly StatementRule[];
  readonly conditions: readonly CompiledCondition[];
  private readonly principal: PrincipalMatcher | undefined;

  constructor(source: Statement, version: PolicyVersion) {
    const { effect, principal } = source;
    this.source = source;
    this.isDeny = effect === "Deny";
    this.actions = new ActionMatcher(source.action);
    this.rules = compileResource(source.resource, version).map((resource) => ({ statement: this, resource }));
    this.conditions = source.conditions.map((condition) => compileCondition(condition, version));
    this.principal = principal === undefined ? undefined : new PrincipalMatcher(principal, effect);
  }

  /** The statement applies to whoever asks, in whatever circumstances. */
  get isUnconditional(): boolean {
    return this.principal === undefined && this.conditions.length === 0;
  }

  /** The statement settles its actions for every request. */
  get isSettled(): boolean {
    return this.isUnconditional && this.rules.some(({ resource }) => resource.matchesEverything);
  }

  /**
   * A Deny with NotPrincipal spares nobody who has a permissions boundary, whomever it lists: IAM User Guide,
   * "AWS JSON policy elements: NotPrincipal".
   */
  get deniesAllWithBoundary(): boolean {
    return this.isDeny && this.source.principal?.negated === true;
  }

  /** In any case. */
  matchesAction(action: string): boolean {
    return this.actions.matches(action.toLowerCase());
  }

  matchesResource(resource: string, context: RequestContext): boolean {
    return this.rules.some((rule) => matchesRule(rule.resource, resource, context));
  }

  /** `hasBoundary`: the policy is the resource's own and the principal has a permissions boundary. */
  matchPrincipal(principal: RequestPrincipal, hasBoundary: boolean): PrincipalMatch {
    if (hasBoundary && this.deniesAllWithBoundary && isLimitedByBoundary(principal)) return "direct";
    return MATCH_NAMES[this.grantTo(principal)];
  }

  /** What the statement says about a request whose action and resource match. */
  ask({ principal, context }: AuthorizationRequest): Verdict {
    const grant = this.grantTo(principal);
    if (grant === NOTHING) return NOTHING;
    for (const condition of this.conditions) if (!condition.isMet(context)) return NOTHING;
    return this.isDeny ? DENIED : grant;
  }

  private grantTo(principal: RequestPrincipal): Grant {
    return this.principal === undefined ? ALLOWED : this.principal.match(principal);
  }
}
