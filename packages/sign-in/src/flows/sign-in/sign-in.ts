import { forgiveTries, sealKnownDevice, takeTryBack } from "@rolecall/access";
import type { MfaDeviceRecord } from "@rolecall/store";
import type { BegunSession } from "../../browser-session/begin-session.ts";
import { beginSession } from "../../browser-session/begin-session.ts";
import { identityOf } from "../../lock-out/try-of.ts";
import type { Attempt, Proven } from "../../methods/method.ts";
import { FIRST_FACTORS, LAST_STEPS, SECOND_FACTORS } from "../../methods/methods.ts";
import type { SignInParts } from "../../parts.ts";
import { type OfferedDevice, type RefusalCode, refused, SignInRefusal } from "../../refusal.ts";

/** Twelve hours, as of AWS's users. Source: IAM User Guide, "Switch from a user to an IAM role (console)", role sessions. */
const SESSION_MS = 12 * 3_600_000;

/** Somebody who was let in. */
export interface SignedIn extends BegunSession {
  readonly proven: Proven;
  /** For a cookie of its own: strangers' tries do not keep this browser out from now on. */
  readonly knownDevice: string;
}

/** Told to who knew the password: what was sent was no guess. */
const NO_GUESS: ReadonlySet<RefusalCode> = new Set([
  "MfaRequired",
  "NewPasswordRequired",
  "NewPasswordRefused",
  "PasswordExpired",
]);

/**
 * Lets somebody in who proves who it is: by one first factor, by a second where it has devices, and once nothing is left to do. Nothing
 * is kept between two attempts: a page sends all of it again with what was missing.
 * @throws SignInRefusal
 */
export async function signIn(parts: SignInParts, attempt: Attempt): Promise<SignedIn> {
  const first = FIRST_FACTORS.find(({ takes }) => takes(attempt.given));
  if (first === undefined) throw refused();
  const proven = await proveRest(parts, await first.prove(parts, attempt), attempt);
  const { principal, proofs, tried } = proven;
  const { account, ownerId, kind: ownerKind } = principal;
  const owner = { accountId: account.id, ownerKind, ownerId, principalId: ownerId };
  const { device, now } = attempt;
  const begun = await beginSession(parts, { owner, proofs, device, now, expiresAt: now + SESSION_MS });
  if (tried !== undefined) await forgiveTries(parts.store, tried);
  const sealing = { deviceId: tried?.deviceId, now, random: parts.random };
  return { ...begun, proven, knownDevice: sealKnownDevice(parts.keys, identityOf(principal), sealing) };
}

/** All behind the first factor. A wrong code stays counted as the wrong password would be. */
async function proveRest(parts: SignInParts, first: Proven, attempt: Attempt): Promise<Proven> {
  const { tried } = first;
  try {
    let proven = await proveDevice(parts, first, attempt);
    for (const step of LAST_STEPS) proven = await step.pass(parts, proven, attempt);
    return proven;
  } catch (error) {
    const isNoGuess = error instanceof SignInRefusal && NO_GUESS.has(error.code);
    if (isNoGuess && tried !== undefined) await takeTryBack(parts.store, tried);
    throw error;
  }
}

/** A device that no method knows how to ask is asked for all the same: whoever has one is not let in without. */
async function proveDevice(parts: SignInParts, proven: Proven, attempt: Attempt): Promise<Proven> {
  const { principal, proofs } = proven;
  if (principal.devices.length === 0 || proofs.some(({ kind }) => kind === "mfaDevice")) return proven;
  const about = { principal, accountId: principal.account.id };
  const second = SECOND_FACTORS.find(({ takes }) => takes(attempt.given));
  if (second === undefined)
    throw new SignInRefusal("MfaRequired", { devices: principal.devices.map(offer) }, about);
  return { ...proven, proofs: [...proofs, await second.prove(parts, principal, attempt)] };
}

function offer(device: MfaDeviceRecord): OfferedDevice {
  const { serialNumber } = device;
  return { serialNumber, kind: device.kind === "securityKey" ? "passkey" : "totp" };
}
