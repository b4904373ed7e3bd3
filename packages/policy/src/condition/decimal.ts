/**
 * Decimal numbers of conditions, compared digit by digit: recorded on AWS, precision is kept, leading zeros and a plus are
 * taken. Reading a number and comparing it allocates nothing.
 */

/** Four whole numbers about the text that was read last; see `readDecimal`. */
const read = new Int32Array(4);
const SIGN = 0;
/** The places of the first and the last digit that is not zero. */
const FIRST = 1;
const LAST = 2;
/** The power of ten of the first digit that is not zero. */
const POWER = 3;

const EXPONENT_MAX = 999_999_999;

const MINUS = 0x2d;
const PLUS = 0x2b;
const POINT = 0x2e;
const ZERO = 0x30;

export type Order = -1 | 0 | 1;

/** A number of a policy. */
export interface Decimal {
  readonly sign: number;
  /** From the first that is not zero to the last. */
  readonly digits: string;
  readonly power: number;
}

/** Undefined for a text that is no number. For compiling: the result is allocated. */
export function parseDecimal(text: string): Decimal | undefined {
  if (!readDecimal(text)) return undefined;
  const digits = read[SIGN] === 0 ? "" : text.slice(read[FIRST], read[LAST]! + 1).replace(".", "");
  return { sign: read[SIGN]!, digits, power: read[POWER]! };
}

/**
 * Reads `[+-]digits[.digits][e[+-]digits]`: no blanks, no hexadecimal, no Infinity. False for anything else.
 * INVARIANT: what was read stands until the next call; nobody else's code runs between reading and comparing.
 */
export function readDecimal(text: string): boolean {
  const start = skipSign(text, 0);
  const wholeEnd = skipDigits(text, start);
  if (wholeEnd === start) return false;
  let end = wholeEnd;
  if (text.charCodeAt(end) === POINT) {
    end = skipDigits(text, wholeEnd + 1);
    if (end === wholeEnd + 1) return false;
  }
  const exponent = readExponent(text, end);
  if (exponent > EXPONENT_MAX) return false;
  readDigits(text, start, end);
  const first = read[FIRST]!;
  const isZero = first === -1;
  read[SIGN] = isZero ? 0 : text.charCodeAt(0) === MINUS ? -1 : 1;
  read[POWER] = isZero ? 0 : (first < wholeEnd ? wholeEnd - first - 1 : wholeEnd - first) + exponent;
  return true;
}

/** How the number that was read from a text last compares with another: -1 where it is less. */
export function compareRead(text: string, bound: Decimal): Order {
  const sign = read[SIGN]!;
  if (sign !== bound.sign) return sign < bound.sign ? -1 : 1;
  if (sign === 0) return 0;
  const bySize = read[POWER] === bound.power ? compareDigits(text, bound.digits) : read[POWER]! - bound.power;
  if (bySize === 0) return 0;
  return bySize < 0 === sign > 0 ? -1 : 1;
}

function compareDigits(text: string, digits: string): number {
  let index = 0;
  const last = read[LAST]!;
  for (let at = read[FIRST]!; at <= last; at++) {
    const code = text.charCodeAt(at);
    if (code === POINT) continue;
    if (index === digits.length) return 1;
    const difference = code - digits.charCodeAt(index++);
    if (difference !== 0) return difference;
  }
  return index === digits.length ? 0 : -1;
}

function readDigits(text: string, start: number, end: number): void {
  let first = -1;
  let last = -1;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === ZERO || code === POINT) continue;
    if (first === -1) first = at;
    last = at;
  }
  read[FIRST] = first;
  read[LAST] = last;
}

/** Zero where none is written; more than EXPONENT_MAX where it is too great, or the text does not end with it. */
function readExponent(text: string, at: number): number {
  if (at === text.length) return 0;
  if ((text.charCodeAt(at) | 0x20) !== 0x65) return EXPONENT_MAX + 1;
  const start = skipSign(text, at + 1);
  const end = skipDigits(text, start);
  if (end === start || end !== text.length) return EXPONENT_MAX + 1;
  let value = 0;
  for (let place = start; place < end && value <= EXPONENT_MAX; place++) {
    value = value * 10 + (text.charCodeAt(place) - ZERO);
  }
  return value <= EXPONENT_MAX && text.charCodeAt(at + 1) === MINUS ? -value : value;
}

/** Where the digits that begin at a place end. */
export function skipDigits(text: string, from: number): number {
  let at = from;
  while (isDigit(text.charCodeAt(at))) at++;
  return at;
}

/** False for NaN too, which charCodeAt gives beyond the end. */
export function isDigit(code: number): boolean {
  return code >= ZERO && code <= 0x39;
}

function skipSign(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code === MINUS || code === PLUS ? at + 1 : at;
}
