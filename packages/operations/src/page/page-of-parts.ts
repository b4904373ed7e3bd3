/** Pages of a list that is several, one after the other. A page goes on into the next part where the one before ends. */
import type { Page, PageRequest } from "@rolecall/store";

/** One of the lists that a list is made of. */
interface Part {
  /** What a mark calls it. */
  readonly name: string;
}

/** One whose items a page takes as they are. */
export interface ListPart<Item> extends Part {
  list(request: PageRequest): Promise<Page<Item>>;
}

/** One that puts its items where they belong, and knows where to go on. */
export interface FilledPart extends Part {
  fill(after: string | undefined): Promise<string | undefined>;
}

/**
 * A page may hold fewer items than were asked for where a part leaves some out.
 * @param parts those that are wanted; a mark holds for the same ones alone
 */
export async function pageOfParts<Item>(
  parts: readonly ListPart<Item>[],
  { after, limit }: PageRequest,
): Promise<Page<Item>> {
  const items: Item[] = [];
  const filled = parts.map((part) => ({
    name: part.name,
    async fill(mark: string | undefined) {
      const page = await part.list({
        limit: limit - items.length,
        ...(mark !== undefined && { after: mark }),
      });
      items.push(...page.items);
      return page.next;
    },
  }));
  const next = await fillParts(filled, after, () => items.length >= limit);
  return next === undefined ? { items } : { items, next };
}

/**
 * Fills a page, part after part, until it is full.
 * @returns the mark where it goes on; undefined at the end of the last part.
 */
export async function fillParts(
  parts: readonly FilledPart[],
  after: string | undefined,
  isFull: () => boolean,
): Promise<string | undefined> {
  const place = placeOf(after);
  const start = place === undefined ? 0 : parts.findIndex(({ name }) => name === place.name);
  if (start === -1) throw new Error(`The list has no part ${place?.name}.`);
  for (const [index, part] of parts.entries()) {
    if (index < start) continue;
    if (isFull()) return `${part.name}:`;
    const next = await part.fill(index === start ? place?.after : undefined);
    if (next !== undefined) return `${part.name}:${next}`;
  }
  return undefined;
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
