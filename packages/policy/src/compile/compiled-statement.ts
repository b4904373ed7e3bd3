import { type CompiledCondition, compileCondition } from "../condition/compiled-condition.ts";
import type { RequestContext, RequestPrincipal } from "../decide/request.ts";
import type { PolicyVersion, Statement } from "../document/policy.ts";
import { ActionMatcher } from "./action-matcher.ts";
import { PrincipalMatcher } from "./principal-matcher.ts";
import { compileResource, matchesAnyRule, type ResourceRule } from "./resource-matcher.ts";
import { ALLOWED, DENIED, type Grant, NOTHING, type Verdict } from "./verdict.ts";

/** How a statement names a principal; see `Grant`. */
export type PrincipalMatch = "none" | "account" | "role" | "direct";

const MATCH_NAMES: { readonly [Key in Grant]: PrincipalMatch } = ["none", "account", "role", "direct"];

/** A statement whose elements can be asked one by one. Deciding and explaining ask the same ones. */
export class CompiledStatement {
  readonly source: Statement;
  readonly isDeny: boolean;
  readonly actions: ActionMatcher;
  readonly resources: readonly ResourceRule[];
  readonly conditions: readonly CompiledCondition[];
  private readonly principal: PrincipalMatcher | undefined;

  constructor(source: Statement, version: PolicyVersion) {
    const { effect, principal } = source;
    this.source = source;
    this.isDeny = effect === "Deny";
    this.actions = new ActionMatcher(source.action);
    this.resources = compileResource(source.resource, version);
    this.conditions = source.conditions.map((condition) => compileCondition(condition, version));
    this.principal = principal === undefined ? undefined : new PrincipalMatcher(principal, effect);
  }

  /** The statement applies to whoever asks, in whatever circumstances. */
  get isUnconditional(): boolean {
    return this.principal === undefined && this.conditions.length === 0;
  }

  /** In any case. */
  matchesAction(action: string): boolean {
    return this.actions.matches(action.toLowerCase());
  }

  matchesResource(resource: string, context: RequestContext): boolean {
    return matchesAnyRule(this.resources, resource, context);
  }

  /** `hasBoundary`: the policy is the resource's own and the principal has a permissions boundary. */
  matchPrincipal(principal: RequestPrincipal, hasBoundary: boolean): PrincipalMatch {
    return MATCH_NAMES[this.principal === undefined ? ALLOWED : this.principal.match(principal, hasBoundary)];
  }

  /** What the statement says to a principal of a request whose action and resource match. */
  askRest(principal: RequestPrincipal, context: RequestContext, hasBoundary: boolean): Verdict {
    const grant = this.principal === undefined ? ALLOWED : this.principal.match(principal, hasBoundary);
    if (grant === NOTHING) return NOTHING;
    for (const condition of this.conditions) if (!condition.isMet(context)) return NOTHING;
    return this.isDeny ? DENIED : grant;
  }
}
