import { useManagedPolicies } from "../../../patterns/policy-picker/use-policy-words.ts";
import { readPolicy } from "../../../patterns/policy-words/read-policy.ts";
import type { PicturedRole } from "../../../patterns/role-picture/pictured-role.ts";
import { useOwnAccount } from "../../../patterns/use-own-account.ts";
import type { RoleDraft } from "./role-draft.ts";
import { trustPolicyText } from "./trust-policy.ts";

/** The role that the draft comes to, to be drawn. */
export function usePicturedDraft(draft: RoleDraft): PicturedRole {
  const accountId = useOwnAccount();
  const { policies, boundary, name, seconds } = draft;
  const read = useManagedPolicies(boundary === undefined ? policies : [...policies, boundary]);
  const policyOf = (arn: string) => {
    const found = read.get(arn);
    return found === "denied" ? undefined : found;
  };
  return {
    name: name === "" ? "this role" : name,
    title: name === "" ? "your role" : name,
    trust: readPolicy(trustPolicyText(draft, accountId), "trust"),
    policies: policies
      .filter((arn) => read.has(arn))
      .map((arn) => ({ name: arn.slice(arn.lastIndexOf("/") + 1), policy: policyOf(arn) })),
    boundary: boundary === undefined ? undefined : policyOf(boundary),
    maxSessionSeconds: seconds,
  };
}
