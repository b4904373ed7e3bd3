export type { Parsed } from "./build-claim.ts";
export { readCertificateHeaders, type SentCertificates } from "./certificate-headers.ts";
export {
  type Checked,
  checkCertificateClaim,
  checkClaim,
  type ExpectedScope,
  regionOf,
  type ServedScope,
} from "./check-claim.ts";
export type {
  CheckedCertificateClaim,
  CheckedClaim,
  SignatureAlgorithm,
  SignatureClaim,
  SignatureLocation,
} from "./claim.ts";
export { type Dialect, describeFailure } from "./describe-failure.ts";
export type { ExpiresProblem, FailureReason, ScopeProblems, SignatureFailure } from "./failure.ts";
export { parseAuthorization } from "./parse-authorization.ts";
export type { HashedPayload, HeaderValues, SignedRequest } from "./request.ts";
export { type CertificateSignOptions, signByCertificate } from "./sign-by-certificate.ts";
export { presignRequest, type SigningCredentials, type SignOptions, signRequest } from "./sign-request.ts";
export {
  type CanonicalForm,
  type CanonicalOptions,
  canonicalRequestOf,
  stringToSignOf,
} from "./signed-text.ts";
export { createSigningKeyCache, type SigningKeyCache, type SigningScope } from "./signing-key-cache.ts";
export { type SigningCertificate, verifyCertificateSignature } from "./verify-certificate-signature.ts";
export { type VerifyOptions, verifySignature } from "./verify-signature.ts";
export type { DescribedFailure } from "./wording.ts";
