import type { WarningFinding } from "../../document/finding.ts";
import type { PrincipalElement, Statement } from "../../document/policy.ts";
import { type LintedPolicy, warn } from "./lint-rule.ts";

/** Conditions that tie a foreign account's request to the party that was meant. */
const TYING_KEYS =
  /^(?:sts:ExternalId|aws:PrincipalArn|aws:PrincipalOrgID|aws:PrincipalOrgPaths|aws:userid|aws:SourceAccount)$/i;

/** Resource-based policies that trust more than they should. IAM User Guide, "The confused deputy problem". */
export function lintTrust({ kind, policy, accountId }: LintedPolicy): readonly WarningFinding[] {
  const allows = policy.statements.filter(
    ({ effect, principal }) => effect === "Allow" && principal !== undefined,
  );
  if (kind !== "trust" && kind !== "resource") return [];
  return allows.flatMap((statement) => {
    const principal = statement.principal!;
    if (principal.negated) return principal.everyone ? [] : [lintEveryoneElse(principal)];
    if (isEveryone(principal)) return lintEveryone(statement, principal);
    return kind === "trust" ? lintThirdParty(statement, principal, accountId) : [];
  });
}

function isEveryone({ everyone, entries }: PrincipalElement): boolean {
  return everyone || entries.some(({ type, value }) => type === "AWS" && value === "*");
}

function lintEveryone({ conditions }: Statement, { span }: PrincipalElement): readonly WarningFinding[] {
  if (conditions.length > 0) return [];
  const message = "Everyone in every account is allowed, even without signing in.";
  return [
    warn("everyoneTrusted", {
      span,
      message,
      suggestion: "Name the principals, or add a condition such as aws:PrincipalOrgID.",
    }),
  ];
}

/** IAM User Guide, "NotPrincipal": with Allow it grants to all but a few, who are not signed in among them. */
function lintEveryoneElse({ span }: PrincipalElement): WarningFinding {
  return warn("everyoneElseTrusted", {
    span,
    message: "Everyone but those who are named here is allowed, even without signing in.",
    suggestion: 'Name who is meant in "Principal", or deny with a condition on aws:PrincipalArn.',
  });
}

function lintThirdParty(
  { conditions }: Statement,
  { entries, span }: PrincipalElement,
  own: string | undefined,
): readonly WarningFinding[] {
  if (conditions.some(({ key }) => TYING_KEYS.test(key))) return [];
  const foreign = entries.flatMap(({ type, value }) => (type === "AWS" ? (wholeAccount(value) ?? []) : []));
  return foreign
    .filter((account) => account !== own)
    .map((account) =>
      warn("missingExternalId", {
        span,
        message: `Anyone whom account ${account} lets can assume this role${own === undefined ? "" : ", and it is not yours"}.`,
        suggestion: "If it is a third party's, add a condition on sts:ExternalId.",
      }),
    );
}

/** The account, if a principal names one as a whole. */
function wholeAccount(value: string): string | undefined {
  return /^(?:arn:[^:]*:iam::)?([0-9]{12})(?::root)?$/.exec(value)?.[1];
}
