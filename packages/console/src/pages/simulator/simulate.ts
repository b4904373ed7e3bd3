import { readAll } from "../../patterns/items/use-all.ts";
import { callOperation, type OutputOf } from "../../session/call-operation.ts";
import { contextEntryOf } from "./context-entry.ts";
import type { Question } from "./question.ts";

type Result = NonNullable<OutputOf<"iam", "SimulatePrincipalPolicy">["EvaluationResults"]>[number];
export type Matched = NonNullable<Result["MatchedStatements"]>[number];

/** One action on one resource, and what was decided. */
export interface Decided {
  readonly action: string;
  readonly resource: string;
  readonly decision: Result["EvalDecision"];
  readonly matched: readonly Matched[];
  readonly missingKeys: readonly string[];
  /** Undefined where there is none. */
  readonly allowedByBoundary: boolean | undefined;
  readonly allowedByOrganization: boolean | undefined;
}

/** By the operations that AWS has for it; the engine is the one that decides on requests. @throws ApiError */
export async function simulate(
  question: Question,
  types: ReadonlyMap<string, string | undefined>,
  signal: AbortSignal,
): Promise<readonly Decided[]> {
  const { principal, policy, actions, resources, context, resourcePolicy } = question;
  const entries = Object.entries(context).flatMap(
    ([key, typed]) => contextEntryOf(key, typed, types.get(key)) ?? [],
  );
  const asked = {
    ActionNames: actions,
    ...(resources.length > 0 && { ResourceArns: resources }),
    ...(entries.length > 0 && { ContextEntries: entries }),
    ...(resourcePolicy !== "" && { ResourcePolicy: resourcePolicy }),
  };
  const results = await readAll(
    (page) =>
      principal === ""
        ? callOperation(
            "iam",
            "SimulateCustomPolicy",
            { PolicyInputList: [policy], ...asked, ...page },
            signal,
          )
        : callOperation(
            "iam",
            "SimulatePrincipalPolicy",
            { PolicySourceArn: principal, ...asked, ...page },
            signal,
          ),
    ({ EvaluationResults }) => EvaluationResults,
  );
  return results.flatMap(decidedOf);
}

function decidedOf(result: Result): readonly Decided[] {
  const {
    EvalActionName: action,
    EvalResourceName = "*",
    EvalDecision,
    ResourceSpecificResults = [],
  } = result;
  const allowedByOrganization = result.OrganizationsDecisionDetail?.AllowedByOrganizations;
  const shared = { action, allowedByOrganization };
  if (ResourceSpecificResults.length === 0 || result.EvalResourceName !== undefined)
    return [{ ...shared, resource: EvalResourceName, decision: EvalDecision, ...detailsOf(result) }];
  return ResourceSpecificResults.map((each) => ({
    ...shared,
    resource: each.EvalResourceName,
    decision: each.EvalResourceDecision,
    ...detailsOf({ ...each, MissingContextValues: each.MissingContextValues ?? result.MissingContextValues }),
  }));
}

function detailsOf({
  MatchedStatements = [],
  MissingContextValues = [],
  PermissionsBoundaryDecisionDetail: boundary,
}: Pick<Result, "MatchedStatements" | "MissingContextValues" | "PermissionsBoundaryDecisionDetail">) {
  return {
    matched: MatchedStatements,
    missingKeys: MissingContextValues,
    allowedByBoundary: boundary?.AllowedByPermissionsBoundary,
  };
}
