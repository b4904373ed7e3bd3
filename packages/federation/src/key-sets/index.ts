export { isUsableKeySet, type KeySet } from "./key-set.ts";
export { createKeySets, type KeySets } from "./key-sets.ts";
export {
  type FetchDocument,
  type FetchedDocument,
  type FetchOptions,
  type Issuer,
  KeysUnavailable,
} from "./key-source.ts";
