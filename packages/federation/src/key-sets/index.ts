export { isUsableKeySet, type KeySet } from "./key-set.ts";
export { createKeySets, type KeySets } from "./key-sets.ts";
export type { FetchDocument, FetchedDocument, FetchOptions, Issuer } from "./key-source.ts";
