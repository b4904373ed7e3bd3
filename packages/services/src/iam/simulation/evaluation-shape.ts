import type {
  EvaluationResult,
  PolicyEvaluationDecisionType,
  PolicySourceType,
  ResourceSpecificResult,
  Statement,
} from "@rolecall/contracts/iam";
import type { MatchedStatement, SimulatedDecision } from "./simulated-action.ts";
import type { SourceLayer } from "./source-policy.ts";
import { statementPositions } from "./statement-position.ts";

/** Recorded: they are none of those that the model lists. */
const SOURCE_TYPES: Readonly<Record<SourceLayer, string>> = {
  identity: "IAM Policy",
  boundary: "Permissions Boundary Policy",
  resource: "Resource Policy",
};

/** From the most restrictive. */
const BY_RESTRICTION: readonly PolicyEvaluationDecisionType[] = ["explicitDeny", "implicitDeny", "allowed"];

/**
 * What was decided about an action, over all its resources, and of each. Recorded, but for the name where there are several
 * resources: AWS gives it a form that is told nowhere, or, for many actions, leaves it out, as it is here.
 */
export function showEvaluation(action: string, decisions: readonly SimulatedDecision[]): EvaluationResult {
  const [first] = decisions;
  const isAboutNone = decisions.length === 1 && first?.resource === "*";
  const matched = distinctStatements(decisions);
  return {
    EvalActionName: action,
    ...(decisions.length === 1 && { EvalResourceName: first!.resource }),
    EvalDecision: mostRestrictive(decisions.map(({ decision }) => decision)),
    MatchedStatements: matched.map(showStatement),
    MissingContextValues: [...new Set(decisions.flatMap(({ missingKeys }) => missingKeys))],
    ...organizationsDetail(decisions),
    ...boundaryDetail(decisions),
    ...(!isAboutNone && {
      EvalDecisionDetails: showDetails(decisions),
      ResourceSpecificResults: decisions.map(showResource),
    }),
  };
}

function showResource(decision: SimulatedDecision): ResourceSpecificResult {
  const { resource, matched, missingKeys, details } = decision;
  return {
    EvalResourceName: resource,
    EvalResourceDecision: decision.decision,
    ...(matched.length > 0 && { MatchedStatements: matched.map(showStatement) }),
    ...(missingKeys.length > 0 && { MissingContextValues: missingKeys }),
    ...(details !== undefined && { EvalDecisionDetails: showDetails([decision]) }),
    ...boundaryDetail([decision]),
  };
}

function showStatement({ source, statement }: MatchedStatement): Statement {
  return {
    SourcePolicyId: source.id,
    SourcePolicyType: SOURCE_TYPES[source.layer] as PolicySourceType,
    ...statementPositions(source)[statement.source.index],
  };
}

function distinctStatements(decisions: readonly SimulatedDecision[]): readonly MatchedStatement[] {
  return [...new Set(decisions.flatMap(({ matched }) => matched))];
}

function mostRestrictive(decisions: readonly PolicyEvaluationDecisionType[]): PolicyEvaluationDecisionType {
  return BY_RESTRICTION.find((decision) => decisions.includes(decision)) ?? "implicitDeny";
}

/** Empty where no other account has a say: recorded. */
function showDetails(decisions: readonly SimulatedDecision[]): EvaluationResult["EvalDecisionDetails"] {
  const shown: Record<string, PolicyEvaluationDecisionType> = {};
  for (const layer of Object.keys(SOURCE_TYPES) as SourceLayer[]) {
    const said = decisions.flatMap(({ details }) => details?.[layer] ?? []);
    if (said.length > 0) shown[SOURCE_TYPES[layer]] = mostRestrictive(said);
  }
  return shown;
}

function organizationsDetail(
  decisions: readonly SimulatedDecision[],
): Pick<EvaluationResult, "OrganizationsDecisionDetail"> {
  const said = decisions.flatMap(({ allowedByOrganizations }) => allowedByOrganizations ?? []);
  if (said.length === 0) return {};
  return { OrganizationsDecisionDetail: { AllowedByOrganizations: said.every(Boolean) } };
}

function boundaryDetail(
  decisions: readonly SimulatedDecision[],
): Pick<EvaluationResult, "PermissionsBoundaryDecisionDetail"> {
  const said = decisions.flatMap(({ allowedByBoundary }) => allowedByBoundary ?? []);
  if (said.length === 0) return {};
  return { PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: said.every(Boolean) } };
}
