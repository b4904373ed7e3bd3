import type { Page, PageRequest } from "../records/page.ts";

/** How a row stands in a page. */
interface Paged<Row, Item> {
  /** What the next page is asked to begin after. */
  readonly keyOf: (row: Row) => string;
  readonly toItem: (row: Row) => Item;
}

/**
 * Cuts a page out of an ordered listing. One row more than asked is fetched, so that the last page is known to be the
 * last.
 * @param fetch rows whose key is greater than `after` ("" is below every key)
 */
export async function pageOf<Row, Item>(
  request: PageRequest,
  fetch: (after: string, limit: number) => Promise<readonly Row[]>,
  { keyOf, toItem }: Paged<Row, Item>,
): Promise<Page<Item>> {
  const { limit } = request;
  if (!Number.isSafeInteger(limit) || limit < 1)
    throw new RangeError(`a page needs a limit of at least 1, not ${limit}`);
  const rows = await fetch(request.after ?? "", limit + 1);
  const last = rows[limit - 1];
  if (rows.length <= limit || last === undefined) return { items: rows.map(toItem) };
  return { items: rows.slice(0, limit).map(toItem), next: keyOf(last) };
}
