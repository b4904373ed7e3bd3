import type { Finder } from "./finder.ts";

/**
 * Finds a text in another, in time linear in both however often it almost matches: what the text's beginning says of
 * its own end is worked out once (Knuth, Morris and Pratt 1977).
 */
export class TextFinder implements Finder {
  private readonly sought: string;
  private readonly text: string;
  /** For each length of a beginning of `sought`, less one: how much of its end is a shorter beginning. */
  private readonly borders: Int32Array;
  private at = 0;
  /** So much of `sought` stands before `at`. */
  private matched = 0;
  private found = -1;

  /** @param sought not empty */
  constructor(sought: string, text: string) {
    this.sought = sought;
    this.text = text;
    this.borders = new Int32Array(sought.length);
    for (let end = 1, matched = 0; end < sought.length; end++) {
      matched = this.extend(matched, sought.charCodeAt(end));
      this.borders[end] = matched;
    }
  }

  next(from: number): number {
    if (this.found >= from) return this.found;
    if (from > this.at) {
      this.at = from;
      this.matched = 0;
    }
    while (this.at < this.text.length) {
      this.matched = this.extend(this.matched, this.text.charCodeAt(this.at++));
      if (this.matched < this.sought.length) continue;
      this.matched = this.borders[this.matched - 1]!;
      const start = this.at - this.sought.length;
      if (start >= from) {
        this.found = start;
        return start;
      }
    }
    return -1;
  }

  /** How much of `sought` stands up to a character, where so much stood before it. */
  private extend(before: number, code: number): number {
    let matched = before;
    while (matched > 0 && this.sought.charCodeAt(matched) !== code) matched = this.borders[matched - 1]!;
    return this.sought.charCodeAt(matched) === code ? matched + 1 : matched;
  }
}
