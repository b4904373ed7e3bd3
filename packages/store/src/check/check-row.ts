/** Whether a row is what its table's codec would have written. */
import type { Row } from "../bulk/held-row.ts";
import type { Held } from "../sql/column.ts";
import type { RecordTable } from "../sql/family.ts";
import type { AnyTable } from "../sql/table.ts";

/** @returns what is wrong with it, a sentence each */
export function checkRow(table: RecordTable<object>, row: Row): readonly string[] {
  const broken = table.columns.filter((column) => !isReadable(column, row[column.name]!));
  if (broken.length > 0) return broken.map(({ name }) => `its ${name} cannot be read: ${show(row[name]!)}`);
  const written = writeAgain(table, row);
  if (written instanceof Error) return [written.message];
  return table.columns
    .filter(({ name, kind }) => kind !== "blob" && written[name] !== row[name])
    .map(({ name }) => `its ${name} is ${show(row[name]!)}, and should be ${show(written[name]!)}`);
}

/** What is kept may be refused today, such as a NUL in a text. */
function writeAgain(table: RecordTable<object>, row: Row): Row | Error {
  try {
    return table.toRow(table.toRecord(row)) as Row;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

type Judged = AnyTable["columns"][number];

function isReadable(column: Judged, held: Held): boolean {
  if (held === null) return column.isOptional;
  if (column.kind !== "json") return true;
  const { isWellFormed } = column;
  if (typeof held !== "string") return false;
  try {
    const parsed: unknown = JSON.parse(held);
    return isWellFormed === undefined || isWellFormed(parsed);
  } catch {
    return false;
  }
}

const SHOWN = 60;

function show(held: Held): string {
  if (held === null) return "nothing";
  if (held instanceof Uint8Array) return `${held.byteLength} bytes`;
  const text = JSON.stringify(held);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
