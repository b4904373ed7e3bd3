import type { InputOf, OutputOf } from "../../session/call-operation.ts";

export type PasswordRules = NonNullable<OutputOf<"iam", "GetAccountPasswordPolicy">["PasswordPolicy"]>;
export type NewPasswordRules = InputOf<"iam", "UpdateAccountPasswordPolicy">;

/** What holds where an account has no policy of its own. IAM User Guide, "Set an account password policy". */
export const DEFAULT_RULES: NewPasswordRules = {
  MinimumPasswordLength: 8,
  RequireSymbols: false,
  RequireNumbers: false,
  RequireUppercaseCharacters: false,
  RequireLowercaseCharacters: false,
  AllowUsersToChangePassword: false,
};

/** The rules as a policy of one's own is sent: what it does not say is what IAM takes for it. */
export function toInput({ ExpirePasswords: _, ...rules }: PasswordRules): NewPasswordRules {
  return rules;
}

const KINDS = [
  ["RequireUppercaseCharacters", "a capital letter"],
  ["RequireLowercaseCharacters", "a small letter"],
  ["RequireNumbers", "a digit"],
  ["RequireSymbols", "a sign such as ! or @"],
] as const;

/** The rules as sentences. */
export function sayRules(rules: NewPasswordRules): readonly string[] {
  const { MinimumPasswordLength: least = 6, MaxPasswordAge: days, PasswordReusePrevention: last } = rules;
  const needed = KINDS.filter(([name]) => rules[name] === true).map(([, words]) => words);
  const length = `A password has at least ${least} characters${needed.length > 0 ? ` and ${joinWords(needed)}` : ""}.`;
  const end =
    rules.HardExpiry === true ? "then an administrator has to set a new one" : "then a new one is asked for";
  return [
    length,
    days === undefined ? "It does not expire." : `It expires after ${days} days; ${end}.`,
    ...(last === undefined ? [] : [`The last ${last} cannot be used again.`]),
    rules.AllowUsersToChangePassword === true
      ? "Users may change their own."
      : "Users may change their own only where a policy allows it.",
  ];
}

function joinWords(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
