import { timingSafeEqual, verify } from "node:crypto";
import { canonicalRequest, hashCanonicalRequest } from "./canonical-request.ts";
import type { CheckedClaim } from "./claim.ts";
import type { SignatureFailure } from "./failure.ts";
import { canonicalPayloadHash } from "./payload-hash.ts";
import type { SignedRequest } from "./request.ts";
import { shownText } from "./shown-text.ts";
import { canonicalParts, stringToSignHash, stringToSignOf } from "./signed-text.ts";
import type { SigningKeyCache } from "./signing-key-cache.ts";

export interface VerifyOptions {
  /** The secret access key that belongs to the claim's access key id. */
  readonly secret: string;
  readonly signingKeys: SigningKeyCache;
}

/**
 * Verifies a signature. Undefined means that who made the request had the secret, and that method, path, query, signed
 * headers and body are what was signed. Anything that the network can send is answered, never thrown.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function verifySignature(
  claim: CheckedClaim,
  request: SignedRequest,
  options: VerifyOptions,
): SignatureFailure | undefined {
  const payloadHash = canonicalPayloadHash(claim, request);
  if (typeof payloadHash !== "string") return payloadHash;
  const canonical = canonicalRequest(request, canonicalParts(claim, payloadHash, false));
  const isDeclaredHashTrue = claim.contentSha256 === undefined || claim.contentSha256 === payloadHash;
  if (isDeclaredHashTrue && isSignatureOf(canonical, claim, options)) return undefined;
  if (isDeclaredHashTrue && claim.location === "query" && claim.sessionToken !== undefined) {
    // Some clients add the session token to a URL that is signed already.
    const withoutToken = canonicalRequest(request, canonicalParts(claim, payloadHash, true));
    if (isSignatureOf(withoutToken, claim, options)) return undefined;
  }
  return mismatch(claim, canonical);
}

function isSignatureOf(canonical: string, claim: CheckedClaim, options: VerifyOptions): boolean {
  const canonicalHash = hashCanonicalRequest(canonical);
  if (claim.algorithm === "AWS4-ECDSA-P256-SHA256") return isEcdsaSignature(canonicalHash, claim, options);
  const { secret, signingKeys } = options;
  const key = signingKeys.signingKey(secret, claim);
  if (!isEqualSignature(key.sign(claim.timestamp, canonicalHash), claim.signature)) return false;
  signingKeys.keep(secret, claim, key);
  return true;
}

const SIGNATURE_LENGTH = 64;
const computedBytes = Buffer.alloc(SIGNATURE_LENGTH);
const claimedBytes = Buffer.alloc(SIGNATURE_LENGTH);

/** In constant time, whatever the claimed signature is; its length is no secret. */
function isEqualSignature(computed: string, claimed: string): boolean {
  if (claimed.length !== SIGNATURE_LENGTH) return false;
  computedBytes.write(computed, 0, "latin1");
  claimedBytes.write(claimed, 0, "latin1");
  return timingSafeEqual(computedBytes, claimedBytes);
}

const HEX = /^(?:[0-9a-f]{2}){1,80}$/i;

function isEcdsaSignature(canonicalHash: string, claim: CheckedClaim, options: VerifyOptions): boolean {
  if (!HEX.test(claim.signature)) return false;
  const text = stringToSignHash(claim, canonicalHash);
  const key = options.signingKeys.publicKey(options.secret, claim.accessKeyId);
  return verify(
    "sha256",
    Buffer.from(text, "latin1"),
    { key, dsaEncoding: "der" },
    Buffer.from(claim.signature, "hex"),
  );
}

/** A session token takes 2,000 characters of a canonical request, all other headers of the SDKs some 500. */
const SHOWN_CANONICAL_LENGTH = 8_192;
const SHOWN_STRING_TO_SIGN_LENGTH = 1_024;

function mismatch(claim: CheckedClaim, canonical: string): SignatureFailure {
  return {
    reason: "signatureMismatch",
    accessKeyId: claim.accessKeyId,
    signature: claim.signature,
    canonicalRequest: shownText(canonical, SHOWN_CANONICAL_LENGTH),
    stringToSign: shownText(stringToSignOf(claim, canonical), SHOWN_STRING_TO_SIGN_LENGTH),
  };
}
