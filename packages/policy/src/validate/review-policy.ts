import type { Finding, WarningCode } from "../document/finding.ts";
import type { PolicyKind } from "../document/policy.ts";
import { locate, type Position } from "../document/span.ts";
import { type ValidationOptions, validatePolicy } from "./validate-policy.ts";

/** The four kinds in which AWS's policy editor shows findings (IAM User Guide, "Access Analyzer policy validation"). */
export type FindingCategory = "error" | "security" | "warning" | "suggestion";

const CATEGORIES: Readonly<Record<WarningCode, Exclude<FindingCategory, "error">>> = {
  unknownService: "warning",
  unknownAction: "warning",
  unknownConditionKey: "warning",
  valueNeverMatches: "warning",
  valueExcludesNothing: "warning",
  valueReadAsFalse: "warning",
  brokenVariable: "warning",
  unknownVariable: "warning",
  unfilledPlaceholder: "warning",
  setOperatorOnSingleValue: "security",
  setOperatorMissing: "warning",
  resourceNeverMatches: "warning",
  incompleteArn: "warning",
  unreachableStatement: "warning",
  repeatedStatement: "suggestion",
  broadGrant: "security",
  passRoleToAny: "security",
  missingExternalId: "security",
  everyoneTrusted: "security",
  everyoneElseTrusted: "security",
  unknownServicePrincipal: "warning",
  notActionGrant: "security",
  oldLanguageVariables: "warning",
};

/** A finding as an editor shows it. */
export type PlacedFinding = Finding & {
  readonly category: FindingCategory;
  /** Where it begins and ends; `end` is just after its last character. */
  readonly start: Position;
  readonly end: Position;
};

/** `validatePolicy` for an editor: each finding with its category and its place in lines, in reading order. */
export function reviewPolicy(
  text: string,
  kind: PolicyKind,
  options: ValidationOptions = {},
): readonly PlacedFinding[] {
  return validatePolicy(text, kind, options).map((finding) => ({
    ...finding,
    category: finding.severity === "error" ? "error" : CATEGORIES[finding.code],
    start: locate(text, finding.span.start),
    end: locate(text, finding.span.end),
  }));
}
