/**
 * What the cookie of a signed-in browser carries. Nobody keeps it but the browser; what is kept is its digest. The token against forged
 * requests follows from it: a page of ours is told it, and nobody who has not the cookie can know it.
 * Source: OWASP, "Session Management Cheat Sheet", session id entropy; "Cross-Site Request Forgery Prevention Cheat Sheet", HMAC tokens.
 */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { RandomBytes } from "./random-bytes.ts";

const SECRET_BYTES = 32;
const CSRF_PURPOSE = "rolecall browser csrf";

/** 256 bits, in base64url. */
export function newBrowserSecret(random: RandomBytes): string {
  return Buffer.from(random(SECRET_BYTES)).toString("base64url");
}

/** SHA-256 in base64url: the secret has so many bits by chance that nobody finds it by its digest. */
export function browserSecretDigest(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}

export function csrfTokenOf(secret: string): string {
  return createHmac("sha256", secret).update(CSRF_PURPOSE).digest("base64url");
}

/** Takes as long whichever part is wrong. */
export function isCsrfToken(secret: string, token: string): boolean {
  const given = Buffer.from(token);
  const right = Buffer.from(csrfTokenOf(secret));
  return given.length === right.length && timingSafeEqual(given, right);
}
