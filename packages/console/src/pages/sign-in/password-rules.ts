/** What an account asks of passwords, in the details of `NewPasswordRequired`. */
export interface PasswordRules {
  readonly minimumPasswordLength?: number;
  readonly requireSymbols?: boolean;
  readonly requireNumbers?: boolean;
  readonly requireUppercaseCharacters?: boolean;
  readonly requireLowercaseCharacters?: boolean;
  readonly passwordReusePrevention?: number;
  /** Of the four kinds of characters. */
  readonly minimumCharacterKinds?: number;
}

/** A rule in words, and whether a password keeps it; undefined where only the server knows. */
export interface JudgedRule {
  readonly text: string;
  readonly isKept: boolean | undefined;
}

/** AWS's symbols: IAM User Guide, "Custom password policy options". */
const SYMBOLS = /[!@#$%^&*()_+\-=[\]{}|']/;

/** Each rule of the account, held against what is typed. */
export function judgePassword(rules: PasswordRules, password: string): readonly JudgedRule[] {
  const {
    minimumPasswordLength: length = 8,
    passwordReusePrevention: last,
    minimumCharacterKinds: kinds,
  } = rules;
  const asked: readonly (readonly [boolean | undefined, string, boolean | undefined])[] = [
    [true, `At least ${length} characters`, password.length >= length],
    [rules.requireUppercaseCharacters, "A capital letter (A to Z)", /[A-Z]/.test(password)],
    [rules.requireLowercaseCharacters, "A small letter (a to z)", /[a-z]/.test(password)],
    [rules.requireNumbers, "A digit", /\d/.test(password)],
    [rules.requireSymbols, "A symbol, such as ! or _", SYMBOLS.test(password)],
    [
      kinds !== undefined,
      `${kinds ?? 0} of: capital letters, small letters, digits, symbols`,
      countKinds(password) >= (kinds ?? 0),
    ],
    [last !== undefined, `None of your last ${last ?? 0} passwords`, undefined],
  ];
  return asked.filter(([isAsked]) => isAsked === true).map(([, text, isKept]) => ({ text, isKept }));
}

function countKinds(password: string): number {
  return [/[A-Z]/, /[a-z]/, /\d/, SYMBOLS].filter((kind) => kind.test(password)).length;
}
