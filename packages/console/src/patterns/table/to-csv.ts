import { isUnreadable, type UnreadableColumn } from "./read-model.ts";
import type { Column } from "./table-plan.ts";

type CsvColumn<Row> = Pick<Column<Row>, "id" | "header" | "text">;

const UNREADABLE = "Not readable by you";

/**
 * A table as RFC 4180 has it. What the reader may not see says so, as the table does. A spreadsheet would take some cells for formulas: these
 * begin with an apostrophe, by which it takes them for text.
 * Source: OWASP, "CSV Injection"; OWASP ASVS 5.0, 1.2.10.
 */
export function toCsv<Row>(
  columns: readonly CsvColumn<Row>[],
  rows: readonly Row[],
  unreadable: readonly UnreadableColumn[] = [],
): string {
  const locked = new Set(unreadable.map(({ Column: id }) => id));
  const lines = [
    columns.map(({ header }) => header),
    ...rows.map((row) =>
      columns.map(({ id, text }) => (locked.has(id) || isUnreadable(row, id) ? UNREADABLE : text(row))),
    ),
  ];
  return `${lines.map((cells) => cells.map(toCell).join(",")).join("\r\n")}\r\n`;
}

/** Characters with which a formula begins, in full width too, and those that a spreadsheet drops before it looks. */
const BEGINS_FORMULA = /^[=+\-@\t\r\n\0＝＋－＠]/;

function toCell(value: string): string {
  const text = BEGINS_FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
