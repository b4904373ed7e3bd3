import type { CompiledCondition } from "../condition/compiled-condition.ts";
import type { AuthorizationRequest } from "../decide/request.ts";
import type { PrincipalMatcher } from "./principal-matcher.ts";
import type { ResourceRule } from "./resource-matcher.ts";
import { ALLOWED, DENIED, NOTHING, type Verdict } from "./verdict.ts";

export interface RuleParts {
  readonly isDeny: boolean;
  readonly resource: ResourceRule;
  /** Undefined where the statement is about whoever has it. */
  readonly principal: PrincipalMatcher | undefined;
  readonly conditions: readonly CompiledCondition[];
}

/** A statement cut down to one of its resources: what an index holds, and what is asked once the action matches. */
export class StatementRule {
  readonly isDeny: boolean;
  readonly resource: ResourceRule;
  readonly conditions: readonly CompiledCondition[];
  private readonly principal: PrincipalMatcher | undefined;

  constructor({ isDeny, resource, principal, conditions }: RuleParts) {
    this.isDeny = isDeny;
    this.resource = resource;
    this.conditions = conditions;
    this.principal = principal;
  }

  /** The rule applies to whoever asks, in whatever circumstances. */
  get isUnconditional(): boolean {
    return this.principal === undefined && this.conditions.length === 0;
  }

  ask({ principal, resource, context }: AuthorizationRequest): Verdict {
    if (!this.resource.matches(resource, context)) return NOTHING;
    const grant = this.principal === undefined ? ALLOWED : this.principal.match(principal);
    if (grant === NOTHING) return NOTHING;
    for (const condition of this.conditions) if (!condition.isMet(context)) return NOTHING;
    return this.isDeny ? DENIED : grant;
  }
}
