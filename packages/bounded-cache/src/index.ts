export { type BoundedCache, createBoundedCache } from "./bounded-cache.ts";
