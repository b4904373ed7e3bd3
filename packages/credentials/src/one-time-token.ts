/**
 * Tokens that are good once, for minutes: what they are for, a dot, and 32 random bytes in base64url. Nobody keeps one but who was
 * given it; what is kept is its digest.
 */
import { createHash, timingSafeEqual } from "node:crypto";
import type { RandomBytes } from "./random-bytes.ts";

const SECRET_BYTES = 32;

/** @param subject without a dot */
export function newOneTimeToken(subject: string, random: RandomBytes): string {
  return `${subject}.${Buffer.from(random(SECRET_BYTES)).toString("base64url")}`;
}

/** SHA-256 in base64url: the token has so many bits by chance that nobody finds it by its digest. */
export function oneTimeTokenDigest(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

/** Takes as long whichever part is wrong. */
export function isOneTimeToken(token: string, digest: string): boolean {
  const given = Buffer.from(oneTimeTokenDigest(token));
  const kept = Buffer.from(digest);
  return given.length === kept.length && timingSafeEqual(given, kept);
}
