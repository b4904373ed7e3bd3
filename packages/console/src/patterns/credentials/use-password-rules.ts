import type { OutputOf } from "../../session/call-operation.ts";
import { useOperation } from "../../session/use-operation.ts";
import type { PasswordRules } from "./password-rules.ts";

/**
 * What IAM asks where an account has no policy of its own: three of the four kinds.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html
 */
const DEFAULT_RULES: PasswordRules = { minimumPasswordLength: 8, minimumCharacterKinds: 3 };

/** The rules of the account; AWS's default where it has none of its own, or where they may not be read. */
export function usePasswordRules(isAsked: boolean): PasswordRules {
  const { data } = useOperation("iam", "GetAccountPasswordPolicy", isAsked ? {} : undefined);
  return data === undefined ? DEFAULT_RULES : rulesOf(data.PasswordPolicy);
}

function rulesOf(policy: OutputOf<"iam", "GetAccountPasswordPolicy">["PasswordPolicy"]): PasswordRules {
  return {
    minimumPasswordLength: policy.MinimumPasswordLength,
    requireSymbols: policy.RequireSymbols,
    requireNumbers: policy.RequireNumbers,
    requireUppercaseCharacters: policy.RequireUppercaseCharacters,
    requireLowercaseCharacters: policy.RequireLowercaseCharacters,
    passwordReusePrevention: policy.PasswordReusePrevention,
  };
}
