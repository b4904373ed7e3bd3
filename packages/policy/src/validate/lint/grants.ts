import type { WarningFinding } from "../../document/finding.ts";
import type { PolicyKind, Statement } from "../../document/policy.ts";
import { matchesName } from "./glob.ts";
import { type LintedPolicy, warn } from "./lint-rule.ts";

/** Policies that grant; the others set limits, and a wide limit is no weakness. */
const GRANTING: ReadonlySet<PolicyKind> = new Set<PolicyKind>(["identity", "resource", "session"]);

/** Allows that are wider than anyone means. */
export function lintGrants({ kind, policy }: LintedPolicy): readonly WarningFinding[] {
  if (!GRANTING.has(kind)) return [];
  const allows = policy.statements.filter((statement) => statement.effect === "Allow");
  return allows.flatMap((statement) => [
    ...lintNegation(statement),
    ...lintBreadth(statement),
    ...lintPassRole(statement),
  ]);
}

function lintNegation({ action, resource }: Statement): readonly WarningFinding[] {
  const findings: WarningFinding[] = [];
  if (action.negated) {
    findings.push(
      warn("notActionGrant", {
        span: action.span,
        message: "Allow with NotAction grants everything else, whatever AWS may yet add.",
        suggestion: "List the actions to allow, or deny these in a statement of their own.",
      }),
    );
  }
  if (resource?.negated) {
    findings.push(
      warn("notActionGrant", {
        span: resource.span,
        message: "Allow with NotResource grants every other resource.",
        suggestion: "List the resources to allow, or deny these in a statement of their own.",
      }),
    );
  }
  return findings;
}

function lintBreadth(statement: Statement): readonly WarningFinding[] {
  const { action, conditions } = statement;
  if (action.negated || conditions.length > 0 || !isOnAnyResource(statement)) return [];
  const wide = action.values.find((value) => /^(?:\*|[^:]*:\*+)$/.test(value));
  if (wide === undefined) return [];
  const what = wide.startsWith("*")
    ? "Every action of every service"
    : `Every action of ${wide.split(":")[0]}`;
  return [
    warn("broadGrant", {
      span: action.span,
      message: `${what} is allowed on every resource.`,
      suggestion: "Name the actions and resources that are needed, or add a condition.",
    }),
  ];
}

/** Who passes any role to a service can act with the rights of any role. IAM User Guide, "PassRole". */
function lintPassRole(statement: Statement): readonly WarningFinding[] {
  const { action, resource, conditions } = statement;
  if (action.negated || !isOnAnyRole(statement)) return [];
  const passes = (value: string) => value !== "*" && matchesName(value, "iam:PassRole");
  if (!action.values.some(passes)) return [];
  if (conditions.some(({ key }) => /^iam:(?:PassedToService|AssociatedResourceArn)$/i.test(key))) return [];
  return [
    warn("passRoleToAny", {
      span: resource?.span ?? action.span,
      message: "Any role can be passed to any service: iam:PassRole is allowed on every role.",
      suggestion: "Name the roles, and say to which service by a condition on iam:PassedToService.",
    }),
  ];
}

function isOnAnyResource({ resource }: Statement): boolean {
  return resource === undefined || resource.negated || resource.values.includes("*");
}

function isOnAnyRole(statement: Statement): boolean {
  const isEveryRole = (value: string) => /^arn:[^:]*:iam:[^:]*:[^:]*:(?:\*|role\/\*)$/.test(value);
  return isOnAnyResource(statement) || (statement.resource?.values.some(isEveryRole) ?? false);
}
