import type { Page, PageRequest } from "./page.ts";

/**
 * The items of a list, page after page until the last.
 * @param limit of a page
 */
export async function* eachPage<Item>(
  list: (request: PageRequest) => Promise<Page<Item>>,
  limit: number,
): AsyncGenerator<readonly Item[]> {
  let after: string | undefined;
  do {
    const page = await list({ limit, ...(after !== undefined && { after }) });
    yield page.items;
    after = page.next;
  } while (after !== undefined);
}
