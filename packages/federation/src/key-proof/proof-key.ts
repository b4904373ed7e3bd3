import { createHash, createPublicKey, type KeyObject } from "node:crypto";
import { KeyProofRefusal } from "./key-proof.ts";

/** SubjectPublicKeyInfo (DER) of a key on P-256, in base64: a form in which a key has one text. */
export type ProofKey = string & { readonly __brand: "ProofKey" };

const PEM = /^\s*-----BEGIN PUBLIC KEY-----[A-Za-z0-9+/=\s]+-----END PUBLIC KEY-----\s*$/;

/**
 * Reads a public key in PEM (SubjectPublicKeyInfo).
 * @throws KeyProofRefusal where it is none, or none on P-256; a private key is refused too
 */
export function readProofKey(pem: string): ProofKey {
  if (!PEM.test(pem)) throw new KeyProofRefusal("The public key is not one in PEM (BEGIN PUBLIC KEY).");
  let key: KeyObject;
  try {
    key = createPublicKey({ key: pem, format: "pem" });
  } catch {
    throw new KeyProofRefusal("The public key cannot be read.");
  }
  if (key.asymmetricKeyType !== "ec" || key.asymmetricKeyDetails?.namedCurve !== "prime256v1")
    throw new KeyProofRefusal("The public key is not one on the curve P-256.");
  return key.export({ format: "der", type: "spki" }).toString("base64") as ProofKey;
}

/** What a key is known by: a digest of it, in hexadecimal. */
export function proofKeyId(key: ProofKey): string {
  return createHash("sha256").update(Buffer.from(key, "base64")).digest("hex").slice(0, KEY_ID_LENGTH);
}

const KEY_ID_LENGTH = 32;

export function openProofKey(key: ProofKey): KeyObject {
  return createPublicKey({ key: Buffer.from(key, "base64"), format: "der", type: "spki" });
}
