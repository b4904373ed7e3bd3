export type { StoreFactory, StoreUnderTest } from "./store-under-test.ts";
export { type Category, type ConformanceOptions, storeConformance } from "./suite.ts";
