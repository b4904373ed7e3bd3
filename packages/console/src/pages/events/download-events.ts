import { saveFile } from "../../patterns/table/download-csv.ts";
import type { Column } from "../../patterns/table/table-plan.ts";
import { toCsv } from "../../patterns/table/to-csv.ts";
import type { EventRow } from "./event-row.ts";
import { type EventQuestion, readEvents } from "./use-events.ts";

/** A page of a search, and how many events a file has at most. */
const PAGE_SIZE = 100;
const MOST_EVENTS = 1_000;

/** The newest events of a question, as a file. @returns whether there were more than it holds */
export async function downloadEvents(
  question: EventQuestion,
  columns: readonly Column<EventRow>[],
): Promise<boolean> {
  const rows: EventRow[] = [];
  const asked = { ...question, MaxResults: PAGE_SIZE };
  let token: string | undefined;
  do {
    const { Events, NextToken } = await readEvents(asked, token);
    rows.push(...Events);
    token = NextToken;
  } while (token !== undefined && rows.length < MOST_EVENTS);
  saveFile("events.csv", "text/csv", toCsv(columns, rows));
  return token !== undefined;
}
