/**
 * One key of a Condition element. IAM User Guide, "Conditions with multiple context keys or values", "Set operators
 * for multivalued context keys".
 */

import type { ConditionEntry, PolicyVersion } from "../document/policy.ts";
import { isMultivaluedKey } from "../request/multivalued-keys.ts";
import { refuseValue } from "../request/record-context.ts";
import type { RequestContext } from "../request/request.ts";
import { ownText } from "../variable/own-text.ts";
import { type ComparisonOperator, findOperator } from "./operators.ts";
import { DIFFERS, MATCHES, matchAnyText, UNDECIDED, type ValueMatcher } from "./value-matcher.ts";

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

/** What a condition's policy says of it. */
export interface ConditionSurroundings {
  readonly version: PolicyVersion;
  /** The condition stands in a Deny. */
  readonly isDeny: boolean;
}

/**
 * Compiles a condition of a checked policy.
 * @throws TypeError where the operator is not one of the table: the policy was not checked.
 */
export function compileCondition(
  source: ConditionEntry,
  surroundings: ConditionSurroundings,
): CompiledCondition {
  const operator = findOperator(source.operator);
  if (operator === undefined) throw new TypeError(`Unknown condition operator: ${source.operator}`);
  if (operator.kind === "presence") return new PresenceCondition(source);
  return new ComparisonCondition(source, operator, surroundings);
}

/** Recorded on AWS: a key is there with an empty text or an empty list too; `true` is true, and every other text false. */
class PresenceCondition implements CompiledCondition {
  readonly source: ConditionEntry;
  readonly key: string;
  readonly requiredValues = undefined;
  private readonly metWhenAbsent: boolean;
  private readonly metWhenPresent: boolean;

  constructor(source: ConditionEntry) {
    const wanted = source.values.map((value) => value.toLowerCase() === "true");
    this.source = source;
    this.key = ownText(source.key.toLowerCase());
    this.metWhenAbsent = wanted.includes(true);
    this.metWhenPresent = wanted.includes(false);
  }

  isMet(context: RequestContext): boolean {
    return context.get(this.key) === undefined ? this.metWhenAbsent : this.metWhenPresent;
  }
}

class ComparisonCondition implements CompiledCondition {
  readonly source: ConditionEntry;
  readonly key: string;
  readonly requiredValues: readonly string[] | undefined;
  private readonly compare: ValueMatcher;
  private readonly negated: boolean;
  private readonly isDeny: boolean;
  private readonly metWhenAbsent: boolean;
  private readonly isQuantified: boolean;
  /** Of several values each must hold, not only one. */
  private readonly needsEvery: boolean;
  /** The key is declared to have several values: however many come, it meets no operator without a quantifier. */
  private readonly needsQuantifier: boolean;

  constructor(
    source: ConditionEntry,
    operator: ComparisonOperator,
    { version, isDeny }: ConditionSurroundings,
  ) {
    const { quantifier, values } = source;
    const isPlainText = operator.isPlainText && hasNoVariables(values);
    this.source = source;
    this.key = ownText(source.key.toLowerCase());
    this.compare = isPlainText ? matchAnyText(values) : operator.compile(values, version);
    this.negated = operator.negated;
    this.isDeny = isDeny;
    this.isQuantified = quantifier !== undefined;
    this.needsEvery = quantifier === "ForAllValues";
    this.metWhenAbsent = source.ifExists || (this.isQuantified ? this.needsEvery : operator.negated);
    this.needsQuantifier = quantifier === undefined && isMultivaluedKey(source.key);
    this.requiredValues = isPlainText && !operator.negated && !this.metWhenAbsent ? values : undefined;
  }

  isMet(context: RequestContext): boolean {
    const value = context.get(this.key);
    if (typeof value === "string") return !this.needsQuantifier && this.holds(value, context);
    if (value === undefined) return this.metWhenAbsent;
    if (!Array.isArray(value)) return refuseValue(this.key, value);
    return this.isQuantified && this.isMetBySeveral(value, context);
  }

  private isMetBySeveral(values: readonly string[], context: RequestContext): boolean {
    for (const value of values) {
      const holds = this.holds(value, context);
      if (holds !== this.needsEvery) return holds;
    }
    return this.needsEvery;
  }

  private holds(value: string, context: RequestContext): boolean {
    const match = this.compare(value, context);
    if (match === MATCHES) return !this.negated;
    if (match === DIFFERS) return this.negated;
    return match === UNDECIDED && this.isDeny;
  }
}

function hasNoVariables(values: readonly string[]): boolean {
  return !values.some((value) => value.includes("${"));
}
