import { type CompiledCondition, compileCondition } from "../condition/compiled-condition.ts";
import { findOperator } from "../condition/operators.ts";
import type { Policy, Statement } from "../document/policy.ts";
import type { RequestContext, RequestPrincipal } from "../request/request.ts";
import { ActionMatcher } from "./action-matcher.ts";
import { isLimitedByBoundary, PrincipalMatcher } from "./principal-matcher.ts";
import { compileResource, isAboutEverything } from "./resource-matcher.ts";
import { StatementRule } from "./statement-rule.ts";
import { ALLOWED, type Grant } from "./verdict.ts";

/** How a statement names a principal; see `Grant`. */
export type PrincipalMatch = "none" | "account" | "role" | "direct";

const MATCH_NAMES: { readonly [Key in Grant]: PrincipalMatch } = ["none", "account", "role", "direct"];

/** What a statement's texts mean depends on. */
type Language = Pick<Policy, "kind" | "version">;

/**
 * A statement whose elements can be asked one by one. Deciding and explaining ask the same ones. Resources and
 * conditions are compiled when they are first needed: of thousands of managed policies few statements ever are.
 */
export class CompiledStatement {
  readonly source: Statement;
  readonly isDeny: boolean;
  readonly actions: ActionMatcher;
  /** The statement settles its actions for every request, whoever asks, in whatever circumstances. */
  readonly isSettled: boolean;
  readonly language: Language;
  private readonly principal: PrincipalMatcher | undefined;
  private compiledRules: readonly StatementRule[] | undefined;
  private compiledConditions: readonly CompiledCondition[] | undefined;

  /** @throws TypeError where a condition's operator is unknown: the policy was not checked */
  constructor(source: Statement, language: Language) {
    const { effect, principal, conditions, resource } = source;
    for (const { operator } of conditions) {
      if (findOperator(operator) === undefined)
        throw new TypeError(`Unknown condition operator: ${operator}`);
    }
    this.source = source;
    this.isDeny = effect === "Deny";
    this.actions = new ActionMatcher(source.action);
    this.isSettled = principal === undefined && conditions.length === 0 && isAboutEverything(resource);
    this.language = language;
    this.principal = principal === undefined ? undefined : new PrincipalMatcher(principal, effect);
    this.compiledRules = undefined;
    this.compiledConditions = undefined;
  }

  /** A rule for each resource. */
  get rules(): readonly StatementRule[] {
    this.compiledRules ??= this.compileRules();
    return this.compiledRules;
  }

  /** All must be met. */
  get conditions(): readonly CompiledCondition[] {
    const surroundings = { version: this.language.version, isDeny: this.isDeny };
    this.compiledConditions ??= this.source.conditions.map((entry) => compileCondition(entry, surroundings));
    return this.compiledConditions;
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
    return this.rules.some((rule) => rule.resource.matches(resource, context));
  }

  /** `hasBoundary`: the policy is the resource's own and the principal has a permissions boundary. */
  matchPrincipal(principal: RequestPrincipal, hasBoundary: boolean): PrincipalMatch {
    if (hasBoundary && this.deniesAllWithBoundary && isLimitedByBoundary(principal)) return "direct";
    return MATCH_NAMES[this.principal === undefined ? ALLOWED : this.principal.match(principal)];
  }

  private compileRules(): readonly StatementRule[] {
    const { isDeny, principal, conditions, source } = this;
    return compileResource(source.resource, this.language).map(
      (resource) => new StatementRule({ isDeny, resource, principal, conditions }),
    );
  }
}
