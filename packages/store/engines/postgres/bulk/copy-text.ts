/** Rows as COPY's text takes them. https://www.postgresql.org/docs/current/sql-copy.html#SQL-COPY-FILE-FORMATS */
import type { Row } from "../../../src/bulk/held-row.ts";
import { StoreError } from "../../../src/errors.ts";
import type { Held } from "../../../src/sql/column.ts";
import type { AnyTable } from "../../../src/sql/table.ts";

const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** @throws StoreError "conflict" that names the row, where a text holds what PostgreSQL does not take */
export function copyText({ name, columns, key }: AnyTable, rows: readonly Row[]): string {
  let text = "";
  for (const row of rows) {
    let separator = "";
    for (const column of columns) {
      const held = row[column.name]!;
      if (typeof held === "string" && held.includes("\0"))
        throw noNul(`${name} ${key.map((each) => row[each]).join(" ")}`, column.name);
      text += separator + copyValue(held);
      separator = "\t";
    }
    text += "\n";
  }
  return text;
}

function copyValue(held: Held): string {
  if (held === null) return "\\N";
  if (typeof held === "string") return held.replace(/[\\\n\r\t]/g, (each) => ESCAPES[each]!);
  if (typeof held === "number") return String(held);
  return `\\\\x${Buffer.from(held.buffer, held.byteOffset, held.byteLength).toString("hex")}`;
}

function noNul(row: string, column: string): StoreError {
  return new StoreError("conflict", `${row}: its ${column} holds a NUL, which PostgreSQL does not take`);
}
