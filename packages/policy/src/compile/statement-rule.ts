import type { CompiledCondition } from "../condition/compiled-condition.ts";
import type { AuthorizationRequest, RequestContext } from "../request/request.ts";
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
  /** Most rules have one condition at most: it is found without going through a list. */
  private readonly first: CompiledCondition | undefined;
  private readonly others: readonly CompiledCondition[];

  constructor({ isDeny, resource, principal, conditions }: RuleParts) {
    this.isDeny = isDeny;
    this.resource = resource;
    this.conditions = conditions;
    this.principal = principal;
    this.first = conditions[0];
    this.others = conditions.length > 1 ? conditions.slice(1) : NO_CONDITIONS;
  }

  /** The rule applies to whoever asks, in whatever circumstances. */
  get isUnconditional(): boolean {
    return this.principal === undefined && this.conditions.length === 0;
  }

  ask({ principal, resource, context }: AuthorizationRequest): Verdict {
    if (!this.resource.matches(resource, context)) return NOTHING;
    const grant = this.principal === undefined ? ALLOWED : this.principal.match(principal);
    if (grant === NOTHING) return NOTHING;
    if (this.first !== undefined && !this.first.isMet(context)) return NOTHING;
    if (this.others !== NO_CONDITIONS && !this.meetsOthers(context)) return NOTHING;
    return this.isDeny ? DENIED : grant;
  }

  private meetsOthers(context: RequestContext): boolean {
    for (const condition of this.others) if (!condition.isMet(context)) return false;
    return true;
  }
}

const NO_CONDITIONS: readonly never[] = [];
