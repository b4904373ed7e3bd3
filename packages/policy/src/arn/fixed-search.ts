/** What stands at one place of a stretch of fixed length: a character's code, any character, or any but a colon. */
export const ANY_CHARACTER = -1;
export const ANY_BUT_COLON = -2;

const COLON = 0x3a;
const BITS = 32;

export interface SearchRange {
  /** The first and the last place where a match may begin. */
  readonly from: number;
  readonly lastStart: number;
}

/**
 * The end of the first match of a stretch in a text, or -1, in time linear in the text however often it almost
 * matches: bit `i` of the state tells whether the first `i + 1` places match up to the current character (Shift-And,
 * Baeza-Yates and Gonnet 1992). For long texts; the state is allocated.
 */
export function findFixed(places: readonly number[], text: string, { from, lastStart }: SearchRange): number {
  const masks = new PlaceMasks(places);
  const { words } = masks;
  const state = new Int32Array(words);
  const accepting = 1 << ((places.length - 1) % BITS);
  for (let at = from; at < text.length; at++) {
    const row = masks.rowOf(text.charCodeAt(at));
    let carry = at <= lastStart ? 1 : 0;
    for (let word = 0; word < words; word++) {
      const before = state[word]!;
      state[word] = ((before << 1) | carry) & masks.bits[row + word]!;
      carry = before >>> (BITS - 1);
    }
    if ((state[words - 1]! & accepting) !== 0) return at + 1;
  }
  return -1;
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
