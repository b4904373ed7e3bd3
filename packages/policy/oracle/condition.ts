/**
 * The Condition element: IAM User Guide, "Condition operators", "Conditions with multiple context keys or values" and
 * "Single-valued vs. multivalued context keys"; and what AWS was recorded to do in September 2026.
 */
import type { ConditionEntry, Effect, PolicyVersion } from "../src/document/policy.ts";
import { isMultivaluedKey } from "../src/request/multivalued-keys.ts";
import type { RequestContext } from "../src/request/request.ts";
import { comparisons } from "./comparison.ts";

/** Of the statement that has the condition. */
export interface ConditionSurroundings {
  readonly version: PolicyVersion;
  readonly effect: Effect;
  readonly context: RequestContext;
}

export function conditionHolds(condition: ConditionEntry, surroundings: ConditionSurroundings): boolean {
  const value = surroundings.context.get(condition.key.toLowerCase());
  // Recorded: "Null asks for presence: an empty value and a present empty list are present; only a missing key is absent."
  if (condition.operator === "Null") return nullHolds(condition, value === undefined);
  const comparison = comparisons.get(condition.operator);
  if (comparison === undefined) throw new Error(`No such operator: ${condition.operator}`);
  if (value === undefined) return holdsWithoutKey(condition, comparison.negated);
  const values = typeof value === "string" ? [value] : value;
  const holdsFor = (actual: string) => valueHolds(actual, condition, surroundings);
  // Recorded: set operators "look at every value, an empty string too".
  if (condition.quantifier === "ForAllValues") return values.every(holdsFor);
  if (condition.quantifier === "ForAnyValue") return values.some(holdsFor);
  // Recorded: "A key is single-valued or multivalued by its declaration, not by how many values came. A present multivalued key
  // never matches an operator without a set prefix, negated and IfExists forms included."
  if (typeof value !== "string" || isMultivaluedKey(condition.key)) return false;
  return holdsFor(value);
}

/**
 * "If a single condition operator includes multiple values for a context key, those values are evaluated using a logical OR"; for
 * a negated operator "using a logical NOR". Recorded of ARNs that are none: the policy's "cannot allow; in a Deny it counts";
 * "values are read in order, an earlier match ends it".
 */
function valueHolds(
  actual: string,
  condition: ConditionEntry,
  { version, effect, context }: ConditionSurroundings,
): boolean {
  const { compare, negated, canCompare } = comparisons.get(condition.operator)!;
  if (!canCompare(actual)) return false;
  for (const expected of condition.values) {
    const result = compare(actual, expected, { version, context });
    if (result === "impossible") return effect === "Deny";
    if (result) return !negated;
  }
  return negated;
}

function holdsWithoutKey(condition: ConditionEntry, negated: boolean): boolean {
  // "If the key is not present, evaluate the condition element as true."
  if (condition.ifExists) return true;
  // "It also returns true if there are no context keys in the request."
  if (condition.quantifier === "ForAllValues") return true;
  // "If the key does not exist, the condition returns false."
  if (condition.quantifier === "ForAnyValue") return false;
  // "If the policy condition requires that the key is not matched […] and the right key is not present, the condition is true."
  return negated;
}

/** "Use either true (the key doesn't exist) or false (the key exists and its value is not null)." Recorded: what is not true is false. */
function nullHolds(condition: ConditionEntry, isAbsent: boolean): boolean {
  return condition.values.some((value) => (value.toLowerCase() === "true") === isAbsent);
}
