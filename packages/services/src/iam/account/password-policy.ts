/** Source: IAM User Guide, "Setting an account password policy for IAM users". */

import type { PasswordPolicy as WirePasswordPolicy } from "@rolecall/contracts/iam";
import type { PasswordPolicy } from "@rolecall/store";
import { iam } from "../define.ts";
import { iamError } from "../error.ts";
import { anything } from "../on.ts";
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

/** AWS's default where nothing is said: looser than what holds without any policy. */
const DEFAULT_MINIMUM_LENGTH = 6;

/** Replaces the whole policy: what is left out goes back to its default. */
export const updateAccountPasswordPolicy = iam.write("UpdateAccountPasswordPolicy", {
  on: anything,
  perform: async ({ call }) => {
    const { input } = call;
    const passwordPolicy: PasswordPolicy = {
      minimumPasswordLength: input.MinimumPasswordLength ?? DEFAULT_MINIMUM_LENGTH,
      requireSymbols: input.RequireSymbols ?? false,
      requireNumbers: input.RequireNumbers ?? false,
      requireUppercaseCharacters: input.RequireUppercaseCharacters ?? false,
      requireLowercaseCharacters: input.RequireLowercaseCharacters ?? false,
      allowUsersToChangePassword: input.AllowUsersToChangePassword ?? false,
      ...(input.MaxPasswordAge !== undefined && { maxPasswordAgeDays: input.MaxPasswordAge }),
      ...(input.PasswordReusePrevention !== undefined && {
        passwordReusePrevention: input.PasswordReusePrevention,
      }),
      ...(input.HardExpiry !== undefined && { hardExpiry: input.HardExpiry }),
    };
    await call.tx.accounts.update({ ...(await callersAccount(call)), passwordPolicy });
    return {};
  },
});

export const deleteAccountPasswordPolicy = iam.write("DeleteAccountPasswordPolicy", {
  on: anything,
  perform: async ({ call }) => {
    const { passwordPolicy, ...account } = await callersAccount(call);
    if (passwordPolicy === undefined) {
      throw iamError("NoSuchEntity", "The account policy with name PasswordPolicy cannot be found.");
    }
    await call.tx.accounts.update(account);
    return {};
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
