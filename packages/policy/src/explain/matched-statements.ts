import type { CompiledPolicy } from "../compile/compile-policy.ts";
import type { CompiledStatement } from "../compile/compiled-statement.ts";
import type { Statement } from "../document/policy.ts";
import type { AuthorizationRequest } from "../request/request.ts";

/**
 * The statements of a policy that match a request, in the order in which they stand: action, resource, principal and every
 * condition. They are asked one by one, of the same compiled form that `decide` asks; the cost is in proportion to them.
 * @param hasBoundary whether the principal has a permissions boundary and the policy is a resource's.
 */
export function matchedStatements(
  request: AuthorizationRequest,
  policy: CompiledPolicy,
  hasBoundary = false,
): readonly Statement[] {
  return policy.statements
    .filter(
      (compiled) =>
        compiled.matchesAction(request.action) && matchesBesidesAction(request, compiled, hasBoundary),
    )
    .map((compiled) => compiled.source);
}

/** Whether a statement matches in all but its action: for who asks about one action and many resources. */
export function matchesBesidesAction(
  { principal, resource, context }: AuthorizationRequest,
  compiled: CompiledStatement,
  hasBoundary = false,
): boolean {
  return (
    compiled.matchesResource(resource, context) &&
    compiled.matchPrincipal(principal, hasBoundary) !== "none" &&
    compiled.conditions.every((condition) => condition.isMet(context))
  );
}
