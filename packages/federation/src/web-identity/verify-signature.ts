/** Whether a provider signed a token. */
import { type KeyObject, verify } from "node:crypto";
import { ALGORITHMS, type Algorithm, familyOf, type KeyKind } from "../key-sets/algorithms.ts";
import type { KeySet } from "../key-sets/key-set.ts";
import type { ReadToken } from "./read-token.ts";
import { notValidated, noVerificationKey } from "./token-refusal.ts";

/** Keys of one family that a provider may have. Source: IAM User Guide, "Create an OpenID Connect identity provider". */
const KEYS_MAX = 100;

/** As node:crypto names them. Source: RFC 7518, 3.1. */
const HASHES: Readonly<Record<Algorithm, string>> = {
  RS256: "sha256",
  RS384: "sha384",
  RS512: "sha512",
  ES256: "sha256",
  ES384: "sha384",
  ES512: "sha512",
};

/** Bytes of a signature: two numbers, each as long as the curve's, zeros in front of it included. Source: RFC 7518, 3.4. */
const ECDSA_BYTES: Readonly<Record<Exclude<KeyKind, "RSA">, number>> = {
  "P-256": 64,
  "P-384": 96,
  "P-521": 132,
};

/** Whether the set has the key that a token asks for, so that it need not be fetched anew. */
export function hasKeyFor(keySet: KeySet, token: ReadToken): boolean {
  return chooseKey(keySet, token) !== undefined;
}

/**
 * INVARIANT: the key is the provider's own, and the algorithm the one that goes with its kind.
 * @throws TokenRefusal where no key of the set made the signature
 */
export async function verifySignature(token: ReadToken, keySet: KeySet): Promise<void> {
  const { algorithm } = token;
  const kind = ALGORITHMS[algorithm];
  const family = familyOf(kind);
  if (keySet.count[family] > KEYS_MAX) throw noVerificationKey("The provider has too many keys.");
  const chosen = chooseKey(keySet, token);
  if (chosen === undefined) throw noVerificationKey("The provider has no key of this kid.");
  if (chosen.kind !== kind) throw notValidated("The algorithm does not go with the provider's key.");
  const isGenuine =
    kind === "RSA" ? isSignedByRsa(token, chosen.key) : await isSignedByEcdsa(token, chosen.key, kind);
  if (!isGenuine) throw notValidated("The provider's key did not make the signature.");
}

/** PKCS #1 1.5. At once: it takes 40 µs, and the way to another thread and back as long (docs/decisions/0046). */
function isSignedByRsa({ algorithm, signed, signature }: ReadToken, key: KeyObject): boolean {
  return verify(HASHES[algorithm], signed, key, signature);
}

/** On another thread: with P-521 it takes 3 ms, in which nobody else would be served. */
function isSignedByEcdsa(
  { algorithm, signed, signature }: ReadToken,
  key: KeyObject,
  curve: Exclude<KeyKind, "RSA">,
): Promise<boolean> {
  // INVARIANT: there is one way to write a signature. What has another length might be read as another form of it.
  if (signature.length !== ECDSA_BYTES[curve]) return Promise.resolve(false);
  return new Promise((resolve, reject) => {
    verify(HASHES[algorithm], signed, { key, dsaEncoding: "ieee-p1363" }, signature, (error, isGenuine) => {
      if (error === null) resolve(isGenuine);
      else reject(error);
    });
  });
}

/** Without a kid only where there is one key to choose from. */
function chooseKey(keySet: KeySet, { keyId }: ReadToken): KeySet["keys"][number] | undefined {
  if (keyId === undefined) return keySet.keys.length === 1 ? keySet.keys[0] : undefined;
  return keySet.byId.get(keyId);
}
