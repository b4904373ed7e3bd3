export { isJsonObject, type JsonObject, memberOf } from "../json-object.ts";
export type { KeyValue, TokenKeys } from "./condition-keys.ts";
export type { SessionWishes } from "./session-wishes.ts";
export { notValidated, TokenRefusal } from "./token-refusal.ts";
export {
  type TokenProvider,
  type VerifiedIdentity,
  type VerifiedToken,
  verifyIdentity,
  verifyToken,
} from "./verify-token.ts";
