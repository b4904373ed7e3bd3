import {
  type Finding,
  locate,
  type PolicyKind,
  policySize,
  validatePolicy,
  type WarningCode,
} from "@rolecall/policy";

export type FindingTab = "errors" | "security" | "warnings" | "suggestions";

/** A finding with its place for people. */
export interface PlacedFinding {
  readonly tab: FindingTab;
  readonly finding: Finding;
  /** From 1. */
  readonly line: number;
}

/** How AWS's editor sorts them. What is no error, no risk and no likely mistake is a suggestion. */
const TABS: Readonly<Record<WarningCode, Exclude<FindingTab, "errors">>> = {
  broadGrant: "security",
  passRoleToAny: "security",
  missingExternalId: "security",
  everyoneTrusted: "security",
  everyoneElseTrusted: "security",
  notActionGrant: "security",
  unknownService: "warnings",
  unknownAction: "warnings",
  unknownConditionKey: "warnings",
  valueNeverMatches: "warnings",
  valueExcludesNothing: "warnings",
  valueReadAsFalse: "warnings",
  brokenVariable: "warnings",
  unknownVariable: "warnings",
  unfilledPlaceholder: "warnings",
  setOperatorOnSingleValue: "warnings",
  setOperatorMissing: "warnings",
  resourceNeverMatches: "warnings",
  incompleteArn: "warnings",
  unknownServicePrincipal: "warnings",
  unreachableStatement: "suggestions",
  repeatedStatement: "suggestions",
  oldLanguageVariables: "suggestions",
};

/** What the engine says of a document, in reading order. */
export function judgePolicy(text: string, kind: PolicyKind, accountId: string): readonly PlacedFinding[] {
  return validatePolicy(text, kind, { accountId }).map((finding) => ({
    tab: finding.severity === "error" ? "errors" : TABS[finding.code],
    finding,
    line: locate(text, finding.span.start).line,
  }));
}

/** IAM's quotas of characters, white space not counted. */
export const SIZE_QUOTAS = {
  managed: 6_144,
  role: 10_240,
  user: 2_048,
  group: 5_120,
  trust: 2_048,
  /** A bucket's: Amazon S3 User Guide, "Bucket policies". */
  resource: 20_480,
  organization: 10_240,
} as const;

export function sizeOf(text: string, quota: keyof typeof SIZE_QUOTAS): string {
  const size = policySize(text);
  return `${size.toLocaleString("en")} of ${SIZE_QUOTAS[quota].toLocaleString("en")} characters`;
}
