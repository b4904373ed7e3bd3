import type { AnyTable } from "../sql/table.ts";

/** Fills a table with what a query of its columns answers. */
export function insertFrom({ name, columns }: AnyTable, select: string): string {
  return `insert into "${name}" (${columns.map((column) => `"${column.name}"`).join(", ")}) ${select}`;
}
