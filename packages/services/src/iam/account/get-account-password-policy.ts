import type { PasswordPolicy as WirePasswordPolicy } from "@rolecall/contracts/iam";
import type { PasswordPolicy } from "@rolecall/store";
import { iam } from "../define.ts";
import { iamError } from "../error.ts";
import { callersAccount } from "./account-record.ts";
import { allowedToEveryUser } from "./password-self-service.ts";

/** Every user may see it where the policy lets users change their passwords. */
export const getAccountPasswordPolicy = iam.read("GetAccountPasswordPolicy", {
  resolve: async (call) => (await callersAccount(call)).passwordPolicy,
  requires: ({ caller }, policy) => [
    { action: "iam:GetAccountPasswordPolicy", resource: "*", ...allowedToEveryUser(caller, policy) },
  ],
  perform: async ({ call: { caller }, target: policy }) => {
    if (policy === undefined) {
      throw iamError(
        "NoSuchEntity",
        `The Password Policy with domain name ${caller.accountId} cannot be found.`,
      );
    }
    return { PasswordPolicy: passwordPolicyToWire(policy) };
  },
});

function passwordPolicyToWire(policy: PasswordPolicy): WirePasswordPolicy {
  const { maxPasswordAgeDays, passwordReusePrevention, hardExpiry } = policy;
  return {
    MinimumPasswordLength: policy.minimumPasswordLength,
    RequireSymbols: policy.requireSymbols,
    RequireNumbers: policy.requireNumbers,
    RequireUppercaseCharacters: policy.requireUppercaseCharacters,
    RequireLowercaseCharacters: policy.requireLowercaseCharacters,
    AllowUsersToChangePassword: policy.allowUsersToChangePassword,
    ExpirePasswords: maxPasswordAgeDays !== undefined,
    ...(maxPasswordAgeDays !== undefined && { MaxPasswordAge: maxPasswordAgeDays }),
    ...(passwordReusePrevention !== undefined && { PasswordReusePrevention: passwordReusePrevention }),
    ...(hardExpiry !== undefined && { HardExpiry: hardExpiry }),
  };
}
