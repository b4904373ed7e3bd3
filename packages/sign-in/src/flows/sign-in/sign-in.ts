import type { MfaDeviceRecord } from "@rolecall/store";
import type { BegunSession } from "../../browser-session/begin-session.ts";
import { beginSession } from "../../browser-session/begin-session.ts";
import type { Attempt, Proven } from "../../methods/method.ts";
import { FIRST_FACTORS, LAST_STEPS, SECOND_FACTORS } from "../../methods/methods.ts";
import type { SignInParts } from "../../parts.ts";
import { type OfferedDevice, refused, SignInRefusal } from "../../refusal.ts";

/** Twelve hours, as of AWS's users. Source: IAM User Guide, "Switch from a user to an IAM role (console)", role sessions. */
const SESSION_MS = 12 * 3_600_000;

/** Somebody who was let in. */
export interface SignedIn extends BegunSession {
  readonly proven: Proven;
}

/**
 * Lets somebody in who proves who it is: by one first factor, by a second where it has devices, and once nothing is left to do. Nothing
 * is kept between two attempts: a page sends all of it again with what was missing.
 * @throws SignInRefusal
 */
export async function signIn(parts: SignInParts, attempt: Attempt): Promise<SignedIn> {
  const first = FIRST_FACTORS.find(({ takes }) => takes(attempt.given));
  if (first === undefined) throw refused();
  let proven = await proveDevice(parts, await first.prove(parts, attempt), attempt);
  for (const step of LAST_STEPS) proven = await step.pass(parts, proven, attempt);
  const { principal, proofs } = proven;
  const { account, ownerId, kind: ownerKind } = principal;
  const owner = { accountId: account.id, ownerKind, ownerId, principalId: ownerId };
  const { device, now } = attempt;
  const begun = await beginSession(parts, { owner, proofs, device, now, expiresAt: now + SESSION_MS });
  return { ...begun, proven };
}

/** A device that no method knows how to ask is asked for all the same: whoever has one is not let in without. */
async function proveDevice(parts: SignInParts, proven: Proven, attempt: Attempt): Promise<Proven> {
  const { principal, proofs } = proven;
  if (principal.devices.length === 0 || proofs.some(({ kind }) => kind === "mfaDevice")) return proven;
  const about = { principal, accountId: principal.account.id };
  const second = SECOND_FACTORS.find(({ takes }) => takes(attempt.given));
  if (second === undefined)
    throw new SignInRefusal("MfaRequired", { devices: principal.devices.map(offer) }, about);
  return { principal, proofs: [...proofs, await second.prove(parts, principal, attempt)] };
}

function offer(device: MfaDeviceRecord): OfferedDevice {
  const { serialNumber } = device;
  return { serialNumber, kind: device.kind === "securityKey" ? "passkey" : "totp" };
}
