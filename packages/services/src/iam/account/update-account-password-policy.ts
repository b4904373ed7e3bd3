import { anything } from "@rolecall/operations";
/** Source: IAM User Guide, "Setting an account password policy for IAM users". */
import type { PasswordPolicy } from "@rolecall/store";
import { iam } from "../define.ts";
import { callersAccount } from "./account-record.ts";

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
