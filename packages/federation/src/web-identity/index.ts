export type { KeyValue, TokenKeys } from "./condition-keys.ts";
export type { SessionWishes } from "./session-wishes.ts";
export { notValidated, TokenRefusal } from "./token-refusal.ts";
export { type TokenProvider, type VerifiedToken, verifyToken } from "./verify-token.ts";
