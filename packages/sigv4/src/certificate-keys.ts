import { type KeyObject, sign, verify } from "node:crypto";
import type { CertificateAlgorithm } from "./claim.ts";

interface KeyRule {
  /** As node:crypto names them. */
  readonly keyTypes: readonly string[];
  /** Undefined where the algorithm hashes for itself. */
  readonly digest: "sha256" | undefined;
}

/** Signatures of RSA are those of PKCS #1 v1.5, signatures of ECDSA are in DER. */
const RULES: Readonly<Record<CertificateAlgorithm, KeyRule>> = {
  "AWS4-X509-RSA-SHA256": { keyTypes: ["rsa"], digest: "sha256" },
  "AWS4-X509-ECDSA-SHA256": { keyTypes: ["ec"], digest: "sha256" },
  "AWS4-X509-MLDSA": { keyTypes: ["ml-dsa-44", "ml-dsa-65", "ml-dsa-87"], digest: undefined },
};

/** The one algorithm that a key signs with. Undefined where it signs with none. */
export function algorithmOf(key: KeyObject): CertificateAlgorithm | undefined {
  const type = key.asymmetricKeyType ?? "";
  const found = Object.entries(RULES).find(([, { keyTypes }]) => keyTypes.includes(type));
  return found?.[0] as CertificateAlgorithm | undefined;
}

export function signText(algorithm: CertificateAlgorithm, text: string, privateKey: KeyObject): Buffer {
  return sign(RULES[algorithm].digest, Buffer.from(text, "latin1"), { key: privateKey, dsaEncoding: "der" });
}

/** Whether the key made the signature, and makes such signatures at all. Never throws, whatever the key and the signature are. */
export function isSignatureBy(
  algorithm: CertificateAlgorithm,
  text: string,
  { publicKey, signature }: { readonly publicKey: KeyObject; readonly signature: Uint8Array },
): boolean {
  if (algorithmOf(publicKey) !== algorithm) return false;
  try {
    const key = { key: publicKey, dsaEncoding: "der" } as const;
    return verify(RULES[algorithm].digest, Buffer.from(text, "latin1"), key, signature);
  } catch {
    // A key that OpenSSL reads, and cannot use.
    return false;
  }
}
