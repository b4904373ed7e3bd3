import { completeArn } from "../../document/complete-arn.ts";
import type { WarningFinding } from "../../document/finding.ts";
import type { StringElement } from "../../document/policy.ts";
import { type LintedPolicy, warn } from "./lint-rule.ts";
import { valueSpans } from "./value-spans.ts";

/**
 * ARNs whose missing parts AWS fills with `*`: IAM User Guide, "Identify AWS resources with ARNs". Kinds of policies in which
 * it does not are refused with them.
 */
export function* lintIncompleteArns({ text, policy }: LintedPolicy): Iterable<WarningFinding> {
  for (const { resource } of policy.statements) {
    if (resource?.values.some(isIncomplete)) yield* lintElement(resource, text);
  }
}

function lintElement({ values, span }: StringElement, text: string): readonly WarningFinding[] {
  const spans = valueSpans(text, span);
  return values.flatMap((value, index) => {
    if (!isIncomplete(value)) return [];
    const completed = JSON.stringify(completeArn(value.split(":")).join(":"));
    return warn("incompleteArn", {
      span: spans[index] ?? span,
      message: `AWS completes ${JSON.stringify(value)} to ${completed}.`,
      suggestion: `Write ${completed}, or the resources that are meant.`,
    });
  });
}

function isIncomplete(value: string): boolean {
  return value.startsWith("arn:") && value.split(":").length < 6;
}
