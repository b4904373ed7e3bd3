export {
  type Category,
  type ConformanceOptions,
  type StoreFactory,
  type StoreUnderTest,
  storeConformance,
} from "./suite.ts";
