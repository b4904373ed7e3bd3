/** Codes that follow the clock. Sources: RFC 4226 (HOTP), RFC 6238 (TOTP). */
import { createHmac } from "node:crypto";
import type { RandomBytes } from "../random-bytes.ts";

const STEP_MS = 30_000;
const DIGITS = 6;
const MODULUS = 10 ** DIGITS;

/** 320 bits: 64 letters of Base32, as AWS's virtual devices have. */
const SEED_BYTES = 40;

/** The secret of a device that shows codes. Never in a log, a message or an error. */
export type TotpSeed = Uint8Array & { readonly __brand: "TotpSeed" };

export function newTotpSeed(random: RandomBytes): TotpSeed {
  return random(SEED_BYTES) as TotpSeed;
}

/** RFC 4226, section 4, asks for 128 bits of a shared secret. @returns undefined for fewer */
export function toTotpSeed(bytes: Uint8Array): TotpSeed | undefined {
  return bytes.length < 16 ? undefined : (bytes as TotpSeed);
}

/** How many whole steps of 30 seconds are behind us since 1970. */
export function totpStep(nowMs: number): number {
  return Math.floor(nowMs / STEP_MS);
}

/** The code of a step as a number, by HMAC-SHA-1. @param step a whole number that is not negative */
export function totpNumber(seed: TotpSeed, step: number): number {
  const counter = Buffer.allocUnsafe(8);
  counter.writeUInt32BE(Math.floor(step / 2 ** 32), 0);
  counter.writeUInt32BE(step % 2 ** 32, 4);
  const digest = createHmac("sha1", seed).update(counter).digest();
  // Dynamic truncation: the last four bits tell where the 31 bits are that count (RFC 4226, section 5.3).
  const offset = (digest[digest.length - 1] as number) & 15;
  return (digest.readUInt32BE(offset) & 0x7f_ff_ff_ff) % MODULUS;
}

/** The six digits of a step. */
export function totpCode(seed: TotpSeed, step: number): string {
  return String(totpNumber(seed, step)).padStart(DIGITS, "0");
}

/** Undefined for what has not six digits. */
export function parseTotpCode(code: string): number | undefined {
  return /^[0-9]{6}$/.test(code) ? Number(code) : undefined;
}
