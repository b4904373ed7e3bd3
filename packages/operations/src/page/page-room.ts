/**
 * Pages of what carries documents. A page ends at MaxItems, or earlier where its text grows long: AWS too may answer fewer items
 * than were asked for, with IsTruncated true. Source: IAM API Reference, "MaxItems".
 */
import type { Page, PageRequest } from "@rolecall/store";

/** Characters of text in a page's items after which it takes no more. */
const PAGE_TEXT_LENGTH = 1_048_576;

/** What a page still has room for. */
export class PageRoom {
  #items: number;
  #text = PAGE_TEXT_LENGTH;

  constructor(items: number) {
    this.#items = items;
  }

  get items(): number {
    return this.#items;
  }

  get isFull(): boolean {
    return this.#items <= 0 || this.#text <= 0;
  }

  take(shown: unknown): void {
    this.#items -= 1;
    this.#text -= textLength(shown);
  }
}

interface Listing<Item, Shown> {
  list(request: PageRequest): Promise<Page<Item>>;
  show(item: Item): Promise<Shown>;
  /** Items that are read at a time. */
  readonly step: number;
}

/**
 * Shows items after a mark until the list or the room ends; the last may take more than there is room for.
 * @returns the mark where it goes on; undefined at the end of the list.
 */
export async function fillRoom<Item, Shown>(
  room: PageRoom,
  after: string | undefined,
  { list, show, step }: Listing<Item, Shown>,
  into: Shown[],
): Promise<string | undefined> {
  let mark = after;
  do {
    const limit = Math.min(step, room.items);
    const from = mark === undefined ? {} : { after: mark };
    const page = await list({ ...from, limit });
    let shownItems = 0;
    for (const item of page.items) {
      if (room.isFull) break;
      const shown = await show(item);
      room.take(shown);
      into.push(shown);
      shownItems += 1;
    }
    // Where it goes on behind an item in the middle, the list alone can say.
    if (shownItems < page.items.length) return (await list({ ...from, limit: shownItems })).next;
    mark = page.next;
  } while (mark !== undefined && !room.isFull);
  return mark;
}

/** One page of a list. */
export async function roomyPage<Item, Shown>(
  { limit, after }: PageRequest,
  listing: Listing<Item, Shown>,
): Promise<Page<Shown>> {
  const items: Shown[] = [];
  const next = await fillRoom(new PageRoom(limit), after, listing, items);
  return next === undefined ? { items } : { items, next };
}

/** Of all texts in a value; bytes are as good as letters. */
function textLength(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (value instanceof Uint8Array) return value.length;
  if (typeof value !== "object" || value === null) return 0;
  let length = 0;
  for (const member of Object.values(value)) length += textLength(member);
  return length;
}
