import type { CompiledPolicy, Statement } from "@rolecall/policy";

/**
 * Whether a statement of a policy allows any action of a service, whatever else denies it, and in whatever circumstances.
 * Source: IAM API Reference, ListPoliciesGrantingServiceAccess.
 * @param namespace in lower case, as actions name the service: `s3`
 */
export function grantsService({ byService, spanning }: CompiledPolicy, namespace: string): boolean {
  const isGrant = ({ source }: { readonly source: Statement }) => source.effect === "Allow";
  if (byService.get(namespace)?.some(isGrant) === true) return true;
  return spanning.some((statement) => isGrant(statement) && spansService(statement.source, namespace));
}

/** The prefix of an action is a service's, or `*`, which is every service's. */
function spansService({ action: { negated, values } }: Statement, namespace: string): boolean {
  const lower = values.map((value) => value.toLowerCase());
  if (!negated)
    return lower.some((value) => value.startsWith("*") || value.slice(0, value.indexOf(":")) === namespace);
  return !lower.some((value) => isWholeService(value, namespace));
}

/** Whether an action, in lower case, is every one of a service. */
export function isWholeService(action: string, namespace: string): boolean {
  return action === "*" || action === "*:*" || action === `${namespace}:*`;
}
