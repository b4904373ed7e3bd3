export type { Checksum } from "./checksum.ts";
export { type CopyProgress, type CopyReport, copyStore } from "./copy-store.ts";
export { type RecordSource, recordBatches } from "./record-batches.ts";
export type { Snapshot, TableReader } from "./snapshot.ts";
export type { LoadOptions, LoadProgress, LoadReport, TableRows } from "./table-rows.ts";
