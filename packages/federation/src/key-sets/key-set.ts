/** The keys that an issuer signs with. Source: RFC 7517, RFC 7518; what is recorded of AWS stands at its place. */
import { createPublicKey, type KeyObject, X509Certificate } from "node:crypto";
import { isJsonObject, type JsonObject, memberOf, readJsonObject } from "../json-object.ts";
import type { KeyKind } from "./algorithms.ts";

export interface VerificationKey {
  readonly kind: KeyKind;
  readonly key: KeyObject;
}

export interface KeySet {
  /** All that can verify a signature. */
  readonly keys: readonly VerificationKey[];
  /** By kid; of two keys of the same kid the later one counts (recorded). */
  readonly byId: ReadonlyMap<string, VerificationKey>;
  /** Keys of each family, as the set lists them. */
  readonly count: Readonly<Record<"RSA" | "EC", number>>;
  /** About what it takes in memory. */
  readonly bytes: number;
}

/** Bytes of a set that are read at most. */
export const KEY_SET_MAX_BYTES = 512 * 1024;
/** Keys that are made of one set: each costs some tens of microseconds. What is behind is not counted either. */
const KEYS_READ_MAX = 250;
const KEY_BYTES = 2_000;
const KEY_ID_MAX_LENGTH = 1_000;

/** @returns undefined for what is not a key set. Keys that cannot verify a signature are passed over. */
export function readKeySet(bytes: Uint8Array): KeySet | undefined {
  if (bytes.length > KEY_SET_MAX_BYTES) return undefined;
  const listed = memberOf(readJsonObject(bytes) ?? {}, "keys");
  if (!Array.isArray(listed)) return undefined;
  const keys: VerificationKey[] = [];
  const byId = new Map<string, VerificationKey>();
  const count = { RSA: 0, EC: 0 };
  for (const jwk of (listed as readonly unknown[]).slice(0, KEYS_READ_MAX)) {
    if (!isJsonObject(jwk)) continue;
    const type = memberOf(jwk, "kty");
    if (type === "RSA" || type === "EC") count[type]++;
    const key = readKey(jwk);
    if (key === undefined) continue;
    keys.push(key);
    const id = memberOf(jwk, "kid");
    if (typeof id === "string" && id !== "" && id.length <= KEY_ID_MAX_LENGTH) byId.set(id, key);
  }
  return { keys, byId, count, bytes: keys.length * KEY_BYTES + bytes.length };
}

/** Whether a text is a key set that can verify at least one token. */
export function isUsableKeySet(text: string): boolean {
  return (readKeySet(Buffer.from(text))?.keys.length ?? 0) > 0;
}

/** `use` other than `sig`, and any `key_ops`, keep a key from being used; `alg` does not matter (recorded). */
function readKey(jwk: JsonObject): VerificationKey | undefined {
  const use = memberOf(jwk, "use");
  if ((use !== undefined && use !== "sig") || Object.hasOwn(jwk, "key_ops")) return undefined;
  const type = memberOf(jwk, "kty");
  const key = type === "RSA" ? readRsaKey(jwk) : type === "EC" ? readEcKey(jwk) : undefined;
  return key !== undefined && agreesWithCertificate(jwk, key.key) ? key : undefined;
}

/** Bits. Smaller keys can be broken, larger ones keep a core busy. */
const RSA_BITS = { min: 2048, max: 8192 } as const;

function readRsaKey(jwk: JsonObject): VerificationKey | undefined {
  const key = importKey({ kty: "RSA", n: memberOf(jwk, "n"), e: memberOf(jwk, "e") });
  const details = key?.asymmetricKeyDetails;
  if (key === undefined || details?.modulusLength === undefined) return undefined;
  if (details.modulusLength < RSA_BITS.min || details.modulusLength > RSA_BITS.max) return undefined;
  return isSoundExponent(details.publicExponent) ? { kind: "RSA", key } : undefined;
}

/** Of 1 every signature would be its own message; large ones make verifying as dear as signing. */
function isSoundExponent(exponent: bigint | undefined): boolean {
  return exponent !== undefined && exponent >= 3n && exponent % 2n === 1n && exponent < 2n ** 33n;
}

const CURVES: ReadonlySet<unknown> = new Set<Exclude<KeyKind, "RSA">>(["P-256", "P-384", "P-521"]);

/** A point that is not on its curve is no key. */
function readEcKey(jwk: JsonObject): VerificationKey | undefined {
  const curve = memberOf(jwk, "crv");
  if (!CURVES.has(curve)) return undefined;
  const key = importKey({ kty: "EC", crv: curve, x: memberOf(jwk, "x"), y: memberOf(jwk, "y") });
  return key && { kind: curve as KeyKind, key };
}

const BASE64URL = /^[A-Za-z0-9_-]{1,2000}$/;

/** The public members alone, each base64url. */
function importKey(jwk: Readonly<Record<string, unknown>>): KeyObject | undefined {
  const isText = (value: unknown) => typeof value === "string" && BASE64URL.test(value);
  const { kty: _kty, crv: _crv, ...numbers } = jwk;
  if (!Object.values(numbers).every(isText)) return undefined;
  try {
    return createPublicKey({ key: jwk, format: "jwk" });
  } catch {
    return undefined;
  }
}

/** A certificate beside the key must be of the same key; what stands behind it in the list is not looked at (recorded). */
function agreesWithCertificate(jwk: JsonObject, key: KeyObject): boolean {
  if (!Object.hasOwn(jwk, "x5c")) return true;
  const chain = memberOf(jwk, "x5c");
  const first: unknown = Array.isArray(chain) ? chain[0] : undefined;
  if (typeof first !== "string") return false;
  try {
    return new X509Certificate(Buffer.from(first, "base64")).publicKey.equals(key);
  } catch {
    return false;
  }
}
