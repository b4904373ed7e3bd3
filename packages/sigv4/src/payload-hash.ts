import { hash } from "node:crypto";
import type { SignatureClaim } from "./claim.ts";
import type { SignatureFailure } from "./failure.ts";
import type { SignedRequest } from "./request.ts";
import { serviceRules } from "./service-rules.ts";

export const UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";

const SHA256_HEX = /^[0-9a-f]{64}$/;

/** SHA-256 of a request's body, lower-case hexadecimal. */
export function payloadSha256(payload: SignedRequest["payload"]): string {
  // Asking an array of bytes for a member by name takes as long as hashing a short one.
  return payload instanceof Uint8Array ? hash("sha256", payload, "hex") : payload.sha256Hex;
}

/**
 * What stands for the payload in the canonical request.
 *
 * Everywhere but in S3 that is the hash of the body that came, whatever x-amz-content-sha256 says: a body that does not fit
 * its signature is a mismatch. S3 takes the declared value, which must then be true or UNSIGNED-PAYLOAD. Bodies that
 * are signed in chunks (STREAMING-…) are refused: verifying the request alone would not vouch for the chunks.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-auth-using-authorization-header.html
 */
export function canonicalPayloadHash(
  claim: SignatureClaim,
  request: SignedRequest,
): string | SignatureFailure {
  if (serviceRules(claim.service).payload === "hashed") return payloadSha256(request.payload);
  const claimed = claim.contentSha256;
  if (claimed === undefined) {
    return claim.location === "query" ? UNSIGNED_PAYLOAD : { reason: "contentHashMissing" };
  }
  if (claimed === UNSIGNED_PAYLOAD) return claimed;
  if (!SHA256_HEX.test(claimed)) return { reason: "contentHashInvalid", claimed };
  const computed = payloadSha256(request.payload);
  return claimed === computed ? computed : { reason: "contentHashMismatch", claimed, computed };
}
