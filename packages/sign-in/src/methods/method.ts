import type { IdentifiedCaller, SignInTry } from "@rolecall/access";
import type { EpochMilliseconds, MfaDeviceRecord, SignInProof } from "@rolecall/store";
import type { SignInParts } from "../parts.ts";
import type { Who } from "../principal/find-principal.ts";
import type { Principal } from "../principal/principal.ts";
import type { OfferedDevice } from "../refusal.ts";

/** All that a page may send to sign in, in one form for all methods: each looks at what is its own. */
export interface Given {
  readonly who?: Who | undefined;
  readonly password?: string | undefined;
  readonly mfaCode?: string | undefined;
  readonly newPassword?: string | undefined;
  /** What a passkey answered, and what it was asked by. */
  readonly passkey?: { readonly flow: string; readonly response: unknown } | undefined;
}

/** Another password in the place of the one that was given, as a user itself sets it. */
export interface PasswordChange {
  readonly caller: IdentifiedCaller;
  readonly oldPassword: string;
  readonly newPassword: string;
}

/** `notAuthorized`: neither a policy nor the account lets the user change it. `broken`: what its account asks of passwords. */
export type PasswordVerdict = "changed" | "notAuthorized" | "reused" | "broken";

/** Where somebody signs in, for who looks at the sessions later. */
export interface Device {
  readonly userAgent: string;
  readonly address: string;
}

export interface Attempt {
  readonly given: Given;
  readonly device: Device;
  readonly now: EpochMilliseconds;
  /** What the browser keeps of having been let in before. */
  readonly knownDevice?: string | undefined;
  /** IAM's ChangePassword, by the pipeline that performs all. */
  readonly changePassword: (change: PasswordChange) => Promise<PasswordVerdict>;
}

/** Somebody who proved who it is, and by what. */
export interface Proven {
  readonly principal: Principal;
  readonly proofs: readonly SignInProof[];
  /** What the attempt was counted as, where it could be a guess. */
  readonly tried?: SignInTry;
}

/** A way to prove who one is. */
export interface FirstFactor {
  readonly takes: (given: Given) => boolean;
  /** @throws SignInRefusal: SignInRefused for whatever is wrong, in the same time */
  prove(parts: SignInParts, attempt: Attempt): Promise<Proven>;
}

/** A way to prove that one has a device, besides. */
export interface SecondFactor {
  readonly kind: OfferedDevice["kind"];
  /** Whether a device of the principal answers in this way. */
  readonly answers: (device: MfaDeviceRecord) => boolean;
  readonly takes: (given: Given) => boolean;
  /** @throws SignInRefusal: MfaRefused */
  prove(parts: SignInParts, principal: Principal, attempt: Attempt): Promise<SignInProof>;
}

/** Something that has to be done before somebody who proved everything is let in. */
export interface LastStep {
  /**
   * @returns what holds after it: another password is another proof
   * @throws SignInRefusal that says what is missing
   */
  pass(parts: SignInParts, proven: Proven, attempt: Attempt): Promise<Proven>;
}
