import {
  type AskedPermission,
  type ConsultedPolicy,
  type Denial,
  type ListedContext,
  listContext,
  nodesOver,
} from "@rolecall/access";
import { type Decision, decide, matchedStatements, type Statement, whySkipped } from "@rolecall/policy";

/** What policies said of one permission. */
export interface Evaluation {
  readonly permission: AskedPermission;
  readonly decision: Decision;
  readonly context: ListedContext;
  readonly matches: readonly Match[];
  /** The organizations of the caller and of the resource; absent for what is in none. */
  readonly principalOrganizationId?: string | undefined;
  readonly resourceOrganizationId?: string | undefined;
  /** The ARN of the root, unit or account whose policies decided, where an organization's did. */
  readonly organizationNode?: string | undefined;
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
  return permissions.map((permission) => {
    const { question, layers, facts } = permission;
    const decision = decide(question, layers);
    const matches = policies.flatMap((policy) => matchOf(permission, policy));
    return {
      permission,
      decision,
      context: listContext(facts),
      matches,
      principalOrganizationId: facts.places.principalPlace?.organizationId,
      resourceOrganizationId: facts.places.resourcePlace?.organizationId,
      organizationNode: decidingNode(permission, decision, matches),
    };
  });
}

/** The first level from the root down that denied, or where no policy allowed. */
function decidingNode(
  { facts }: AskedPermission,
  { layer, decision }: Decision,
  matches: readonly Match[],
): string | undefined {
  if (layer !== "serviceControl" && layer !== "resourceControl") return undefined;
  const matchesAt = (arn: string, wanted: Statement["effect"]) =>
    matches.some(
      ({ policy, statements }) =>
        policy.layer === layer &&
        policy.attachedTo === arn &&
        statements.some(({ effect }) => effect === wanted),
    );
  const isDeciding = (arn: string) =>
    decision === "explicitDeny" ? matchesAt(arn, "Deny") : !matchesAt(arn, "Allow");
  return nodesOver(facts, layer).find(({ arn }) => isDeciding(arn))?.arn;
}

/** A resource's policy, and its organization's, has its say on permissions on that resource alone. */
function matchOf({ question, layers, facts }: AskedPermission, policy: ConsultedPolicy): readonly Match[] {
  const { layer } = policy;
  const isResource = layer === "resource";
  if (isResource && layers.resource?.policies.includes(policy.policy) !== true) return [];
  if (layer === "serviceControl" || layer === "resourceControl") {
    const isOver = layers[layer] !== undefined && whySkipped(layer, question) === undefined;
    if (!isOver || !nodesOver(facts, layer).some(({ arn }) => arn === policy.attachedTo)) return [];
  }
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
