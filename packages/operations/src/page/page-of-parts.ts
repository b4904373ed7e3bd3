import type { Page, PageRequest } from "@rolecall/store";

/** One of the lists that a list is made of. */
export interface ListPart<Item> {
  /** What a mark calls it. */
  readonly name: string;
  list(request: PageRequest): Promise<Page<Item>>;
}

/**
 * Pages a list that is several, one after the other. A page goes on into the next part where the one before ends, and may hold
 * fewer items than were asked for where a part leaves some out.
 * @param parts those that are wanted; a mark holds for the same ones alone
 */
export async function pageOfParts<Item>(
  parts: readonly ListPart<Item>[],
  { after, limit }: PageRequest,
): Promise<Page<Item>> {
  const place = placeOf(after);
  const start = place === undefined ? 0 : parts.findIndex(({ name }) => name === place.name);
  if (start === -1) throw new Error(`The list has no part ${place?.name}.`);
  const items: Item[] = [];
  for (const [index, part] of parts.entries()) {
    if (index < start) continue;
    const room = limit - items.length;
    if (room <= 0) return { items, next: `${part.name}:` };
    const mark = index === start ? place?.after : undefined;
    const page = await part.list({ limit: room, ...(mark !== undefined && { after: mark }) });
    items.push(...page.items);
    if (page.next !== undefined) return { items, next: `${part.name}:${page.next}` };
  }
  return { items };
}

/** In which part of the list, and after which entry of it. */
interface Place {
  readonly name: string;
  readonly after?: string;
}

function placeOf(mark: string | undefined): Place | undefined {
  if (mark === undefined) return undefined;
  const colon = mark.indexOf(":");
  const after = mark.slice(colon + 1);
  return { name: mark.slice(0, colon), ...(after !== "" && { after }) };
}
