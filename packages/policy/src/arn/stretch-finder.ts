import type { Finder } from "./finder.ts";
import type { Reach } from "./piece.ts";
import { ANY_BUT_COLON, ANY_CHARACTER, PlaceFinder } from "./place-finder.ts";
import { TextFinder } from "./text-finder.ts";

/** A text, or a character that may be any within its reach. */
export type StretchPart = string | { readonly reach: Reach };

/** A text of this length or more is looked for as a text, not place by place. */
const TEXT_LENGTH_MIN = 32;

/** So many places are looked for together; the table of what may stand at each of them grows with their number squared. */
const PLACES_TOGETHER_MAX = 1024;

/** Finds a stretch: each of its long texts, and all that stands between two of them, is found by itself. */
export function makeFinder(parts: readonly StretchPart[], text: string): Finder {
  if (parts.length === 1 && typeof parts[0] === "string") return findText(parts[0], text);
  const members: Member[] = [];
  let places: number[] = [];
  let offset = 0;
  const closePlaces = (): void => {
    if (places.length === 0) return;
    members.push({ offset: offset - places.length, finder: new PlaceFinder(places, text) });
    places = [];
  };
  for (const part of parts) {
    if (typeof part === "string" && part.length >= TEXT_LENGTH_MIN) {
      closePlaces();
      members.push({ offset, finder: new TextFinder(part, text) });
      offset += part.length;
      continue;
    }
    const codes = codesOf(part);
    if (places.length + codes.length > PLACES_TOGETHER_MAX) closePlaces();
    places.push(...codes);
    offset += codes.length;
  }
  closePlaces();
  return new StretchFinder(members);
}

/** An empty text stands everywhere. */
function findText(sought: string, text: string): Finder {
  return sought === "" ? { next: (from) => from } : new TextFinder(sought, text);
}

function codesOf(part: StretchPart): readonly number[] {
  if (typeof part !== "string") return [part.reach === "component" ? ANY_BUT_COLON : ANY_CHARACTER];
  return Array.from({ length: part.length }, (_, at) => part.charCodeAt(at));
}

interface Member {
  /** Where it stands in the stretch. */
  readonly offset: number;
  readonly finder: Finder;
}

/** Moves on to where one member can stand until all of them stand there. */
class StretchFinder implements Finder {
  private readonly members: readonly Member[];

  constructor(members: readonly Member[]) {
    this.members = members;
  }

  next(from: number): number {
    let start = from;
    for (let agreed = 0, index = 0; agreed < this.members.length; index = (index + 1) % this.members.length) {
      const { offset, finder } = this.members[index]!;
      const at = finder.next(start + offset);
      if (at === -1) return -1;
      agreed = at === start + offset ? agreed + 1 : 1;
      start = at - offset;
    }
    return start;
  }
}
