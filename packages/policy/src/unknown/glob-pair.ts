/**
 * A pattern against a text of which pieces are unknown: can they meet, and does the pattern match whatever the pieces are? All
 * ways are followed at once, as places in the text. The steps are bounded: where they do not suffice, the answer is the careful one.
 */
import type { Reach } from "../arn/piece.ts";
import { ANYTHING, COMPONENT } from "./partial-text.ts";

/** A part of a pattern: a text, or a wildcard. */
export type GlobPart = string | { readonly kind: "*" | "?"; readonly reach: Reach };

/** A pattern whose variables are resolved. */
export interface Glob {
  readonly parts: readonly GlobPart[];
  /** How long it is as the policy writes it: the values of variables, which may stand there hundreds of times, allow no steps. */
  readonly length: number;
}

/** So many steps for each character of both, and some for the short. */
const STEPS_PER_CHARACTER = 8;
const STEPS_MIN = 4096;

const COLON = 0x3a;

/** Whether some completion of the text matches; true where the steps did not suffice to tell. */
export function mayMatch(pattern: Glob, text: Int32Array): boolean {
  return new GlobWalk(text, true).follow(pattern);
}

/** Whether every completion of the text matches; false where the steps did not suffice to tell. */
export function matchesEvery(pattern: Glob, text: Int32Array): boolean {
  return new GlobWalk(text, false).follow(pattern);
}

class GlobWalk {
  private readonly text: Int32Array;
  /** An unknown piece may be chosen; else only a `*` takes it, whatever it is. */
  private readonly chooses: boolean;
  /** In ascending order, each once. */
  private places: number[] = [];
  private count = 0;
  private next: number[] = [];
  private nextCount = 0;
  private stepsLeft = 0;

  constructor(text: Int32Array, chooses: boolean) {
    this.text = text;
    this.chooses = chooses;
  }

  follow({ parts, length }: Glob): boolean {
    this.stepsLeft = STEPS_MIN + STEPS_PER_CHARACTER * (length + this.text.length);
    this.reach(0);
    this.turn();
    for (const [index, part] of parts.entries()) {
      if (typeof part === "string") this.followText(part);
      else if (part.kind === "?") this.followOne(part.reach);
      else if (part.reach === "anything" && index === parts.length - 1) return this.count > 0;
      else this.followRun(part.reach);
      if (this.stepsLeft < 0) return this.chooses;
      if (this.count === 0) return false;
    }
    return this.places[this.count - 1] === this.text.length;
  }

  private followText(part: string): void {
    for (let index = 0; index < part.length && this.count > 0 && this.stepsLeft >= 0; index++) {
      const code = part.charCodeAt(index);
      for (let each = 0; each < this.count; each++) {
        const place = this.places[each]!;
        if (this.text[place] === code) this.reach(place + 1);
        else if (this.chooses && this.canHold(place, code)) this.reach(place);
      }
      this.turn();
    }
  }

  private followOne(reach: Reach): void {
    for (let each = 0; each < this.count; each++) {
      const place = this.places[each]!;
      const code = this.text[place];
      if (code === undefined) continue;
      if (code >= 0 && (reach === "anything" || code !== COLON)) this.reach(place + 1);
      else if (code < 0 && this.chooses) this.reach(place);
    }
    this.turn();
  }

  private followRun(reach: Reach): void {
    for (let each = 0; each < this.count; each++) {
      let place = this.places[each]!;
      // What was reached before goes on to where this would go.
      if (this.nextCount > 0 && place <= this.next[this.nextCount - 1]!) continue;
      this.reach(place);
      while (this.passes(place, reach)) this.reach(++place);
    }
    this.turn();
  }

  /** Whether a `*` takes what stands at a place. */
  private passes(place: number, reach: Reach): boolean {
    const code = this.text[place];
    if (code === undefined) return false;
    if (reach === "anything" || code === COMPONENT) return true;
    return code === ANYTHING ? this.chooses : code !== COLON;
  }

  /** Whether the unknown piece at a place may go on with a character. */
  private canHold(place: number, code: number): boolean {
    const piece = this.text[place];
    return piece === ANYTHING || (piece === COMPONENT && code !== COLON);
  }

  private reach(place: number): void {
    this.add(place);
    // An unknown piece may end, or be empty.
    if (this.chooses && this.text[place]! < 0) this.add(place + 1);
  }

  private add(place: number): void {
    if (this.nextCount > 0 && place <= this.next[this.nextCount - 1]!) return;
    this.next[this.nextCount++] = place;
  }

  private turn(): void {
    this.stepsLeft -= this.count;
    const { places } = this;
    this.places = this.next;
    this.count = this.nextCount;
    this.next = places;
    this.nextCount = 0;
  }
}
