import type { WarningFinding } from "../../document/finding.ts";
import { nearestName } from "../../document/nearest-name.ts";
import type { Span } from "../../document/span.ts";
import type { ReferenceData } from "../reference-data.ts";
import { matchesName } from "./glob.ts";
import { type LintedPolicy, warn } from "./lint-rule.ts";
import { valueSpans } from "./value-spans.ts";

/** Services and actions that AWS does not have: a statement about them does nothing. Needs reference data. */
export function* lintActionNames({ text, policy, reference }: LintedPolicy): Iterable<WarningFinding> {
  for (const { action } of policy.statements) {
    const spans = valueSpans(text, action.span);
    for (const [index, value] of action.values.entries()) {
      const span = spans[index] ?? action.span;
      const unknown = reference && lintAction(value, span, reference);
      if (unknown !== undefined) yield unknown;
    }
  }
}

function lintAction(value: string, span: Span, reference: ReferenceData): WarningFinding | undefined {
  const colon = value.indexOf(":");
  const service = value.slice(0, colon);
  const name = value.slice(colon + 1);
  if (colon < 0 || service === "*") return undefined;
  if (!reference.hasService(service)) {
    return warn("unknownService", {
      span,
      message: `No service of AWS is known by the prefix ${JSON.stringify(service)}.`,
      suggestion: "Look up the prefix in the Service Authorization Reference.",
    });
  }
  const actions = reference.actionsOf(service);
  if (actions.some((action) => matchesName(name, action))) return undefined;
  const meant = nearestName(name, actions);
  return warn("unknownAction", {
    span,
    message: `No known action of ${service} matches ${JSON.stringify(value)}.`,
    suggestion:
      meant === undefined ? `See the actions of ${service}.` : `Did you mean "${service}:${meant}"?`,
  });
}
