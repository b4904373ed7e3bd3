import { type Call, openPage, type PageMarks } from "@rolecall/operations";
import type { ReadTransaction } from "@rolecall/store";

/** A page of a finished report, which does not change any more: marks are places in it. */
export function jobPage<Row, Shown>(
  call: Call<{ readonly JobId: string }, ReadTransaction>,
  { rows, show, filter }: { rows: readonly Row[]; show: (row: Row) => Shown; filter?: string | undefined },
): { readonly rows: readonly Shown[]; readonly marks: PageMarks } {
  const pager = openPage(call, call.input.JobId, filter);
  const from = Number(pager.request.after ?? 0);
  const to = from + pager.request.limit;
  const marks = pager.marks(to < rows.length ? { next: String(to) } : {});
  return { rows: rows.slice(from, to).map(show), marks };
}
