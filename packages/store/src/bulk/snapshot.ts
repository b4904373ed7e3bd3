/** One moment of a store, read whole. */
import type { Revision } from "../records/identifier.ts";
import type { Row } from "./held-row.ts";

export interface TableReader {
  /** Runs a query of plain SQL that both engines know, to its end before the next one. In memory is a batch of rows at a time. */
  select(sql: string): AsyncIterable<readonly Row[]>;
}

export interface Snapshot extends TableReader {
  /** That was the newest at that moment. */
  readonly revision: Revision;
  /** What the engine itself finds wrong, a line each; nothing, where it has no way to look. */
  damage(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Rows that are in memory at the same time. */
export const SNAPSHOT_BATCH_ROWS = 500;
