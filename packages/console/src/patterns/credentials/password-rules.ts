import { useOperation } from "../../session/use-operation.ts";

/** A rule of the account's for passwords, and whether one holds to it. */
export interface PasswordRule {
  readonly text: string;
  readonly holds: (password: string) => boolean;
}

interface PasswordPolicy {
  readonly MinimumPasswordLength?: number | undefined;
  readonly RequireSymbols?: boolean | undefined;
  readonly RequireNumbers?: boolean | undefined;
  readonly RequireUppercaseCharacters?: boolean | undefined;
  readonly RequireLowercaseCharacters?: boolean | undefined;
  readonly PasswordReusePrevention?: number | undefined;
}

/** IAM's signs: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html */
const SYMBOL = /[!@#$%^&*()_+\-=[\]{}|']/;

/** Rules that can be looked at while typing. */
export function rulesOf(policy: PasswordPolicy | undefined): readonly PasswordRule[] {
  const length = policy?.MinimumPasswordLength ?? 8;
  const rules: readonly (PasswordRule & { readonly isAsked: boolean | undefined })[] = [
    { isAsked: true, text: `At least ${length} characters`, holds: (password) => password.length >= length },
    {
      isAsked: policy?.RequireUppercaseCharacters,
      text: "An upper case letter (A to Z)",
      holds: (password) => /[A-Z]/.test(password),
    },
    {
      isAsked: policy?.RequireLowercaseCharacters,
      text: "A lower case letter (a to z)",
      holds: (password) => /[a-z]/.test(password),
    },
    { isAsked: policy?.RequireNumbers, text: "A digit", holds: (password) => /[0-9]/.test(password) },
    {
      isAsked: policy?.RequireSymbols,
      text: "One of ! @ # $ % ^ & * ( ) _ + - = [ ] { } | '",
      holds: (password) => SYMBOL.test(password),
    },
    {
      isAsked: policy === undefined,
      text: "Three of: upper case, lower case, digits, signs",
      holds: (password) =>
        [/[A-Z]/, /[a-z]/, /[0-9]/, SYMBOL].filter((kind) => kind.test(password)).length >= 3,
    },
  ];
  return rules.filter(({ isAsked }) => isAsked === true);
}

/** The rules of the account; AWS's default where it has none of its own, or where they may not be read. */
export function usePasswordRules(isAsked: boolean): {
  readonly rules: readonly PasswordRule[];
  readonly lengthMin: number;
  readonly reuse: number | undefined;
} {
  const { data } = useOperation("iam", "GetAccountPasswordPolicy", isAsked ? {} : undefined);
  const policy = data?.PasswordPolicy;
  return {
    rules: rulesOf(policy),
    lengthMin: policy?.MinimumPasswordLength ?? 8,
    reuse: policy?.PasswordReusePrevention,
  };
}
