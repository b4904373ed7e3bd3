import type { WarningFinding } from "../../document/finding.ts";
import { type LintedPolicy, warn } from "./lint-rule.ts";

/** Variables in a policy of the older language are plain text, and match no one. IAM User Guide, "Version". */
export function lintLanguage({ policy }: LintedPolicy): readonly WarningFinding[] {
  if (policy.version === "2012-10-17") return [];
  return policy.statements.flatMap(({ resource, conditions }) => {
    const elements = [...(resource === undefined ? [] : [resource]), ...conditions];
    const withVariables = elements.filter(({ values }) => values.some((value) => value.includes("${")));
    return withVariables.map(({ span }) =>
      warn("oldLanguageVariables", {
        span,
        message: "This policy's version knows no variables: they are taken as plain text.",
        suggestion: 'Add "Version": "2012-10-17".',
      }),
    );
  });
}
