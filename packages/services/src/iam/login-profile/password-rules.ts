/** What a new password must be like. Source: IAM User Guide, "Setting an account password policy for IAM users". */
import {
  brokenPasswordRules,
  DEFAULT_PASSWORD_POLICY,
  type PasswordPolicy,
  type PasswordRule,
} from "@rolecall/credentials";
import type { AccountRecord } from "@rolecall/store";
import { passwordPolicyViolation } from "../error.ts";

/** How AWS words each rule; where several are broken, the first is told. */
const MESSAGES: Readonly<Record<PasswordRule, (policy: PasswordPolicy) => string>> = {
  minimumLength: (policy) => `Password should have a minimum length of ${policy.minimumPasswordLength}`,
  maximumLength: () => "Password is too long",
  symbols: () => "Password should have at least one symbol",
  numbers: () => "Password should have at least one number",
  uppercase: () => "Password should have at least one uppercase letter",
  lowercase: () => "Password should have at least one lowercase letter",
  kinds: () =>
    "Password should have at least three of these: uppercase letters, lowercase letters, numbers, symbols",
};

/**
 * Checks a new password against the account's password policy, or against AWS's default where it has none. Messages tell the
 * rule, never the password.
 * @throws PasswordPolicyViolation
 */
export function checkPassword(password: string, account: AccountRecord): void {
  const policy = account.passwordPolicy ?? DEFAULT_PASSWORD_POLICY;
  const [broken] = brokenPasswordRules(password, policy);
  if (broken !== undefined) throw passwordPolicyViolation(MESSAGES[broken](policy));
  if (account.passwordPolicy === undefined && isAccountsOwn(password, account)) {
    throw passwordPolicyViolation("Password should not be the account's name or email address");
  }
}

/** What the default policy forbids besides: what everybody can guess. */
function isAccountsOwn(password: string, { name, email }: AccountRecord): boolean {
  const folded = password.toLowerCase();
  return folded === name.toLowerCase() || folded === email.toLowerCase();
}
