import type { WarningFinding } from "../../document/finding.ts";
import type { Statement, StringElement } from "../../document/policy.ts";
import { covers } from "./glob.ts";
import { type LintedPolicy, warn } from "./lint-rule.ts";

/** Statements are compared in pairs: of a document that is larger than any of AWS's, only the beginning. */
const STATEMENTS_MAX = 200;
/** In characters that are looked at. */
const WORK_MAX = 10_000_000;

/** Statements that change nothing: what they allow is denied anyway, or said already. */
export function* lintCoverage({ policy }: LintedPolicy): Iterable<WarningFinding> {
  const statements = policy.statements.slice(0, STATEMENTS_MAX);
  const comparer = new StatementComparer();
  for (const statement of statements) {
    const wider = statements.filter((other) => other !== statement && comparer.covers(other, statement));
    const denying = wider.find((other) => other.effect === "Deny");
    if (statement.effect === "Allow" && denying !== undefined) {
      yield unreachable(statement, denying);
      continue;
    }
    // Of two that say the same, the later one is the repetition.
    const saying = wider.find(
      (other) =>
        other.effect === statement.effect &&
        (other.index < statement.index || !comparer.covers(statement, other)),
    );
    // What was not compared might be wider: of two that say the same, both would go.
    if (comparer.isSpent) return;
    if (saying !== undefined) yield repeated(statement, saying);
  }
}

class StatementComparer {
  #left = WORK_MAX;

  get isSpent(): boolean {
    return this.#left <= 0;
  }

  /** Whether a statement applies wherever the other applies. Never wrongly true. */
  covers(statement: Statement, other: Statement): boolean {
    const isWide = statement.conditions.length === 0 || sameConditions(statement, other);
    return (
      isWide &&
      coversPrincipal(statement, other) &&
      this.coversElement(statement.action, other.action, coversAction) &&
      this.coversElement(statement.resource, other.resource, coversResource)
    );
  }

  /** Each star of a pattern may look at the other text once more. */
  private spend(pattern: string, other: string): boolean {
    this.#left -= other.length * pattern.split("*").length;
    return !this.isSpent;
  }

  coversElement(
    element: StringElement | undefined,
    other: StringElement | undefined,
    coversValue: (value: string, other: string) => boolean,
  ): boolean {
    if (element === undefined || other === undefined) return element === other;
    if (!element.negated && element.values.includes("*")) return true;
    if (element.negated || other.negated) return sameElement(element, other);
    return other.values.every((each) =>
      element.values.some((value) => this.spend(value, each) && coversValue(value, each)),
    );
  }
}

function sameConditions(statement: Statement, other: Statement): boolean {
  if (statement.conditions.length !== other.conditions.length) return false;
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
