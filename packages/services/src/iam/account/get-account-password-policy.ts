import type { PasswordPolicy as WirePasswordPolicy } from "@rolecall/contracts/iam";
import type { On } from "@rolecall/operations";
import type { PasswordPolicy } from "@rolecall/store";
import { iam } from "../define.ts";
import { iamError } from "../error.ts";
import { callersAccount } from "./account-record.ts";
import { allowedToEveryUser } from "./password-self-service.ts";

/** Every user may see it where the policy lets users change their passwords. */
const passwordPolicy: On<unknown, PasswordPolicy | undefined, PasswordPolicy> = {
  find: async (call) => (await callersAccount(call)).passwordPolicy,
  permission: ({ caller }, policy) => ({ resource: "*", ...allowedToEveryUser(caller, policy) }),
  take(policy, { caller }) {
    if (policy !== undefined) return policy;
    const message = `The Password Policy with domain name ${caller.accountId} cannot be found.`;
    throw iamError("NoSuchEntity", message);
  },
};

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountPasswordPolicy.html */
export const getAccountPasswordPolicy = iam.read("GetAccountPasswordPolicy", {
  on: passwordPolicy,
  perform: async ({ target }) => ({ PasswordPolicy: passwordPolicyToWire(target) }),
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
