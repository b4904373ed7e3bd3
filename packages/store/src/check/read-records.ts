import { selectTable } from "../bulk/checksum.ts";
import type { TableReader } from "../bulk/snapshot.ts";
import type { FamilyName, RecordOf } from "../families.ts";
import { SQL_FAMILIES } from "../sql/families.ts";
import type { RecordTable } from "../sql/family.ts";
import { checkRow } from "./check-row.ts";

/** The records of a family; undefined for one that cannot be read. */
export async function* readRecords<Name extends FamilyName>(
  reader: TableReader,
  name: Name,
): AsyncGenerator<RecordOf<Name> | undefined, void, void> {
  const table = SQL_FAMILIES[name].table as RecordTable<object>;
  for await (const rows of reader.select(selectTable(table))) {
    for (const row of rows) {
      yield checkRow(table, row).length > 0 ? undefined : (table.toRecord(row) as RecordOf<Name>);
    }
  }
}
