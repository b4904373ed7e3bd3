/** Whether a statement is about a request: IAM User Guide, "IAM JSON policy element reference". */

import type { Effect, Policy, Statement } from "../src/document/policy.ts";
import type { AuthorizationRequest } from "../src/request/request.ts";
import { conditionHolds } from "./condition.ts";
import { matches, wildcards } from "./pattern.ts";
import { type Grant, principalGrant, strongest } from "./principal.ts";
import { resourceApplies } from "./resource.ts";

export interface StatementQuestion {
  readonly request: AuthorizationRequest;
  /** See PrincipalQuestion. */
  readonly limitedByBoundary: boolean;
}

/** The strongest grant (or, for Deny, the strongest hold) that the policies' statements of one effect give the principal. */
export function policiesGrant(
  policies: readonly Policy[],
  effect: Effect,
  question: StatementQuestion,
): Grant {
  return strongest(
    policies.flatMap((policy) =>
      policy.statements
        .filter((statement) => statement.effect === effect)
        .filter((statement) => statementApplies(policy, statement, question.request))
        .map((statement) =>
          principalGrant(statement.principal, {
            principal: question.request.principal,
            effect,
            limitedByBoundary: question.limitedByBoundary,
          }),
        ),
    ),
  );
}

/** All but the principal. */
function statementApplies(policy: Policy, statement: Statement, request: AuthorizationRequest): boolean {
  const { kind, version } = policy;
  const { resource, context } = request;
  return (
    actionApplies(statement.action, request.action) &&
    resourceApplies(statement.resource, { resource, kind, version, context }) &&
    statement.conditions.every((condition) =>
      conditionHolds(condition, { version, effect: statement.effect, context }),
    )
  );
}

/** "The prefix and the action name are case insensitive." */
function actionApplies(element: Statement["action"], action: string): boolean {
  const listed = element.values.some((pattern) =>
    matches(wildcards(pattern.toLowerCase()), action.toLowerCase()),
  );
  return element.negated ? !listed : listed;
}
