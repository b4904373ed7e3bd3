export { checkStore, type Judges } from "./check-store.ts";
export type { Finding } from "./finding.ts";
export { readRecords } from "./read-records.ts";
