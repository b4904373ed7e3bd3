import { PASSWORD_MAX_LENGTH } from "./password-hash.ts";
import type { RandomBytes } from "./random-bytes.ts";

/**
 * What an account asks of its users' passwords.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html
 */
export interface PasswordPolicy {
  readonly minimumPasswordLength: number;
  readonly requireSymbols: boolean;
  readonly requireNumbers: boolean;
  readonly requireUppercaseCharacters: boolean;
  readonly requireLowercaseCharacters: boolean;
  /** How many of the four kinds of characters there must be, whichever they are. Absent: no matter. */
  readonly minimumCharacterKinds?: number;
}

/** What holds in an account that has set no policy. */
export const DEFAULT_PASSWORD_POLICY: PasswordPolicy = {
  minimumPasswordLength: 8,
  requireSymbols: false,
  requireNumbers: false,
  requireUppercaseCharacters: false,
  requireLowercaseCharacters: false,
  minimumCharacterKinds: 3,
};

/** A rule that a password breaks. */
export type PasswordRule =
  | "minimumLength"
  | "maximumLength"
  | "symbols"
  | "numbers"
  | "uppercase"
  | "lowercase"
  | "kinds";

type CharacterKind = "symbols" | "numbers" | "uppercase" | "lowercase";

/** The characters of each kind, as IAM lists them. */
const CHARACTERS: Readonly<Record<CharacterKind, string>> = {
  symbols: "!@#$%^&*()_+-=[]{}|'",
  numbers: "0123456789",
  uppercase: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  lowercase: "abcdefghijklmnopqrstuvwxyz",
};

const KINDS = Object.keys(CHARACTERS) as readonly CharacterKind[];

const REQUIREMENTS: Readonly<Record<CharacterKind, (policy: PasswordPolicy) => boolean>> = {
  symbols: (policy) => policy.requireSymbols,
  numbers: (policy) => policy.requireNumbers,
  uppercase: (policy) => policy.requireUppercaseCharacters,
  lowercase: (policy) => policy.requireLowercaseCharacters,
};

function hasKind(password: string, kind: CharacterKind): boolean {
  for (const character of password) if (CHARACTERS[kind].includes(character)) return true;
  return false;
}

/** The rules that a password breaks; none if it will do. Lengths count characters, not UTF-16 units. */
export function brokenPasswordRules(password: string, policy: PasswordPolicy): readonly PasswordRule[] {
  const broken: PasswordRule[] = [];
  const length = [...password].length;
  if (length < policy.minimumPasswordLength) broken.push("minimumLength");
  if (password.length > PASSWORD_MAX_LENGTH) broken.push("maximumLength");
  const kinds = KINDS.filter((kind) => hasKind(password, kind));
  for (const kind of KINDS) {
    if (REQUIREMENTS[kind](policy) && !kinds.includes(kind)) broken.push(kind);
  }
  if (kinds.length < (policy.minimumCharacterKinds ?? 0)) broken.push("kinds");
  return broken;
}

export function passwordSatisfiesPolicy(password: string, policy: PasswordPolicy): boolean {
  return brokenPasswordRules(password, policy).length === 0;
}

const NEW_PASSWORD_LENGTH = 20;

/** A number below `bound` (at most 256), each as likely as the other. */
function randomBelow(bound: number, random: RandomBytes): number {
  const limit = 256 - (256 % bound);
  for (;;) {
    // A remainder of all 256 values would favour the small ones.
    const byte = random(1)[0] as number;
    if (byte < limit) return byte % bound;
  }
}

/** A new random password that satisfies any policy of its length: it has characters of all four kinds. */
export function newPassword(policy: PasswordPolicy, random: RandomBytes): string {
  const length = Math.max(NEW_PASSWORD_LENGTH, policy.minimumPasswordLength);
  const characters = Object.values(CHARACTERS).join("");
  for (;;) {
    // Drawing again until it fits leaves every fitting password as likely as any other; 4 in 5 fit at once.
    const drawn = Array.from({ length }, () => characters[randomBelow(characters.length, random)]).join("");
    if (KINDS.every((kind) => hasKind(drawn, kind))) return drawn;
  }
}
