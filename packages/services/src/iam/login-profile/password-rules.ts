/** What a new password must be like. Source: IAM User Guide, "Setting an account password policy for IAM users". */
import type { AccountRecord, PasswordPolicy } from "@rolecall/store";
import { passwordPolicyViolation } from "../error.ts";

const LOWERCASE = /[a-z]/;
const UPPERCASE = /[A-Z]/;
const NUMBER = /[0-9]/;
/** Just these count, though others are allowed. */
const SYMBOL = /[!@#$%^&*()_+\-=[\]{}|']/;

interface Rule {
  isBroken(password: string, policy: PasswordPolicy): boolean;
  message(policy: PasswordPolicy): string;
}

const RULES: readonly Rule[] = [
  {
    isBroken: (password, policy) => lengthOf(password) < policy.minimumPasswordLength,
    message: (policy) => `Password should have a minimum length of ${policy.minimumPasswordLength}`,
  },
  {
    isBroken: (password, policy) => policy.requireUppercaseCharacters && !UPPERCASE.test(password),
    message: () => "Password should have at least one uppercase letter",
  },
  {
    isBroken: (password, policy) => policy.requireLowercaseCharacters && !LOWERCASE.test(password),
    message: () => "Password should have at least one lowercase letter",
  },
  {
    isBroken: (password, policy) => policy.requireSymbols && !SYMBOL.test(password),
    message: () => "Password should have at least one symbol",
  },
  {
    isBroken: (password, policy) => policy.requireNumbers && !NUMBER.test(password),
    message: () => "Password should have at least one number",
  },
];

/**
 * Checks a new password against the account's password policy, or against AWS's default where it has none. Messages tell the
 * rule, never the password.
 * @throws PasswordPolicyViolation
 */
export function checkPassword(password: string, account: AccountRecord): void {
  const { passwordPolicy: policy } = account;
  const complaint =
    policy === undefined
      ? defaultComplaint(password, account)
      : RULES.find((rule) => rule.isBroken(password, policy))?.message(policy);
  if (complaint !== undefined) throw passwordPolicyViolation(complaint);
}

/** The default asks for length and three of the four kinds of characters, and forbids what everybody can guess. */
const DEFAULT_MINIMUM_LENGTH = 8;
const DEFAULT_KINDS = 3;

function defaultComplaint(password: string, account: AccountRecord): string | undefined {
  if (lengthOf(password) < DEFAULT_MINIMUM_LENGTH) {
    return `Password should have a minimum length of ${DEFAULT_MINIMUM_LENGTH}`;
  }
  const kinds = [LOWERCASE, UPPERCASE, NUMBER, SYMBOL].filter((kind) => kind.test(password)).length;
  if (kinds < DEFAULT_KINDS) {
    return "Password should have at least three of these: uppercase letters, lowercase letters, numbers, symbols";
  }
  const folded = password.toLowerCase();
  const isGuessable = folded === account.name.toLowerCase() || folded === account.email.toLowerCase();
  return isGuessable ? "Password should not be the account's name or email address" : undefined;
}

function lengthOf(password: string): number {
  return [...password].length;
}
