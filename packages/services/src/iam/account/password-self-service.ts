import type { IdentifiedCaller, Requirement, ResourcePolicyRequirement } from "@rolecall/access";
import { compilePolicy, compilePolicySet, parsePolicy } from "@rolecall/policy";
import type { PasswordPolicy } from "@rolecall/store";

/**
 * With AllowUsersToChangePassword, IAM grants two actions to every user at the level of the account, without a policy on any
 * of them. It is told to the engine as a resource policy, so that an explicit deny still wins.
 * Source: IAM User Guide, "Setting an account password policy for IAM users", "Allow users to change their own password".
 */
const GRANT_TO_EVERY_USER = JSON.stringify({
  Version: "2012-10-17",
  Statement: {
    Effect: "Allow",
    Principal: { AWS: "*" },
    Action: ["iam:ChangePassword", "iam:GetAccountPasswordPolicy"],
    Resource: "*",
  },
});

let grant: ResourcePolicyRequirement | undefined;

/** Made when it is first asked for: most accounts never do. */
function grantToEveryUser(): ResourcePolicyRequirement {
  if (grant !== undefined) return grant;
  const parsed = parsePolicy(GRANT_TO_EVERY_USER, "resource");
  if (!parsed.ok) throw new Error("The grant of ChangePassword does not parse.");
  grant = { set: compilePolicySet([compilePolicy(parsed.policy)]), required: false };
  return grant;
}

/** What a requirement of ChangePassword and GetAccountPasswordPolicy has besides: the account's own grant, where it gives one. */
export function allowedToEveryUser(
  caller: IdentifiedCaller,
  policy: PasswordPolicy | undefined,
): Pick<Requirement, "resourcePolicy"> {
  const isAllowed = caller.kind === "user" && policy?.allowUsersToChangePassword === true;
  return isAllowed ? { resourcePolicy: grantToEveryUser() } : {};
}
