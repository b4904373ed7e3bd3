/** Responses of SAML identity providers: what was posted becomes an assertion that its provider signed, or is refused. Pure. */
export type { Checking, SamlChecks } from "./assertion/check-assertion.ts";
export type { Assertion } from "./assertion/read-assertion.ts";
export { readPrivateKey } from "./encryption/private-key.ts";
export { createMetadataCache, type MetadataCache } from "./metadata/metadata-cache.ts";
export { readMetadata, type SamlMetadata } from "./metadata/read-metadata.ts";
export { readResponse, type SamlResponse } from "./response.ts";
export { SamlRefusal, type SamlRefusalReason } from "./saml-refusal.ts";
export {
  type ClaimedRole,
  type ClaimedSession,
  readClaimedSession,
} from "./session/claimed-roles.ts";
export { nameQualifier, samlConditionKeys, subjectType } from "./session/condition-keys.ts";
export { checkRolePair } from "./session/role-pairs.ts";
export { readSessionAttributes, type SessionAttributes } from "./session/session-attributes.ts";
export { type SpentAssertion, spentAssertion } from "./session/spent-assertion.ts";
export { type TrustedProvider, takeAssertion, verifySignatures } from "./verify-response.ts";
