export { type RecordSource, recordBatches } from "./record-batches.ts";
export type { LoadOptions, LoadProgress, LoadReport, TableRows } from "./table-rows.ts";
