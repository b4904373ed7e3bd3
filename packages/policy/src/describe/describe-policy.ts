import type { Policy, PolicyKind, Statement } from "../document/policy.ts";
import type { AccessReference } from "./access-levels.ts";
import { type ActionSet, COMPARISONS_MAX, readActionSet } from "./action-set.ts";
import { describeCondition } from "./condition-words.ts";
import type { PolicyDescription, PolicyPart } from "./description.ts";
import { mergeClaims } from "./merge-claims.ts";
import { describePrincipals } from "./principal-words.ts";
import { readResourceScope } from "./resource-scope.ts";
import { describeActions } from "./service-access.ts";

export interface DescribeOptions {
  /** The account in which the policy stands, so that it is called "this account". */
  readonly accountId?: string;
}

/**
 * Says in words what a policy allows and denies: from its structure and from what the reference says of actions, never from
 * names. Words claim less than the policy where they cannot say it exactly, and never more. What compares too many patterns with
 * too many names (200,000 comparisons) is of unknown shape.
 */
export function describePolicy(
  policy: Policy,
  reference: AccessReference,
  options: DescribeOptions = {},
): PolicyDescription {
  const budget = { left: COMPARISONS_MAX };
  const read = policy.statements.map((statement) => {
    const actions = readActionSet(statement.action, reference, budget);
    return {
      statement,
      actions,
      part: describePart(statement, actions, { reference, kind: policy.kind, ...options }),
    };
  });
  return { kind: policy.kind, parts: read.map(({ part }) => part), ...mergeClaims(read, reference) };
}

function describePart(
  statement: Statement,
  actions: ActionSet | undefined,
  naming: DescribeOptions & { readonly reference: AccessReference; readonly kind: PolicyKind },
): PolicyPart {
  const { index, sid, effect, principal, action, resource, conditions, span } = statement;
  return {
    statements: [index],
    sid,
    effect,
    who: principal && describePrincipals(principal, naming),
    actions: describeActions(actions, action.values, naming.reference),
    resources: readResourceScope(resource, naming.reference, naming.kind),
    conditions: conditions.map(describeCondition),
    spans: {
      statement: span,
      principal: principal?.span,
      action: action.span,
      resource: resource?.span,
      conditions: conditions.map((entry) => entry.span),
    },
  };
}
