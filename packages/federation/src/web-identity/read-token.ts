/** From the text of a token to what it says, before anything is believed. Source: RFC 7515, RFC 7519, RFC 8725. */

import { readBase64Url } from "../base64url.ts";
import { type JsonObject, memberOf, readJsonObject } from "../json-object.ts";
import { type Algorithm, isAlgorithm } from "../key-sets/algorithms.ts";
import { notJwt } from "./token-refusal.ts";

/** Characters. Source: STS API Reference, AssumeRoleWithWebIdentity, WebIdentityToken. */
const TOKEN_MAX_LENGTH = 20_000;

/** A token as it was written. INVARIANT: `claims` were read from the very bytes that the signature is over. */
export interface ReadToken {
  /** What the signature is over: header and payload, as they were sent. */
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
  readonly algorithm: Algorithm;
  /** As the header has it; it may be empty. */
  readonly keyId: string | undefined;
  readonly claims: JsonObject;
}

/**
 * What a file's last line ends with. AWS's SDKs send a token file (AWS_WEB_IDENTITY_TOKEN_FILE) as it is, and those who write one by hand have
 * it taken by AWS all the same (reported).
 */
const LINE_END = /\r?\n$/;

/**
 * Reads a signed token in compact form, in time linear in its length. Keys and addresses of keys that the header may bring (`jwk`,
 * `jku`, `x5u`, `x5c`) are not looked at: the provider's own keys count alone.
 * @throws TokenRefusal where it is no such token
 */
export function readToken(given: string): ReadToken {
  if (given.length > TOKEN_MAX_LENGTH) throw notJwt("The token is too long.");
  const text = given.replace(LINE_END, "");
  const parts = text.split(".", 4);
  const [header, payload, value] = parts;
  if (parts.length !== 3 || header === undefined || payload === undefined || value === undefined)
    throw notJwt("The token does not have three parts.");
  const signature = readBase64Url(value);
  if (signature === undefined) throw notJwt("The signature is not base64url.");
  const read = readHeader(objectOf(header, "header"));
  const claims = objectOf(payload, "payload");
  return { signed: Buffer.from(`${header}.${payload}`, "latin1"), signature, ...read, claims };
}

function objectOf(part: string, name: string): JsonObject {
  const bytes = readBase64Url(part);
  const object = bytes && readJsonObject(bytes);
  if (object === undefined) throw notJwt(`The ${name} is not a JSON object in base64url.`);
  return object;
}

/** Members that change what a token is, and that none is taken with: critical extensions, unencoded or packed payloads, nested tokens. */
const REFUSED_MEMBERS = ["crit", "b64", "zip", "cty", "enc"] as const;

function readHeader(header: JsonObject): Pick<ReadToken, "algorithm" | "keyId"> {
  for (const name of REFUSED_MEMBERS)
    if (Object.hasOwn(header, name)) throw notJwt(`The header has ${name}.`);
  const algorithm = memberOf(header, "alg");
  if (!isAlgorithm(algorithm)) throw notJwt("The algorithm is not one that tokens may be signed with.");
  checkType(memberOf(header, "typ"));
  const keyId = memberOf(header, "kid");
  if (keyId !== undefined && typeof keyId !== "string") throw notJwt("The kid is not a text.");
  return { algorithm, keyId };
}

/** An access token, a logout token and the like say what they are: none is an ID token. Source: RFC 8725, 3.11. */
function checkType(type: unknown): void {
  if (type === undefined) return;
  const isToken = typeof type === "string" && /^(?:application\/)?(?:jwt|jose)$/i.test(type);
  if (!isToken) throw notJwt("The type is not JWT.");
}
