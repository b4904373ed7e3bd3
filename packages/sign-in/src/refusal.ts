import type { AccountId } from "@rolecall/names";
import type { Principal } from "./principal/principal.ts";

/** Why a new password is asked for. */
export type NewPasswordReason = "first-use" | "expired" | "demanded";

/** Why a session is over. `role`: it is itself there, and what ended is the role that it switched to. */
export type EndReason = "unknown" | "expired" | "idle" | "credentials" | "identity" | "role";

/** A device that answers as the second factor. */
export interface OfferedDevice {
  readonly serialNumber: string;
  readonly kind: "totp" | "passkey";
}

/** What an account asks of new passwords, in UpdateAccountPasswordPolicy's words. */
export interface NewPasswordRules {
  readonly minimumPasswordLength: number;
  readonly requireSymbols: boolean;
  readonly requireNumbers: boolean;
  readonly requireUppercaseCharacters: boolean;
  readonly requireLowercaseCharacters: boolean;
  readonly minimumCharacterKinds?: number;
  readonly passwordReusePrevention?: number;
}

/** What each refusal tells besides. */
export interface RefusalDetails {
  readonly SignInRefused: object;
  readonly MfaRequired: { readonly devices: readonly OfferedDevice[] };
  readonly MfaRefused: object;
  readonly NewPasswordRequired: { readonly reason: NewPasswordReason; readonly rules: NewPasswordRules };
  readonly NewPasswordRefused: { readonly broken: readonly string[] };
  readonly PasswordExpired: object;
  readonly SessionEnded: { readonly reason: EndReason };
}

export type RefusalCode = keyof RefusalDetails;

/**
 * What people are told. INVARIANT: of who is unknown, what is wrong and who is locked out, one sentence is told; more only to who knew the
 * password.
 */
const MESSAGES: Readonly<Record<RefusalCode, string>> = {
  SignInRefused: "That account, user or password is not right.",
  MfaRequired: "This user signs in with a second factor: a code of an MFA device, or a passkey.",
  MfaRefused:
    "That code is not right or was used already. Codes change every 30 seconds; is this device's clock right?",
  NewPasswordRequired: "A new password has to be set before you can sign in.",
  NewPasswordRefused: "That password is not allowed here.",
  PasswordExpired: "This password has expired, and an administrator has to set a new one.",
  SessionEnded: "Your session has ended. Sign in again.",
};

/** Whom a refusal is about, for the record: nothing of it is told. */
export interface About {
  /** Absent where nobody is known by what was sent. */
  readonly principal?: Principal | undefined;
  readonly accountId?: AccountId | undefined;
}

/** Somebody is not let in, or not any more. The table of codes is closed: whoever answers one knows all of them. */
export class SignInRefusal<Code extends RefusalCode = RefusalCode> extends Error {
  readonly code: Code;
  readonly details: RefusalDetails[Code];
  readonly about: About;

  constructor(code: Code, details: RefusalDetails[Code], about: About = {}) {
    super(MESSAGES[code]);
    this.name = "SignInRefusal";
    this.code = code;
    this.details = details;
    this.about = about;
  }
}

export function refused(about: About = {}): SignInRefusal<"SignInRefused"> {
  return new SignInRefusal("SignInRefused", {}, about);
}

export function sessionEnded(reason: EndReason): SignInRefusal<"SessionEnded"> {
  return new SignInRefusal("SessionEnded", { reason });
}
