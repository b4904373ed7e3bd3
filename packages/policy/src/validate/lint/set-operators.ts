import type { WarningFinding } from "../../document/finding.ts";
import type { ConditionEntry } from "../../document/policy.ts";
import type { Span } from "../../document/span.ts";
import { type LintedPolicy, warn } from "./lint-rule.ts";
import { conditionSpans } from "./value-spans.ts";

/**
 * Set operators on keys with one value, and keys with several values without one. Needs reference data. IAM User Guide, "Set
 * operators for multivalued context keys"; the latter was recorded in 2026.
 */
export function* lintSetOperators({ text, policy, reference }: LintedPolicy): Iterable<WarningFinding> {
  if (reference === undefined) return;
  for (const { conditions } of policy.statements) {
    for (const condition of conditions) {
      const isSeveral = reference.hasSeveralValues(condition.key);
      if (isSeveral === undefined) continue;
      const span = () => conditionSpans(text, condition.span).key;
      if (!isSeveral && condition.quantifier === "ForAllValues") yield needless(condition, span());
      if (isSeveral && condition.quantifier === undefined && condition.operator !== "Null")
        yield missing(condition, span());
    }
  }
}

function needless({ key, operator, ifExists }: ConditionEntry, span: Span): WarningFinding {
  return warn("setOperatorOnSingleValue", {
    span,
    message: `${JSON.stringify(key)} has one value, and ForAllValues is met where it is missing too.`,
    suggestion: `Write "${operator}${ifExists ? "IfExists" : ""}".`,
  });
}

function missing({ key, operator }: ConditionEntry, span: Span): WarningFinding {
  return warn("setOperatorMissing", {
    span,
    message: `${JSON.stringify(key)} may have several values: where it has any, ${operator} alone is never met.`,
    suggestion: `Write "ForAnyValue:${operator}" or "ForAllValues:${operator}".`,
  });
}
