/** What an account asks of passwords, as the details of `NewPasswordRequired` name it. */
export interface PasswordRules {
  readonly minimumPasswordLength?: number | undefined;
  readonly requireSymbols?: boolean | undefined;
  readonly requireNumbers?: boolean | undefined;
  readonly requireUppercaseCharacters?: boolean | undefined;
  readonly requireLowercaseCharacters?: boolean | undefined;
  /** How many of the last ones are refused: only the server knows them. */
  readonly passwordReusePrevention?: number | undefined;
  /** Of the four kinds of characters. */
  readonly minimumCharacterKinds?: number | undefined;
}

/** A rule that can be looked at while typing, and whether a password holds to it. */
export interface PasswordRule {
  readonly text: string;
  readonly holds: (password: string) => boolean;
}

/** IAM's signs: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html */
const SYMBOL = /[!@#$%^&*()_+\-=[\]{}|']/;
const KINDS = [/[A-Z]/, /[a-z]/, /[0-9]/, SYMBOL] as const;

/** AWS's where the account says nothing. */
const LENGTH_MIN = 8;

/** Each rule of the account's that can be looked at while typing. */
export function listRules(rules: PasswordRules): readonly PasswordRule[] {
  const { minimumPasswordLength: length = LENGTH_MIN, minimumCharacterKinds: kinds } = rules;
  const [upper, lower, digit] = KINDS;
  const all: readonly (readonly [boolean | undefined, string, PasswordRule["holds"]])[] = [
    [true, `At least ${length} characters`, (password) => password.length >= length],
    [rules.requireUppercaseCharacters, "An upper case letter (A to Z)", (password) => upper.test(password)],
    [rules.requireLowercaseCharacters, "A lower case letter (a to z)", (password) => lower.test(password)],
    [rules.requireNumbers, "A digit", (password) => digit.test(password)],
    [
      rules.requireSymbols,
      "One of ! @ # $ % ^ & * ( ) _ + - = [ ] { } | '",
      (password) => SYMBOL.test(password),
    ],
    [
      kinds !== undefined,
      `${kinds ?? 0} of: upper case, lower case, digits, signs`,
      (password) => KINDS.filter((kind) => kind.test(password)).length >= (kinds ?? 0),
    ],
  ];
  return all.filter(([isAsked]) => isAsked === true).map(([, text, holds]) => ({ text, holds }));
}
