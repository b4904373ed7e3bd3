/** A store, at one moment, into an empty one of either engine. */
import { StoreError } from "../errors.ts";
import type { Revision } from "../records/identifier.ts";
import type { AnyTable } from "../sql/table.ts";
import { COPIED_TABLES, DERIVED_TABLES } from "../sql/tables.ts";
import { type Checksum, ChecksumOf, checksumOf, selectTable } from "./checksum.ts";
import type { Snapshot, TableReader } from "./snapshot.ts";
import type { LoadOptions, LoadReport, TableRows } from "./table-rows.ts";

export interface CopyReport {
  /** Of the source. What came later is not in the copy. */
  readonly revision: Revision;
  /** Of both stores, by table. */
  readonly tables: ReadonlyMap<string, Checksum>;
  /** Tables that follow from others and did not do so in the source. In the copy they do. */
  readonly mended: readonly string[];
}

/** What is being done, for whoever waits. */
export type CopyProgress = (step: "copied" | "checked", table: string, rows: number) => void;

/**
 * Copies everything but the change feed and what tells of processes. Before the copy is committed it is read back, and is
 * the same count by count and checksum by checksum.
 * @throws StoreError as the load does, or "conflict" where something arrived otherwise than it left. Then nothing was copied
 */
export async function copyStore(
  source: Snapshot,
  load: (options: LoadOptions) => Promise<LoadReport>,
  onProgress?: CopyProgress,
): Promise<CopyReport> {
  const left = new Map<string, Checksum>();
  const mended: string[] = [];
  const tables = new Map<string, Checksum>();
  async function verify(copy: TableReader): Promise<void> {
    for (const table of COPIED_TABLES) {
      const arrived = await checksumOf(copy, table);
      assertSame(table, left.get(table.name)!, arrived);
      tables.set(table.name, arrived);
      onProgress?.("checked", table.name, arrived.rows);
    }
    for (const { table } of DERIVED_TABLES) {
      const counted = await checksumOf(copy, table);
      if (!isSame(await checksumOf(source, table), counted)) mended.push(table.name);
      tables.set(table.name, counted);
    }
  }
  await load({
    batches: everyTable(source, left),
    onProgress: (table, rows) => onProgress?.("copied", table, rows),
    beforeCommit: verify,
  });
  return { revision: source.revision, tables, mended };
}

async function* everyTable(
  source: Snapshot,
  left: Map<string, Checksum>,
): AsyncGenerator<TableRows, void, void> {
  for (const table of COPIED_TABLES) {
    const checksum = new ChecksumOf(table);
    for await (const rows of source.select(selectTable(table))) {
      checksum.add(rows);
      yield { table, rows };
    }
    left.set(table.name, checksum.end());
  }
}

function isSame(one: Checksum, other: Checksum): boolean {
  return one.rows === other.rows && one.sha256 === other.sha256;
}

function assertSame({ name }: AnyTable, left: Checksum, arrived: Checksum): void {
  if (isSame(left, arrived)) return;
  throw new StoreError(
    "conflict",
    `${name} arrived otherwise than it left: ${left.rows} rows with the checksum ${left.sha256}, and ${arrived.rows} rows with ${arrived.sha256}`,
  );
}
