import {
  type AskedPermission,
  type ConsultedPolicy,
  type Denial,
  type ListedContext,
  listContext,
} from "@rolecall/access";
import { type Decision, decide, matchedStatements, type Statement } from "@rolecall/policy";

/** What policies said of one permission. */
export interface Evaluation {
  readonly permission: AskedPermission;
  readonly decision: Decision;
  readonly context: ListedContext;
  readonly matches: readonly Match[];
}

export interface Match {
  readonly policy: ConsultedPolicy;
  readonly statements: readonly Statement[];
}

/** Statements that are asked, of all policies for all permissions: some milliseconds of the worst that an account can write. */
const STATEMENTS_MAX = 5_000;

/**
 * Asks each policy about each permission that a denied request needed, once more and one by one. Undefined where that would be too
 * much: "the authorization is too large to record", as AWS has it.
 */
export function evaluateDenial({ permissions, policies }: Denial): readonly Evaluation[] | undefined {
  const statements = policies.reduce((total, { policy }) => total + policy.statements.length, 0);
  if (statements * permissions.length > STATEMENTS_MAX) return undefined;
  return permissions.map((permission) => ({
    permission,
    decision: decide(permission.question, permission.layers),
    context: listContext(permission.facts),
    matches: policies.flatMap((policy) => matchOf(permission, policy)),
  }));
}

/** A resource's policy has its say on permissions on that resource alone. */
function matchOf({ question, layers }: AskedPermission, policy: ConsultedPolicy): readonly Match[] {
  const isResource = policy.layer === "resource";
  if (isResource && layers.resource?.policies.includes(policy.policy) !== true) return [];
  const hasBoundary = isResource && layers.boundary !== undefined;
  const statements = matchedStatements(question, policy.policy, hasBoundary);
  return statements.length === 0 ? [] : [{ policy, statements }];
}

/** The first permission that was not given: it named the denial. */
export function deniedEvaluation(evaluations: readonly Evaluation[]): Evaluation {
  const denied = evaluations.find(({ decision }) => decision.decision !== "allowed");
  if (denied === undefined) throw new Error("A request was denied that policies allow.");
  return denied;
}

/**
 * The ARN of the managed policy that denied explicitly; undefined where nothing did, or only what has no ARN: inline policies
 * and those of resources. Of several that deny AWS tells one.
 */
export function decidingPolicyArn({ decision, matches }: Evaluation): string | undefined {
  if (decision.decision !== "explicitDeny") return undefined;
  return matches.find(
    ({ policy, statements }) =>
      policy.layer === decision.layer &&
      policy.arn !== undefined &&
      statements.some(({ effect }) => effect === "Deny"),
  )?.policy.arn;
}
