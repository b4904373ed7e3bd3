/**
 * One key of a Condition element. IAM User Guide, "Conditions with multiple context keys or values", "Set operators
 * for multivalued context keys".
 */

import type { ConditionEntry, PolicyVersion } from "../document/policy.ts";
import type { ContextValue, RequestContext } from "../request/request.ts";
import { ownText } from "../variable/own-text.ts";
import { type ComparisonOperator, findOperator } from "./operators.ts";
import { matchAny, matchAnyText, type ValueMatcher } from "./value-matcher.ts";

/** A condition that can be asked whether a request meets it. */
export interface CompiledCondition {
  readonly source: ConditionEntry;
  /** In lower case, as a request's context is asked. */
  readonly key: string;
  /**
   * Where the condition is met only if the key has one of a few texts: these texts. An index looks them up at once.
   * Meeting it may take more; `isMet` tells.
   */
  readonly requiredValues: readonly string[] | undefined;
  isMet(context: RequestContext): boolean;
}

/**
 * Compiles a condition of a checked policy.
 * @throws TypeError where the operator is not one of the table: the policy was not checked.
 */
export function compileCondition(source: ConditionEntry, version: PolicyVersion): CompiledCondition {
  const operator = findOperator(source.operator);
  if (operator === undefined) throw new TypeError(`Unknown condition operator: ${source.operator}`);
  if (operator.kind === "presence") return new PresenceCondition(source);
  return new ComparisonCondition(source, operator, version);
}

/** A key without values counts as absent. */
function isAbsent(value: ContextValue | undefined): value is undefined {
  return value === undefined || (value.length === 0 && typeof value !== "string");
}

/**
 * What Null and the quantifiers take for absent too: a key with nothing but empty texts, a "null dataset" in the words
 * of the page "Condition operators". Without a quantifier an empty text is a value like any other.
 */
function isNullDataset(value: ContextValue | undefined): value is undefined {
  if (value === undefined || value === "") return true;
  return typeof value !== "string" && value.every((text) => text === "");
}

class PresenceCondition implements CompiledCondition {
  readonly source: ConditionEntry;
  readonly key: string;
  readonly requiredValues = undefined;
  private readonly metWhenAbsent: boolean;
  private readonly metWhenPresent: boolean;

  constructor(source: ConditionEntry) {
    const wanted = source.values.map((value) => value.toLowerCase());
    this.source = source;
    this.key = ownText(source.key.toLowerCase());
    this.metWhenAbsent = wanted.includes("true");
    this.metWhenPresent = wanted.includes("false");
  }

  isMet(context: RequestContext): boolean {
    return isNullDataset(context.get(this.key)) ? this.metWhenAbsent : this.metWhenPresent;
  }
}

class ComparisonCondition implements CompiledCondition {
  readonly source: ConditionEntry;
  readonly key: string;
  readonly requiredValues: readonly string[] | undefined;
  private readonly matches: ValueMatcher;
  private readonly negated: boolean;
  private readonly metWhenAbsent: boolean;
  private readonly isQuantified: boolean;
  /** Of several values each must hold, not only one. */
  private readonly needsEvery: boolean;

  constructor(source: ConditionEntry, operator: ComparisonOperator, version: PolicyVersion) {
    const { quantifier } = source;
    this.source = source;
    this.key = ownText(source.key.toLowerCase());
    this.matches = compileValues(source, operator, version);
    this.negated = operator.negated;
    this.isQuantified = quantifier !== undefined;
    this.needsEvery = quantifier === undefined ? operator.negated : quantifier === "ForAllValues";
    this.metWhenAbsent = source.ifExists || this.needsEvery;
    const comparesTexts = operator.isPlainText && !operator.negated && hasNoVariables(source.values);
    this.requiredValues = comparesTexts && !this.metWhenAbsent ? source.values : undefined;
  }

  isMet(context: RequestContext): boolean {
    const value = context.get(this.key);
    if (this.isQuantified && isNullDataset(value)) return this.metWhenAbsent;
    if (typeof value === "string") return this.matches(value, context) !== this.negated;
    return isAbsent(value) ? this.metWhenAbsent : this.isMetBySeveral(value, context);
  }

  private isMetBySeveral(values: readonly string[], context: RequestContext): boolean {
    for (const value of values) {
      const holds = this.matches(value, context) !== this.negated;
      if (holds !== this.needsEvery) return holds;
    }
    return this.needsEvery;
  }
}

function compileValues(
  source: ConditionEntry,
  operator: ComparisonOperator,
  version: PolicyVersion,
): ValueMatcher {
  const { values } = source;
  if (operator.isPlainText && hasNoVariables(values)) return matchAnyText(values);
  return matchAny(values.map((value) => operator.compile(value, version)));
}

function hasNoVariables(values: readonly string[]): boolean {
  return !values.some((value) => value.includes("${"));
}
