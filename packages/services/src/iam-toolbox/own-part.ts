/**
 * Of a request across organizations each sees its own part: its policies, its condition keys, and what was decided by them. "Details
 * owned by another organization, such as that organization's policies or context key values, are not returned"; an account that is in none
 * stands for its own.
 * Source: IAM User Guide, "Troubleshoot access denied error messages with authorization ID".
 */
import type { KeptEvaluation, KeptPolicy } from "@rolecall/operations";
import type { ContextValue, LayerName } from "@rolecall/policy";
import type { SeenDenial } from "./seen-denial.ts";

type Context = Readonly<Record<string, ContextValue>>;

/** Layers that belong to the resource's account and its organization; the others are the caller's. */
const OF_RESOURCE_SIDE: ReadonlySet<LayerName> = new Set(["resource", "resourceControl"]);

/** Whether whoever was denied is of the reader's account or organization. */
export function isPrincipalSide({ record, details, reader }: SeenDenial): boolean {
  return (
    record.accountId === reader.accountId ||
    (details.organizationId !== undefined && details.organizationId === reader.organizationId)
  );
}

/** Whether what was asked for is. */
export function isResourceSide(
  { resourceAccountId, resourceOrganizationId }: KeptEvaluation,
  { reader }: Pick<SeenDenial, "reader">,
): boolean {
  return (
    resourceAccountId === reader.accountId ||
    (resourceOrganizationId !== undefined && resourceOrganizationId === reader.organizationId)
  );
}

/** The policies that belong to the reader. */
export function ownPolicies(denial: SeenDenial): readonly KeptPolicy[] {
  const { evaluations, policies } = denial.details;
  const isOver = ({ layer, attachedTo }: KeptPolicy, evaluation: KeptEvaluation) =>
    layer === "resource"
      ? evaluation.resource === attachedTo
      : attachedTo.split("/")[1] === evaluation.resourceOrganizationId;
  return policies.filter((policy) => {
    if (!OF_RESOURCE_SIDE.has(policy.layer)) return isPrincipalSide(denial);
    return evaluations.some((evaluation) => isOver(policy, evaluation) && isResourceSide(evaluation, denial));
  });
}

/** The permissions that the reader has to do with. */
export function ownEvaluations(denial: SeenDenial): readonly KeptEvaluation[] {
  const { evaluations } = denial.details;
  if (isPrincipalSide(denial)) return evaluations;
  return evaluations.filter((evaluation) => isResourceSide(evaluation, denial));
}

/** Whether what was decided was decided by the reader's own policies alone. */
export function isOwnDecision(evaluation: KeptEvaluation, denial: SeenDenial): boolean {
  const { resourceAccountId, decision, layer } = evaluation;
  if (resourceAccountId === denial.record.accountId) return true;
  const [isPrincipals, isResources] = [isPrincipalSide(denial), isResourceSide(evaluation, denial)];
  if (isPrincipals && isResources) return true;
  if (decision === "allowed") return false;
  return OF_RESOURCE_SIDE.has(layer) ? isResources : isPrincipals;
}

/** What the caller's account knows of the caller, and of nobody else's business. */
const OF_PRINCIPAL =
  /^aws:(?:PrincipalTag\/|PrincipalOrg|username$|userid$|SourceIdentity$|FederatedProvider$|TokenIssueTime$|MultiFactorAuth)/;
const OF_RESOURCE = /^(?:(?:aws|iam):ResourceTag\/|aws:ResourceOrg)/;

/** The request's keys as the reader may see them. */
export function ownRequestContext(denial: SeenDenial): Context {
  const { context } = denial.details;
  return isPrincipalSide(denial) ? context : without(context, OF_PRINCIPAL);
}

/** One permission's keys as the reader may see them. */
export function ownContext(evaluation: KeptEvaluation, denial: SeenDenial): Context {
  const { context } = evaluation;
  return isResourceSide(evaluation, denial) ? context : without(context, OF_RESOURCE);
}

function without(context: Context, hidden: RegExp): Context {
  return Object.fromEntries(Object.entries(context).filter(([key]) => !hidden.test(key)));
}
