import type { CompiledPolicy } from "../compile/compile-policy.ts";
import type { CompiledStatement } from "../compile/compiled-statement.ts";
import type { CompiledCondition } from "../condition/compiled-condition.ts";
import type { LineRange } from "../document/line-index.ts";
import type { PolicyVersion, PrincipalElement, Statement } from "../document/policy.ts";
import type { AuthorizationRequest, RequestContext } from "../request/request.ts";
import { resolveText } from "../variable/template.ts";
import type { Mismatch, StatementExplanation } from "./explanation.ts";
import { findMatch, TAKES_VARIABLES } from "./find-match.ts";
import { operatorText } from "./operator-text.ts";
import { principalNames } from "./principal-names.ts";

export interface StatementQuestion {
  readonly request: AuthorizationRequest;
  /** See `CompiledStatement.matchPrincipal`. */
  readonly hasBoundary: boolean;
  readonly policy: CompiledPolicy;
  readonly policyIndex: number;
  readonly policyName: string | undefined;
  /** The lines on which a statement of the policy stands. */
  readonly linesOf: ((statement: Statement) => LineRange | undefined) | undefined;
}

/** Asks a statement's elements one by one: the same ones, of the same compiled form, that `decide` asks. */
export function explainStatement(
  compiled: CompiledStatement,
  question: StatementQuestion,
): StatementExplanation {
  const { request, hasBoundary, policyIndex, policyName, linesOf } = question;
  const mismatch = findMismatch(compiled, question);
  return {
    policyIndex,
    policyName,
    statement: compiled.source,
    lines: linesOf?.(compiled.source),
    matched: mismatch === undefined,
    principalMatch: compiled.matchPrincipal(request.principal, hasBoundary),
    mismatch,
    match: mismatch === undefined ? findMatch(compiled, request, question.policy.policy) : undefined,
  };
}

function findMismatch(compiled: CompiledStatement, question: StatementQuestion): Mismatch | undefined {
  const { request, hasBoundary, policy } = question;
  const { principal, action, resource, context } = request;
  const { version } = policy.policy;
  const { source } = compiled;
  if (!compiled.matchesAction(action)) {
    const element = source.action.negated ? "NotAction" : "Action";
    return { element, actual: action, expected: source.action.values };
  }
  if (!compiled.matchesResource(resource, context)) {
    const { negated = false, values = [] } = source.resource ?? {};
    const expected = values.map((value) => resolveText(value, version, context) ?? value);
    return { element: negated ? "NotResource" : "Resource", actual: resource, expected };
  }
  if (compiled.matchPrincipal(principal, hasBoundary) === "none") {
    const element = source.principal?.negated ? "NotPrincipal" : "Principal";
    return { element, actual: principalNames(principal), expected: principalValues(source.principal) };
  }
  const unmet = compiled.conditions.find((condition) => !condition.isMet(context));
  return unmet && describeCondition(unmet, version, context);
}

function principalValues(element: PrincipalElement | undefined): readonly string[] {
  if (element === undefined || element.everyone) return ["*"];
  return element.entries.map((entry) => entry.value);
}

function describeCondition(
  condition: CompiledCondition,
  version: PolicyVersion,
  context: RequestContext,
): Mismatch {
  const { source, key } = condition;
  const resolve = (value: string) =>
    (TAKES_VARIABLES.test(source.operator) ? resolveText(value, version, context) : undefined) ?? value;
  return {
    element: "Condition",
    operator: operatorText(source),
    key: source.key,
    actual: context.get(key),
    expected: source.values.map(resolve),
  };
}
