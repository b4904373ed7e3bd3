import type { IdentifiedCaller, Requirement } from "@rolecall/access";
import type { PasswordPolicy } from "@rolecall/store";
import { standingGrant } from "../standing-grant.ts";

/**
 * With AllowUsersToChangePassword, IAM grants two actions to every user.
 * Source: IAM User Guide, "Setting an account password policy for IAM users", "Allow users to change their own password".
 */
const grantToEveryUser = standingGrant(["iam:ChangePassword", "iam:GetAccountPasswordPolicy"]);

/** What a requirement of ChangePassword and GetAccountPasswordPolicy has besides: the account's own grant, where it gives one. */
export function allowedToEveryUser(
  caller: IdentifiedCaller,
  policy: PasswordPolicy | undefined,
): Pick<Requirement, "resourcePolicy"> {
  const isAllowed = caller.kind === "user" && policy?.allowUsersToChangePassword === true;
  return isAllowed ? grantToEveryUser() : {};
}
