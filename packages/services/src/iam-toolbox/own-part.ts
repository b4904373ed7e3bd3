/**
 * Of a request across accounts each sees its own part: its policies, its condition keys, and what was decided by them. "Details owned
 * by another organization, such as that organization's policies or context key values, are not returned"; as long as there are no
 * organizations, each account stands for its own.
 * Source: IAM User Guide, "Troubleshoot access denied error messages with authorization ID".
 */
import type { KeptEvaluation, KeptPolicy } from "@rolecall/operations";
import type { ContextValue } from "@rolecall/policy";
import type { SeenDenial } from "./find-denial.ts";

type Context = Readonly<Record<string, ContextValue>>;

/** The policies that belong to the reader. */
export function ownPolicies({ record, details, reader }: SeenDenial): readonly KeptPolicy[] {
  return details.policies.filter(({ layer, attachedTo }) => {
    if (layer !== "resource") return record.accountId === reader;
    return details.evaluations.some(
      ({ resource, resourceAccountId }) => resource === attachedTo && resourceAccountId === reader,
    );
  });
}

/** The permissions that the reader has to do with. */
export function ownEvaluations({ record, details, reader }: SeenDenial): readonly KeptEvaluation[] {
  if (record.accountId === reader) return details.evaluations;
  return details.evaluations.filter(({ resourceAccountId }) => resourceAccountId === reader);
}

/** Whether what was decided was decided by the reader's own policies alone. */
export function isOwnDecision(
  { layer, decision, resourceAccountId }: KeptEvaluation,
  { record, reader }: SeenDenial,
): boolean {
  if (resourceAccountId === record.accountId) return true;
  if (decision === "allowed") return false;
  return (layer === "resource" ? resourceAccountId : record.accountId) === reader;
}

/** What the caller's account knows of the caller, and of nobody else's business. */
const OF_PRINCIPAL =
  /^aws:(?:PrincipalTag\/|username$|userid$|SourceIdentity$|FederatedProvider$|TokenIssueTime$|MultiFactorAuth)/;
const OF_RESOURCE = /^(?:aws|iam):ResourceTag\//;

/** The request's keys as the reader may see them. */
export function ownRequestContext({ record, details, reader }: SeenDenial): Context {
  return record.accountId === reader ? details.context : without(details.context, OF_PRINCIPAL);
}

/** One permission's keys as the reader may see them. */
export function ownContext({ context, resourceAccountId }: KeptEvaluation, { reader }: SeenDenial): Context {
  return resourceAccountId === reader ? context : without(context, OF_RESOURCE);
}

function without(context: Context, hidden: RegExp): Context {
  return Object.fromEntries(Object.entries(context).filter(([key]) => !hidden.test(key)));
}
