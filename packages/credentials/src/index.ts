export {
  createKeyRing,
  formatMasterKey,
  type KeyRing,
  type MasterKey,
  newMasterKey,
  parseMasterKeys,
} from "./key-ring.ts";
export { createOpenedSessionCache, type OpenedSessionCache } from "./opened-session-cache.ts";
export { hashPassword, PASSWORD_MAX_LENGTH, verifyPassword } from "./password-hash.ts";
export {
  brokenPasswordRules,
  DEFAULT_PASSWORD_POLICY,
  newPassword,
  type PasswordPolicy,
  type PasswordRule,
  passwordSatisfiesPolicy,
} from "./password-policy.ts";
export type { RandomBytes } from "./random-bytes.ts";
export { openMessage, openText, sealMessage, sealText, type TextPurpose } from "./sealed-text.ts";
export { newSecretAccessKey, openSecret, type SecretAccessKey, sealSecret } from "./secret-access-key.ts";
export type { SessionClaims, SessionIssuer, SessionKind } from "./session-claims.ts";
export { issueSession, type OpenedSession, openSession, type SessionCredentials } from "./session-token.ts";
