import type { Page, PageRequest } from "@rolecall/store";

/**
 * Pages a list that is short enough to be read whole. It is sorted by `keyOf` (unique in the list), so that what is added or
 * deleted between two pages moves nothing else.
 */
export function pageOf<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  request: PageRequest,
): Page<Item> {
  const { after, limit } = request;
  const sorted = items
    .map((item) => ({ item, key: keyOf(item) }))
    .filter(({ key }) => after === undefined || key > after)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const page = sorted.slice(0, limit);
  const last = page.at(-1);
  const isLast = sorted.length <= limit || last === undefined;
  return { items: page.map(({ item }) => item), ...(isLast ? {} : { next: last.key }) };
}
