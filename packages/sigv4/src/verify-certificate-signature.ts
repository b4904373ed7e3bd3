import type { KeyObject } from "node:crypto";
import { canonicalRequest } from "./canonical-request.ts";
import { isSignatureBy } from "./certificate-keys.ts";
import type { CheckedCertificateClaim } from "./claim.ts";
import type { SignatureFailure } from "./failure.ts";
import { canonicalPayloadHash } from "./payload-hash.ts";
import type { SignedRequest } from "./request.ts";
import { canonicalParts, stringToSignOf } from "./signed-text.ts";

/** What is read of the certificate that a request brings. */
export interface SigningCertificate {
  readonly publicKey: KeyObject;
  /** Decimal digits. */
  readonly serialNumber: string;
}

/** The longest there is, ML-DSA-87's, has 4,627 bytes. */
const HEX = /^(?:[0-9a-f]{2}){1,4627}$/i;

/**
 * Verifies a signature that a certificate's key made. Undefined means that who made the request has that key, and that method,
 * path, query, signed headers and body are what was signed. Who has issued the certificate is not looked at; nor is how long
 * a verification by its key takes, which is to be asked before.
 *
 * https://docs.aws.amazon.com/rolesanywhere/latest/userguide/authentication-sign-process.html
 */
export function verifyCertificateSignature(
  claim: CheckedCertificateClaim,
  request: SignedRequest,
  { publicKey, serialNumber }: SigningCertificate,
): SignatureFailure | undefined {
  // INVARIANT: a claim of one certificate is never proven by the key of another.
  if (claim.accessKeyId !== serialNumber || !HEX.test(claim.signature))
    return { reason: "certificateMismatch" };
  const payloadHash = canonicalPayloadHash(claim, request);
  if (typeof payloadHash !== "string") return payloadHash;
  const text = stringToSignOf(claim, canonicalRequest(request, canonicalParts(claim, payloadHash, false)));
  const signature = Buffer.from(claim.signature, "hex");
  return isSignatureBy(claim.algorithm, text, { publicKey, signature })
    ? undefined
    : { reason: "certificateMismatch" };
}
