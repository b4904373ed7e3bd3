import type { Finder } from "./finder.ts";

/** What stands at one place of a stretch of fixed length: a character's code, any character, or any but a colon. */
export const ANY_CHARACTER = -1;
export const ANY_BUT_COLON = -2;

const COLON = 0x3a;
const BITS = 32;

/**
 * Finds a stretch of few places, in time linear in the text however often it almost matches: bit `i` of the state tells
 * whether the first `i + 1` places match up to the current character (Shift-And, Baeza-Yates and Gonnet 1992).
 */
export class PlaceFinder implements Finder {
  private readonly text: string;
  private readonly length: number;
  private readonly masks: PlaceMasks;
  private readonly state: Int32Array;
  private readonly accepting: number;
  private at = 0;
  private found = -1;

  constructor(places: readonly number[], text: string) {
    this.text = text;
    this.length = places.length;
    this.masks = new PlaceMasks(places);
    this.state = new Int32Array(this.masks.words);
    this.accepting = 1 << ((places.length - 1) % BITS);
  }

  next(from: number): number {
    if (this.found >= from) return this.found;
    if (from > this.at) {
      this.at = from;
      this.state.fill(0);
    }
    while (this.at < this.text.length) {
      const isFound = this.shiftIn(this.text.charCodeAt(this.at++));
      const start = this.at - this.length;
      if (isFound && start >= from) {
        this.found = start;
        return start;
      }
    }
    return -1;
  }

  /** Whether the stretch ends with this character. */
  private shiftIn(code: number): boolean {
    const { state, masks } = this;
    const { words, bits } = masks;
    const row = masks.rowOf(code);
    let carry = 1;
    for (let word = 0; word < words; word++) {
      const before = state[word]!;
      state[word] = ((before << 1) | carry) & bits[row + word]!;
      carry = before >>> (BITS - 1);
    }
    return (state[words - 1]! & this.accepting) !== 0;
  }
}

/** Rows for characters up to this code are found without looking it up. */
const NARROW_CODES = 256;

/** For each character a row of bits, one for each place at which it may stand. */
class PlaceMasks {
  readonly words: number;
  readonly bits: Int32Array;
  /** The rows of the greater codes among the places; the row of all others comes just after the narrow ones. */
  private readonly wideRows = new Map<number, number>();
  private readonly otherRow: number;

  constructor(places: readonly number[]) {
    this.words = Math.ceil(places.length / BITS);
    this.otherRow = NARROW_CODES * this.words;
    for (const code of places) {
      if (code < NARROW_CODES || this.wideRows.has(code)) continue;
      this.wideRows.set(code, (NARROW_CODES + 1 + this.wideRows.size) * this.words);
    }
    this.bits = new Int32Array((NARROW_CODES + 1 + this.wideRows.size) * this.words);
    for (const [index, place] of places.entries()) this.allow(place, index);
  }

  /** Where the character's row begins in `bits`. */
  rowOf(code: number): number {
    return code < NARROW_CODES ? code * this.words : (this.wideRows.get(code) ?? this.otherRow);
  }

  private allow(place: number, index: number): void {
    const word = index >> 5;
    const bit = 1 << (index % BITS);
    if (place >= 0) {
      this.bits[this.rowOf(place) + word]! |= bit;
      return;
    }
    for (let row = 0; row < this.bits.length; row += this.words) this.bits[row + word]! |= bit;
    if (place === ANY_BUT_COLON) this.bits[this.rowOf(COLON) + word]! &= ~bit;
  }
}
