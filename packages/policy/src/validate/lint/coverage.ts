import type { WarningFinding } from "../../document/finding.ts";
import type { Statement, StringElement } from "../../document/policy.ts";
import { covers } from "./glob.ts";
import { type LintedPolicy, warn } from "./lint-rule.ts";

/** Every pair of statements is compared, so that only so many are looked at. */
const STATEMENTS_MAX = 200;
const VALUES_MAX = 50;

/** Statements that change nothing: what they allow is denied anyway, or said already. */
export function lintCoverage({ policy }: LintedPolicy): readonly WarningFinding[] {
  const statements = policy.statements.slice(0, STATEMENTS_MAX);
  return statements.flatMap((statement) => {
    const coveredBy = (other: Statement) => other !== statement && coversStatement(other, statement);
    const denying =
      statement.effect === "Allow" && statements.find((each) => each.effect === "Deny" && coveredBy(each));
    if (denying) return [unreachable(statement, denying)];
    const saying = statements.find(
      (each) => each.effect === statement.effect && coveredBy(each) && !isLaterTwin(each, statement),
    );
    return saying === undefined ? [] : [repeated(statement, saying)];
  });
}

/** Of two that say the same, the later one is the repetition. */
function isLaterTwin(other: Statement, statement: Statement): boolean {
  return other.index > statement.index && coversStatement(statement, other);
}

/** Whether a statement applies wherever the other applies. */
function coversStatement(statement: Statement, other: Statement): boolean {
  const isWide = statement.conditions.length === 0;
  return (
    (isWide || sameConditions(statement, other)) &&
    coversPrincipal(statement, other) &&
    coversElement(statement.action, other.action, coversAction) &&
    coversElement(statement.resource, other.resource, coversResource)
  );
}

function sameConditions(statement: Statement, other: Statement): boolean {
  return describeConditions(statement) === describeConditions(other);
}

function describeConditions({ conditions }: Statement): string {
  return JSON.stringify(conditions.map(({ span: _span, ...rest }) => rest));
}

function coversPrincipal({ principal }: Statement, { principal: other }: Statement): boolean {
  if (principal === undefined || (principal.everyone && !principal.negated)) return true;
  if (other === undefined || principal.negated !== other.negated || principal.everyone !== other.everyone)
    return false;
  return JSON.stringify(principal.entries) === JSON.stringify(other.entries);
}

function coversElement(
  element: StringElement | undefined,
  other: StringElement | undefined,
  coversValue: (value: string, other: string) => boolean,
): boolean {
  if (element === undefined || other === undefined) return element === other;
  if (!element.negated && element.values.includes("*")) return true;
  if (element.values.length > VALUES_MAX || other.values.length > VALUES_MAX) return false;
  if (element.negated || other.negated) return sameElement(element, other);
  return other.values.every((each) => element.values.some((value) => coversValue(value, each)));
}

function sameElement(element: StringElement, other: StringElement): boolean {
  return element.negated === other.negated && element.values.join("\n") === other.values.join("\n");
}

function coversAction(value: string, other: string): boolean {
  return covers(value.toLowerCase(), other.toLowerCase());
}

/** Part by part, since a `*` in one of the first five parts of an ARN stays in it. Variables are compared as written. */
function coversResource(value: string, other: string): boolean {
  if (value === other) return true;
  const [parts, otherParts] = [splitArn(value), splitArn(other)];
  return parts.length === otherParts.length && parts.every((part, index) => covers(part, otherParts[index]!));
}

function splitArn(arn: string): readonly string[] {
  const parts = arn.split(":");
  return [...parts.slice(0, 5), parts.slice(5).join(":")];
}

function unreachable({ span }: Statement, by: Statement): WarningFinding {
  return warn("unreachableStatement", {
    span,
    message: `This Allow never takes effect: ${describe(by)} denies all of it.`,
    suggestion: "Remove this statement or narrow the Deny.",
  });
}

function repeated({ span }: Statement, by: Statement): WarningFinding {
  const message = `This statement changes nothing: ${describe(by)} says it already.`;
  return warn("repeatedStatement", { span, message, suggestion: "Remove this statement." });
}

function describe({ index, sid }: Statement): string {
  return sid === undefined || sid === ""
    ? `statement ${index + 1}`
    : `statement ${index + 1} (${JSON.stringify(sid)})`;
}
