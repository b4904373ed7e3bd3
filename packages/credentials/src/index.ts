export { authorizationIdOf } from "./authorization-id.ts";
export { browserSecretDigest, csrfTokenOf, isCsrfToken, newBrowserSecret } from "./browser-secret.ts";
export { type AlternativeNames, readAlternativeNames } from "./certificate/alternative-names.ts";
export {
  type CertificateTime,
  certificateTime,
  readCertificate,
  readCertificateDer,
  readCertificates,
  signingCertificateId,
  type X509Certificate,
} from "./certificate/certificate.ts";
export { invalidChainIndex } from "./certificate/certificate-chain.ts";
export { type CertificateDetails, readCertificateDetails } from "./certificate/certificate-details.ts";
export {
  type CertificatePath,
  findCertificatePath,
  readIntermediates,
  trustAnchorProblem,
} from "./certificate/certificate-path.ts";
export { DerError } from "./certificate/der.ts";
export {
  formatDistinguishedName,
  type NameAttribute,
  readDistinguishedName,
} from "./certificate/distinguished-name.ts";
export { countPemBlocks } from "./certificate/pem.ts";
export { readPrivateKey } from "./certificate/private-key.ts";
export {
  findRevoked,
  isListOf,
  REVOCATION_LIST_BYTES_MAX,
  type RevocationList,
  readRevocationList,
} from "./certificate/revocation-list.ts";
export { createRevocationListCache, type RevocationListCache } from "./certificate/revocation-list-cache.ts";
export { createTrustBundleCache, type TrustBundleCache } from "./certificate/trust-bundle-cache.ts";
export { isUsableKey } from "./certificate/usable-key.ts";
export {
  type IssuerKeyPair,
  type IssuerKeyPlace,
  newIssuerKeyPair,
  openIssuerKey,
  sealIssuerKey,
  signToken,
  type TokenAlgorithm,
} from "./issuer-key.ts";
export {
  createKeyRing,
  type KeptKeyRing,
  type KeyBytes,
  type KeyRing,
  keyIdOf,
  newKey,
  type Purpose as SealPurpose,
  type RingKey,
  ringKeyOf,
} from "./key-ring.ts";
export { formatMasterKey, parseMasterKeys } from "./master-key.ts";
export { isOneTimeToken, newOneTimeToken, oneTimeTokenDigest } from "./one-time-token.ts";
export { createOpenedSessionCache, type OpenedSessionCache } from "./opened-session-cache.ts";
export {
  DUMMY_PASSWORD_HASH,
  foreignHashProblem,
  hashPassword,
  PASSWORD_MAX_LENGTH,
  passwordHashDigest,
  verifyPassword,
} from "./password-hash.ts";
export {
  brokenPasswordRules,
  DEFAULT_PASSWORD_POLICY,
  newPassword,
  type PasswordPolicy,
  type PasswordRule,
  passwordSatisfiesPolicy,
} from "./password-policy.ts";
export type { RandomBytes } from "./random-bytes.ts";
export { boxKeyId, openBox, resealBox } from "./sealed-box.ts";
export { type KeySeals, openKey, sealKey } from "./sealed-key.ts";
export {
  openMessage,
  openText,
  openTradeInToken,
  sealMessage,
  sealText,
  sealTradeInToken,
  type TextPurpose,
} from "./sealed-text.ts";
export { newSecretAccessKey, openSecret, type SecretAccessKey, sealSecret } from "./secret-access-key.ts";
export type {
  Delegation,
  DeliveryKeys,
  ForwardedClaims,
  ServiceClaims,
  SessionClaims,
  SessionIssuer,
  SessionKind,
} from "./session-claims.ts";
export { decodeClaims, encodeClaims } from "./session-claims-codec.ts";
export {
  issueSession,
  type OpenedSession,
  openSession,
  SESSION_TOKEN_MAX_LENGTH,
  type SessionCredentials,
  sessionKeyId,
} from "./session-token.ts";
export { readSshPublicKey, type SshPublicKey, type SshPublicKeyFault } from "./ssh-public-key.ts";
export { textBucket, textDigest } from "./text-digest.ts";
export { type CodePair, findCodeStep, findPairStep, type TotpDevice } from "./totp/find-steps.ts";
export { openTotpSeed, type SeedPlace, sealTotpSeed } from "./totp/sealed-seed.ts";
export { newTotpSeed, type TotpSeed, toTotpSeed, totpCode, totpStep } from "./totp/totp.ts";
export { newUuid, uuidOf } from "./uuid.ts";
