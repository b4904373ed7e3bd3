import { type ReadModelQuery, searchRows } from "./read-model.ts";
import type { Column, TablePlan } from "./table-plan.ts";

const PAGE_SIZE = 100;
/** More rows than a table of 10,000 has; a file that grows without end helps nobody. */
const MOST_PAGES = 1_000;

/** Everything that the filter lets through, as a file. */
export async function downloadCsv<Row>(plan: TablePlan<Row>, query: ReadModelQuery): Promise<void> {
  const rows: Row[] = [];
  for (let page = 1; page <= MOST_PAGES; page++) {
    const { Rows, Count } = await searchRows<Row>(plan.model, { ...query, Page: page, PageSize: PAGE_SIZE });
    rows.push(...Rows);
    if (Rows.length === 0 || rows.length >= Count) break;
  }
  const columns = plan.columns.filter(({ id }) => query.Columns?.includes(id) ?? true);
  saveFile(`${plan.id}.csv`, "text/csv", toCsv(columns, rows));
}

/** RFC 4180. What a spreadsheet would take for a formula is marked as text. */
export function toCsv<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = [
    columns.map(({ header }) => header),
    ...rows.map((row) => columns.map(({ text }) => text(row))),
  ];
  return `${lines.map((cells) => cells.map(quote).join(",")).join("\r\n")}\r\n`;
}

function quote(cell: string): string {
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Hands a text to the person as a file. */
export function saveFile(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
