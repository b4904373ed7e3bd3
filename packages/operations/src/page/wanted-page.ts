import type { Page, PageRequest } from "@rolecall/store";

interface Filtered<Item> {
  list(request: PageRequest): Promise<Page<Item>>;
  isWanted(item: Item): boolean;
  /** Items that are looked at for one page, about: where most of them are not wanted, it may hold fewer than it could. */
  readonly lookedAtMost: number;
}

/** A page of those that are wanted, where the store lists others too: it reads on until the page is full. */
export async function wantedPage<Item>(
  { limit, after }: PageRequest,
  { list, isWanted, lookedAtMost }: Filtered<Item>,
): Promise<Page<Item>> {
  const items: Item[] = [];
  let lookedAt = 0;
  let next = after;
  do {
    const page = await list({ limit: limit - items.length, ...(next !== undefined && { after: next }) });
    items.push(...page.items.filter(isWanted));
    lookedAt += page.items.length;
    next = page.next;
  } while (next !== undefined && items.length < limit && lookedAt < lookedAtMost);
  return { items, ...(next !== undefined && { next }) };
}
