/**
 * The Condition element: IAM User Guide, "Condition operators", "Conditions with multiple context keys or values" and
 * "Single-valued vs. multivalued context keys".
 */

import type { ConditionEntry, PolicyVersion } from "../src/document/policy.ts";
import type { RequestContext } from "../src/request/request.ts";
import { comparisons } from "./comparison.ts";

export function conditionHolds(
  condition: ConditionEntry,
  version: PolicyVersion,
  context: RequestContext,
): boolean {
  const given = contextValues(context, condition.key);
  // "A null dataset, such as an empty string", counts as no value for the set operators and for Null.
  const seesNulls = condition.quantifier === undefined && condition.operator !== "Null";
  const values = seesNulls || given.some((value) => value !== "") ? given : [];
  if (condition.operator === "Null") return nullHolds(condition, values.length === 0);
  const comparison = comparisons.get(condition.operator);
  if (comparison === undefined) throw new Error(`No such operator: ${condition.operator}`);

  if (values.length === 0) return holdsWithoutKey(condition, comparison.negated);
  // "If a single condition operator includes multiple values for a context key, those values are evaluated using a
  // logical OR"; for a negated operator "using a logical NOR".
  const holdsFor = (value: string) => {
    const matched = condition.values.some((expected) =>
      comparison.compare(value, expected, { version, context }),
    );
    return comparison.negated ? !matched : matched;
  };
  if (condition.quantifier === "ForAllValues") return values.every(holdsFor);
  if (condition.quantifier === "ForAnyValue") return values.some(holdsFor);
  // The pages want a quantifier for several values. Without one, any value satisfies a match, and none may match a negated one.
  return comparison.negated ? values.every(holdsFor) : values.some(holdsFor);
}

function contextValues(context: RequestContext, key: string): readonly string[] {
  const value = context.get(key.toLowerCase());
  if (value === undefined) return [];
  return typeof value === "string" ? [value] : value;
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

/** "Use either true (the key doesn't exist) or false (the key exists and its value is not null)." */
function nullHolds(condition: ConditionEntry, isAbsent: boolean): boolean {
  return condition.values.some((value) => value.toLowerCase() === (isAbsent ? "true" : "false"));
}
