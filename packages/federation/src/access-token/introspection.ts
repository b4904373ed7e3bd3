/** What is asked about an access token, and what the answer says. Source: RFC 7662, OAuth 2.0 Token Introspection. */
import { memberOf, readJsonObject } from "../json-object.ts";

/** Whom an access token speaks of. */
export interface AccessTokenIdentity {
  /** The application that it was given to. */
  readonly appId: string;
  /** The user, as the provider tells users apart. */
  readonly userId: string;
}

/** What a token looks like to everybody but its provider: printable, without blanks. Source: RFC 6750, 2.1, and Amazon's `Atza|`. */
export function isAccessToken(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}

/** The request's body. */
export function introspectionForm(token: string): string {
  return new URLSearchParams({ token, token_type_hint: "access_token" }).toString();
}

/** Names become condition keys, and stay with the session. */
const NAME_MAX_LENGTH = 255;

function isName(value: unknown): value is string {
  return typeof value === "string" && /^[\x21-\x7e]+$/.test(value) && value.length <= NAME_MAX_LENGTH;
}

/**
 * @param now in seconds
 * @returns "inactive" for what is no token of the provider's, or no longer; undefined for an answer that is none
 */
export function readIntrospection(
  bytes: Uint8Array,
  now: number,
): AccessTokenIdentity | "inactive" | undefined {
  const answer = readJsonObject(bytes);
  const isActive = answer && memberOf(answer, "active");
  if (isActive === false) return "inactive";
  if (answer === undefined || isActive !== true) return undefined;
  const [appId, userId, expiresAt] = ["client_id", "sub", "exp"].map((name) => memberOf(answer, name));
  if (!isName(appId) || !isName(userId)) return undefined;
  if (expiresAt !== undefined && typeof expiresAt !== "number") return undefined;
  return expiresAt !== undefined && expiresAt <= now ? "inactive" : { appId, userId };
}
