/** What certificates and revocation lists have in common: something that is signed. https://www.rfc-editor.org/rfc/rfc5280#section-4.1.1 */
import { constants, type KeyObject, type VerifyKeyObjectInput, verify } from "node:crypto";
import { DerError, DerReader, readBits, readDerValue, readObjectIdentifier, TAG } from "./der.ts";
import { isUsableKey } from "./usable-key.ts";

interface AlgorithmRule {
  /** As node:crypto names them. */
  readonly keyTypes: readonly string[];
  /** Undefined where the algorithm hashes for itself. */
  readonly digest: "sha256" | "sha384" | "sha512" | undefined;
  readonly isPss?: true;
}

/** INVARIANT: nothing weaker than SHA-256 stands here. */
const ALGORITHMS: Readonly<Record<string, AlgorithmRule>> = {
  "1.2.840.113549.1.1.11": { keyTypes: ["rsa"], digest: "sha256" },
  "1.2.840.113549.1.1.12": { keyTypes: ["rsa"], digest: "sha384" },
  "1.2.840.113549.1.1.13": { keyTypes: ["rsa"], digest: "sha512" },
  "1.2.840.10045.4.3.2": { keyTypes: ["ec"], digest: "sha256" },
  "1.2.840.10045.4.3.3": { keyTypes: ["ec"], digest: "sha384" },
  "1.2.840.10045.4.3.4": { keyTypes: ["ec"], digest: "sha512" },
  "2.16.840.1.101.3.4.3.17": { keyTypes: ["ml-dsa-44"], digest: undefined },
  "2.16.840.1.101.3.4.3.18": { keyTypes: ["ml-dsa-65"], digest: undefined },
  "2.16.840.1.101.3.4.3.19": { keyTypes: ["ml-dsa-87"], digest: undefined },
};

const RSASSA_PSS = "1.2.840.113549.1.1.10";
const PSS_DIGESTS: Readonly<Record<string, "sha256" | "sha384" | "sha512">> = {
  "2.16.840.1.101.3.4.2.1": "sha256",
  "2.16.840.1.101.3.4.2.2": "sha384",
  "2.16.840.1.101.3.4.2.3": "sha512",
};

/** Something, and a signature of it. */
export interface SignedDer {
  /** What is signed, whole. */
  readonly body: Buffer;
  /** The algorithm's identifier, as it stands outside of the body; the body repeats it. */
  readonly algorithmDer: Buffer;
  /** Undefined where the algorithm is none that is taken: too weak, or unknown. */
  readonly algorithm: AlgorithmRule | undefined;
  readonly signature: Buffer;
}

/** @throws DerError */
export function readSignedDer(der: Buffer): SignedDer {
  const reader = new DerReader(readDerValue(der, TAG.sequence).content);
  const body = reader.next(TAG.sequence).whole;
  const algorithm = reader.next(TAG.sequence);
  const signature = readBits(reader.next(TAG.bitString), { isWhole: true });
  reader.end();
  return { body, algorithmDer: algorithm.whole, algorithm: readAlgorithm(algorithm.content), signature };
}

function readAlgorithm(content: Buffer): AlgorithmRule | undefined {
  const reader = new DerReader(content);
  const name = readObjectIdentifier(reader.next(TAG.objectIdentifier));
  if (name === RSASSA_PSS) return readPss(reader);
  return Object.hasOwn(ALGORITHMS, name) ? ALGORITHMS[name] : undefined;
}

/** Where no digest is named, it is SHA-1. */
function readPss(parameters: DerReader): AlgorithmRule | undefined {
  if (parameters.isAtEnd) return undefined;
  const digest = parameters.sequence().optional(0xa0);
  if (digest === undefined) return undefined;
  const name = readObjectIdentifier(new DerReader(digest.content).sequence().next(TAG.objectIdentifier));
  const known = Object.hasOwn(PSS_DIGESTS, name) ? PSS_DIGESTS[name] : undefined;
  return known && { keyTypes: ["rsa"], digest: known, isPss: true };
}

/** Whether a key made the signature. INVARIANT: takes milliseconds at most, whatever the key is. Never throws. */
export function isSignedBy({ body, algorithm, signature }: SignedDer, key: KeyObject): boolean {
  if (algorithm?.keyTypes.includes(key.asymmetricKeyType ?? "") !== true || !isUsableKey(key)) return false;
  try {
    return verify(algorithm.digest, body, keyInput(key, algorithm), signature);
  } catch {
    // A key that OpenSSL reads, and cannot use.
    return false;
  }
}

function keyInput(key: KeyObject, { isPss }: AlgorithmRule): VerifyKeyObjectInput {
  if (isPss !== true) return { key, dsaEncoding: "der" };
  return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO };
}

/** @throws DerError where what is signed names another algorithm than what it is signed with */
export function checkSameAlgorithm({ algorithmDer }: SignedDer, inside: Buffer): void {
  if (!algorithmDer.equals(inside)) throw new DerError("Two algorithms are named for one signature.");
}
