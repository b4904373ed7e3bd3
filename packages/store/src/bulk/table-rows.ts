/** Rows on their way into an empty store, a table after the other. */
import type { AnyTable } from "../sql/table.ts";
import type { Row } from "./held-row.ts";
import type { TableReader } from "./snapshot.ts";

/** Some rows of one table. INVARIANT: tables come in the order of SQL_FAMILIES, so that what is referred to is there. */
export interface TableRows {
  readonly table: AnyTable;
  readonly rows: readonly Row[];
}

/** What there is of a table after a while of loading. */
export type LoadProgress = (table: string, rows: number) => void;

/** What a load takes, whatever the engine. */
export interface LoadOptions {
  /** In memory are the rows of one, and what an engine keeps of those before it (of bounded bytes) until its server takes them. */
  readonly batches: AsyncIterable<TableRows>;
  readonly onProgress?: LoadProgress | undefined;
  /** Looks at what was loaded, as it would be. Where it throws, nothing was loaded. */
  readonly beforeCommit?: ((loaded: TableReader) => Promise<void>) | undefined;
}

export interface LoadReport {
  /** By table, those that were derived too. */
  readonly rows: ReadonlyMap<string, number>;
}
