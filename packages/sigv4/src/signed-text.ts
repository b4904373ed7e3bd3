import { type CanonicalParts, canonicalRequest, hashCanonicalRequest } from "./canonical-request.ts";
import type { SignatureClaim } from "./claim.ts";
import type { SignatureFailure } from "./failure.ts";
import { canonicalPayloadHash } from "./payload-hash.ts";
import type { SignedRequest } from "./request.ts";
import { stringToSign } from "./string-to-sign.ts";

/** What a client signed, or why the request has no such text. */
export type CanonicalForm =
  | { readonly canonicalRequest: string; readonly failure?: never }
  | { readonly canonicalRequest?: never; readonly failure: SignatureFailure };

/** Query parameters that the signature of a presigned request leaves out: itself, and a token that was added afterwards. */
const NOTHING: readonly string[] = [];
const SIGNATURE: readonly string[] = ["X-Amz-Signature"];
const SIGNATURE_AND_TOKEN: readonly string[] = ["X-Amz-Signature", "X-Amz-Security-Token"];

export interface CanonicalOptions {
  /**
   * Some clients add the session token to a URL that is signed already: then true, and the token is left out. Default false.
   * Of a signature in a header its SignedHeaders tell, and this says nothing.
   */
  readonly isTokenAddedLater?: boolean;
}

/**
 * Step 1 for a request that says how it was signed: its canonical request, which is what `verifySignature` hashes. Lines end
 * with "\n", and the last one has no end; like the request, the text has one character a byte (Latin-1). It is at most three
 * times as long as the request, and holds the session token, if there is one, in clear.
 *
 * A failure is S3's alone: x-amz-content-sha256 is missing, is no hash, or is not the body's.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-canonical-request
 * @param claim what `parseAuthorization` read from this request: header or query, either algorithm.
 */
export function canonicalRequestOf(
  claim: SignatureClaim,
  request: SignedRequest,
  options: CanonicalOptions = {},
): CanonicalForm {
  const payloadHash = canonicalPayloadHash(claim, request);
  if (typeof payloadHash !== "string") return { failure: payloadHash };
  const parts = canonicalParts(claim, payloadHash, options.isTokenAddedLater === true);
  return { canonicalRequest: canonicalRequest(request, parts) };
}

/** What of a request goes into its canonical request, by its own claim. */
export function canonicalParts(
  claim: SignatureClaim,
  payloadHash: string,
  isTokenAddedLater: boolean,
): CanonicalParts {
  const { service, signedHeaders, signedHeaderList } = claim;
  const ofQuery = isTokenAddedLater ? SIGNATURE_AND_TOKEN : SIGNATURE;
  const unsignedParameters = claim.location === "query" ? ofQuery : NOTHING;
  return { service, signedHeaders, signedHeaderList, unsignedParameters, payloadHash };
}

/**
 * Step 2 for such a request: the four lines that the signature is made of, by HMAC-SHA256 or ECDSA as the claim says. They are
 * the algorithm, the time, the credential's scope, and the SHA-256 of the canonical request.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-string-to-sign
 * @param canonical what `canonicalRequestOf` gave for this claim.
 */
export function stringToSignOf(claim: SignatureClaim, canonical: string): string {
  return stringToSignHash(claim, hashCanonicalRequest(canonical));
}

/** The same, where the canonical request was hashed already. */
export function stringToSignHash(claim: SignatureClaim, canonicalHash: string): string {
  const scope = claim.credential.slice(claim.accessKeyId.length + 1);
  return stringToSign(claim.algorithm, { timestamp: claim.timestamp, scope }, canonicalHash);
}
