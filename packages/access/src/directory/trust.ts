import type { UniqueId } from "@rolecall/names";
import type { Policy, PrincipalElement, PrincipalEntry } from "@rolecall/policy";

/**
 * Puts the unique ids that were resolved when the trust policy was saved in the place of the ARNs, as AWS does: a user or
 * role that was deleted and made anew is another principal.
 * Source: IAM User Guide, "AWS JSON policy elements: Principal", notes on user and role principals.
 */
export function bindTrustPrincipals(policy: Policy, ids: Readonly<Record<string, UniqueId>>): Policy {
  const bind = (entry: PrincipalEntry): PrincipalEntry => {
    const id = entry.type === "AWS" && Object.hasOwn(ids, entry.value) ? ids[entry.value] : undefined;
    return id === undefined ? entry : { ...entry, value: id };
  };
  const bindElement = (element: PrincipalElement): PrincipalElement => ({
    ...element,
    entries: element.entries.map(bind),
  });
  return {
    ...policy,
    statements: policy.statements.map((statement) =>
      statement.principal === undefined
        ? statement
        : { ...statement, principal: bindElement(statement.principal) },
    ),
  };
}
