export type { AssertionJson } from "./credential-json.ts";
export { readAssertion } from "./credential-json.ts";
export { assertionOptions, type KnownCredential, registrationOptions } from "./passkey-options.ts";
export { PasskeyRefusal } from "./passkey-refusal.ts";
export { type RelyingParty, relyingPartyOf } from "./relying-party.ts";
export { type PasskeyCredential, verifyAssertion, verifyRegistration } from "./verify-passkey.ts";
