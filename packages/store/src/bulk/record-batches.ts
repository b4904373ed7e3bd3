/** Records of any families, as rows to load. */
import type { FamilyName, RecordOf } from "../families.ts";
import { SQL_FAMILIES } from "../sql/families.ts";
import type { RecordTable } from "../sql/family.ts";
import type { Row } from "./held-row.ts";
import type { TableRows } from "./table-rows.ts";

/** Records by family. What an account counts is counted by the load; owners and policies are taken to be there. */
export type RecordSource = {
  readonly [Name in FamilyName]?: Iterable<RecordOf<Name>> | AsyncIterable<RecordOf<Name>>;
};

/** A row of the largest kind, a policy document, has some 10 kB. */
const BATCH_ROWS = 500;

/** Reads each iterable once, to its end, in the order of the families. */
export async function* recordBatches(source: RecordSource): AsyncGenerator<TableRows, void, void> {
  for (const name of Object.keys(SQL_FAMILIES) as FamilyName[]) {
    const records = source[name];
    if (records !== undefined) yield* batchesOf(SQL_FAMILIES[name].table as RecordTable<object>, records);
  }
}

async function* batchesOf(
  table: RecordTable<object>,
  records: Iterable<object> | AsyncIterable<object>,
): AsyncGenerator<TableRows, void, void> {
  let rows: Row[] = [];
  // A list that is there already is not waited for record by record.
  if (Symbol.iterator in records) {
    for (const record of records) {
      rows.push(table.toRow(record) as Row);
      if (rows.length < BATCH_ROWS) continue;
      yield { table, rows };
      rows = [];
    }
  } else {
    for await (const record of records) {
      rows.push(table.toRow(record) as Row);
      if (rows.length < BATCH_ROWS) continue;
      yield { table, rows };
      rows = [];
    }
  }
  if (rows.length > 0) yield { table, rows };
}
