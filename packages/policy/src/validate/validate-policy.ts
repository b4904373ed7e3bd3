import type { Finding } from "../document/finding.ts";
import { FindingList } from "../document/finding-list.ts";
import { readPolicy } from "../document/parse.ts";
import type { PolicyKind } from "../document/policy.ts";
import { type CreationOptions, checkCreation } from "./creation-rules.ts";
import { lintActionNames } from "./lint/action-names.ts";
import { lintConditionKeys } from "./lint/condition-keys.ts";
import { lintConditionValues } from "./lint/condition-values.ts";
import { lintCoverage } from "./lint/coverage.ts";
import { lintGrants } from "./lint/grants.ts";
import { lintIncompleteArns } from "./lint/incomplete-arns.ts";
import { lintLanguage } from "./lint/language.ts";
import type { LintRule } from "./lint/lint-rule.ts";
import { lintResourceFit } from "./lint/resource-fit.ts";
import { lintServicePrincipals } from "./lint/service-principals.ts";
import { lintSetOperators } from "./lint/set-operators.ts";
import { lintTrust } from "./lint/trust.ts";
import { lintVariables } from "./lint/variables.ts";
import type { ReferenceData } from "./reference-data.ts";

export interface ValidationOptions extends CreationOptions {
  /** What AWS knows; without it names of services, actions and keys are not looked at. */
  readonly reference?: ReferenceData;
  /** Whose policy it is: the account of a trust policy's role. */
  readonly accountId?: string;
}

const RULES: readonly LintRule[] = [
  lintLanguage,
  lintActionNames,
  lintConditionKeys,
  lintConditionValues,
  lintSetOperators,
  lintVariables,
  lintIncompleteArns,
  lintResourceFit,
  lintCoverage,
  lintGrants,
  lintTrust,
  lintServicePrincipals,
];

/** Of one kind: a document full of a weakness is not told each time. */
const MAX_WARNINGS_OF_KIND = 100;

/**
 * All that is to say about a document, in reading order: the errors for which AWS would refuse it, and if there is none, what
 * AWS takes and a reviewer would not. Never throws.
 */
export function validatePolicy(
  text: string,
  kind: PolicyKind,
  options: ValidationOptions = {},
): readonly Finding[] {
  const findings = new FindingList(kind, "save");
  const policy = readPolicy(text, findings);
  if (policy !== undefined) checkCreation({ text, policy, findings }, options);
  if (policy === undefined || !findings.isEmpty) return inReadingOrder(findings.errors);
  const linted = { text, kind, policy, reference: options.reference, accountId: options.accountId };
  return inReadingOrder(
    RULES.flatMap((rule) => Iterator.from(rule(linted)).take(MAX_WARNINGS_OF_KIND).toArray()),
  );
}

function inReadingOrder<Some extends Finding>(findings: readonly Some[]): readonly Some[] {
  return findings.toSorted((a, b) => a.span.start - b.span.start);
}
