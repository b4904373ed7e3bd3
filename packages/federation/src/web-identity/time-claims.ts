/** When a token may be used. Source: IAM User Guide, "Create an OpenID Connect identity provider"; the words are recorded. */
import { type JsonObject, memberOf } from "../json-object.ts";
import { expired, invalid } from "./token-refusal.ts";

/** How far an issuer's clock may be off, on every side (recorded). */
const LEEWAY_SECONDS = 300;

/**
 * @param now in seconds
 * @throws TokenRefusal where the token is expired, or of a time that has not come
 */
export function checkTimes(claims: JsonObject, now: number): void {
  const expiresAt = readTime(memberOf(claims, "exp"));
  const issuedAt = readTime(memberOf(claims, "iat"));
  const notBefore = Object.hasOwn(claims, "nbf") ? readTime(memberOf(claims, "nbf")) : undefined;
  const [early, late] = [now - LEEWAY_SECONDS, now + LEEWAY_SECONDS];
  if (early >= expiresAt) {
    throw expired(
      `Token expired: current date/time ${early} must be before the expiration date/time ${expiresAt}`,
    );
  }
  if (issuedAt > late) throw invalid(`Token issued in the future: ${issuedAt}`);
  if (notBefore !== undefined && notBefore > late) {
    throw invalid(
      `Token not yet valid: current date/time ${late} must be after or equal to the not-before date/time ${notBefore}`,
    );
  }
}

/** Whole seconds, as a number or as its digits (recorded); none that a number cannot hold exactly. */
function readTime(value: unknown): number {
  const seconds = typeof value === "string" && /^-?[0-9]{1,16}$/.test(value) ? Number(value) : value;
  if (typeof seconds !== "number" || !Number.isSafeInteger(seconds))
    throw invalid("Invalid timestamp in token claims.");
  return seconds;
}
