import { ActionMatcher } from "../compile/action-matcher.ts";
import type { CompiledStatement } from "../compile/compiled-statement.ts";
import { compileResource } from "../compile/resource-matcher.ts";
import { compileCondition } from "../condition/compiled-condition.ts";
import type { ConditionEntry, Policy, StringElement } from "../document/policy.ts";
import type { AuthorizationRequest } from "../request/request.ts";
import { resolveText } from "../variable/template.ts";
import type { ConditionMatch, StatementMatch } from "./explanation.ts";
import { operatorText } from "./operator-text.ts";

/** Which values of a statement that matches did: they are asked one by one, by the matchers that deciding is made of. */
export function findMatch(
  { source }: CompiledStatement,
  { action, resource, context }: AuthorizationRequest,
  policy: Policy,
): StatementMatch {
  const isAction = (value: string) =>
    new ActionMatcher(alone(source.action, value)).matches(action.toLowerCase());
  const isResource = (element: StringElement) => (value: string) =>
    compileResource(alone(element, value), policy).some((rule) => rule.matches(resource, context));
  const { principal } = source;
  return {
    action: {
      element: source.action.negated ? "NotAction" : "Action",
      actual: action,
      value: source.action.negated ? undefined : source.action.values.find(isAction),
    },
    resource: source.resource && {
      element: source.resource.negated ? "NotResource" : "Resource",
      actual: resource,
      value: source.resource.negated ? undefined : source.resource.values.find(isResource(source.resource)),
    },
    principal: principal && (principal.negated ? "NotPrincipal" : "Principal"),
    conditions: source.conditions.map((entry) =>
      matchCondition(entry, { context, policy, isDeny: source.effect === "Deny" }),
    ),
  };
}

/** An element of one value. */
function alone(element: StringElement, value: string): StringElement {
  return { ...element, negated: false, values: [value] };
}

interface ConditionSurroundings {
  readonly context: AuthorizationRequest["context"];
  readonly policy: Policy;
  readonly isDeny: boolean;
}

function matchCondition(
  entry: ConditionEntry,
  { context, policy: { version }, isDeny }: ConditionSurroundings,
): ConditionMatch {
  const holdsAlone = (value: string) =>
    compileCondition({ ...entry, values: [value] }, { version, isDeny }).isMet(context);
  const resolve = (value: string) =>
    (TAKES_VARIABLES.test(entry.operator) ? resolveText(value, version, context) : undefined) ?? value;
  return {
    operator: operatorText(entry),
    key: entry.key,
    actual: context.get(entry.key.toLowerCase()),
    expected: entry.values.map(resolve),
    met: entry.values.filter(holdsAlone).map(resolve),
    span: entry.span,
  };
}

/** Operators whose values hold variables. */
export const TAKES_VARIABLES = /^(?:String|Arn)/;
