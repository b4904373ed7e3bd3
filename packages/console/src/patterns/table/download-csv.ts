import { type ReadModelQuery, searchRows, type UnreadableColumn } from "./read-model.ts";
import type { TablePlan } from "./table-plan.ts";
import { toCsv } from "./to-csv.ts";

const PAGE_SIZE = 100;
/** More rows than a table of 10,000 has; a file that grows without end helps nobody. */
const MOST_PAGES = 1_000;

/** Everything that the filter lets through, as a file. @throws ApiError where a page of it could not be read: no half of a file is handed out */
export async function downloadCsv<Row>(plan: TablePlan<Row>, query: ReadModelQuery): Promise<void> {
  const rows: Row[] = [];
  let unreadable: readonly UnreadableColumn[] = [];
  for (let page = 1; page <= MOST_PAGES; page++) {
    const asked = { ...query, Page: page, PageSize: PAGE_SIZE };
    const { Rows, Count, UnreadableColumns } = await searchRows<Row>(plan.model, asked);
    rows.push(...Rows);
    unreadable = UnreadableColumns;
    if (Rows.length === 0 || rows.length >= Count) break;
  }
  const columns = plan.columns.filter(({ id }) => query.Columns?.includes(id) ?? true);
  saveFile(`${plan.id}.csv`, "text/csv", toCsv(columns, rows, unreadable));
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
