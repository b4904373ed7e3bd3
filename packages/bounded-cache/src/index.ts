export { type BoundedCache, type CacheLimits, createBoundedCache } from "./bounded-cache.ts";
