export { type BoundedCache, type CacheLimits, createBoundedCache } from "./bounded-cache.ts";
export { ownText } from "./own-text.ts";
