/** Whether a store is whole: every row, reference, rule, count and secret of one moment. */
import { selectTable } from "../bulk/checksum.ts";
import type { Row } from "../bulk/held-row.ts";
import type { Snapshot, TableReader } from "../bulk/snapshot.ts";
import type { FamilyName } from "../families.ts";
import { SQL_FAMILIES } from "../sql/families.ts";
import type { DerivedTable, RecordTable } from "../sql/family.ts";
import type { AnyTable } from "../sql/table.ts";
import { DERIVED_TABLES } from "../sql/tables.ts";
import { checkRow } from "./check-row.ts";
import type { Finding } from "./finding.ts";
import { REFERENCES, type Reference } from "./references.ts";
import { RULES } from "./rules.ts";

/** What a store cannot know of itself. */
export interface Judges {
  readonly isManagedPolicy: (arn: string) => boolean;
  /** What is wrong with what a record holds sealed; undefined where nothing is, and for records that hold nothing sealed. */
  readonly judgeSealed: (family: FamilyName, record: object) => string | undefined;
  readonly onProgress?: ((table: string, rows: number) => void) | undefined;
}

/** Finds as it reads: what is in memory is some rows at a time. */
export async function* checkStore(snapshot: Snapshot, judges: Judges): AsyncGenerator<Finding, void, void> {
  for (const what of await snapshot.damage()) yield { table: "database", id: "", what, isNote: false };
  for (const name of Object.keys(SQL_FAMILIES) as FamilyName[]) {
    const table = SQL_FAMILIES[name].table as RecordTable<object>;
    yield* checkRows(snapshot, { name, table, judges });
    for (const reference of REFERENCES[name]) yield* checkReference(snapshot, { table, reference, judges });
  }
  for (const { table, sql, says } of RULES) {
    for await (const rows of snapshot.select(sql)) {
      for (const row of rows) yield { table, id: Object.values(row).join(" "), what: says, isNote: false };
    }
  }
  for (const derived of DERIVED_TABLES) yield* checkDerived(snapshot, derived);
}

interface Checking {
  readonly table: RecordTable<object>;
  readonly judges: Judges;
}

async function* checkRows(
  reader: TableReader,
  { name, table, judges }: Checking & { readonly name: FamilyName },
): AsyncGenerator<Finding, void, void> {
  let count = 0;
  for await (const rows of reader.select(selectTable(table))) {
    for (const row of rows) {
      const id = keyOf(table, row);
      const wrong = checkRow(table, row);
      for (const what of wrong) yield { table: table.name, id, what, isNote: false };
      const sealed = wrong.length > 0 ? undefined : judges.judgeSealed(name, table.toRecord(row));
      if (sealed !== undefined) yield { table: table.name, id, what: sealed, isNote: false };
    }
    count += rows.length;
    judges.onProgress?.(table.name, count);
  }
}

async function* checkReference(
  reader: TableReader,
  { table, reference, judges }: Checking & { readonly reference: Reference },
): AsyncGenerator<Finding, void, void> {
  const { columns, of, orManaged, mayBeGone = false } = reference;
  for await (const rows of reader.select(selectDangling(table, reference))) {
    for (const row of rows) {
      if (orManaged !== undefined && judges.isManagedPolicy(String(row[orManaged]))) continue;
      const named = Object.keys(columns).map((column) => `${column} ${row[column]}`);
      const what = `there is nothing in ${of} for its ${named.join(", ")}`;
      yield { table: table.name, id: keyOf(table, row), what, isNote: mayBeGone };
    }
  }
}

function selectDangling({ name, columns: all }: AnyTable, { columns, of, where }: Reference): string {
  const pairs = Object.entries(columns);
  const conditions = [
    ...(where === undefined ? [] : [where]),
    ...pairs.map(([column]) => `"t"."${column}" is not null`),
    `not exists (select 1 from "${of}" as "o" where ${pairs.map(([column, other]) => `"o"."${other}" = "t"."${column}"`).join(" and ")})`,
  ];
  const list = all.map((column) => `"t"."${column.name}"`).join(", ");
  return `select ${list} from "${name}" as "t" where ${conditions.join(" and ")}`;
}

/** What is counted and does not stand there; then what stands there and is not counted. */
async function* checkDerived(
  reader: TableReader,
  { table, select }: DerivedTable,
): AsyncGenerator<Finding, void, void> {
  const list = table.columns.map(({ name }) => `"${name}"`).join(", ");
  const held = `select ${list} from "${table.name}"`;
  const told = new Set<string>();
  for (const sql of [`${select} except ${held}`, `${held} except ${select}`]) {
    for await (const rows of reader.select(sql)) {
      for (const row of rows) {
        const id = keyOf(table, row);
        if (told.has(id)) continue;
        told.add(id);
        const isCounted = sql.startsWith(select);
        const what = isCounted
          ? `it should hold ${showRow(table, row)}`
          : `it holds ${showRow(table, row)} of nothing`;
        yield { table: table.name, id, what, isNote: false };
      }
    }
  }
}

function showRow({ columns, key }: AnyTable, row: Row): string {
  const values = columns.filter(({ name }) => !key.includes(name));
  return values.map(({ name }) => `${name} ${row[name]}`).join(", ");
}

function keyOf({ key }: AnyTable, row: Row): string {
  return key.map((name) => row[name]).join(" ");
}
