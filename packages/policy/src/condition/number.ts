/**
 * Decimal numbers of conditions. A comparison's result is a small integer and no number leaves these functions, so that
 * comparing allocates nothing.
 */

/** The result for a text that is no number: none of -1, 0 and 1. */
export const INCOMPARABLE = 2;

export type Comparison = -1 | 0 | 1 | typeof INCOMPARABLE;

/** Integers up to here, and powers of ten up to 10^22, are exact as doubles, and so is the rounding of their quotient. */
const EXACT_DIGITS = 15;

const MINUS = 0x2d;
const PLUS = 0x2b;
const POINT = 0x2e;
const ZERO = 0x30;

/** The number of decimal digits from `from` on. */
export function countDigits(text: string, from: number): number {
  let at = from;
  while (isDigit(text.charCodeAt(at))) at++;
  return at - from;
}

/** False for NaN too, which charCodeAt gives beyond the end. */
export function isDigit(code: number): boolean {
  return code >= ZERO && code <= 0x39;
}

/** `[+-]digits[.digits][e[+-]digits]`: no blanks, no hexadecimal, no Infinity. */
export function isNumber(text: string): boolean {
  let at = skipSign(text, 0);
  const whole = countDigits(text, at);
  if (whole === 0) return false;
  at += whole;
  if (text.charCodeAt(at) === POINT) {
    const fraction = countDigits(text, at + 1);
    if (fraction === 0) return false;
    at += 1 + fraction;
  }
  if ((text.charCodeAt(at) | 0x20) === 0x65) {
    const sign = skipSign(text, at + 1);
    const exponent = countDigits(text, sign);
    if (exponent === 0) return false;
    at = sign + exponent;
  }
  return at === text.length;
}

/** Compares a text with a bound: -1 where the text's number is less. */
export function compareNumber(text: string, bound: number): Comparison {
  if (!isNumber(text)) return INCOMPARABLE;
  const start = skipSign(text, 0);
  const whole = countDigits(text, start);
  if (start + whole !== text.length || whole > EXACT_DIGITS) return order(Number(text), bound);
  let value = 0;
  for (let at = start; at < text.length; at++) value = value * 10 + (text.charCodeAt(at) - ZERO);
  return order(text.charCodeAt(0) === MINUS ? -value : value, bound);
}

function order(value: number, bound: number): Comparison {
  if (value === bound) return 0;
  return value < bound ? -1 : 1;
}

function skipSign(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code === MINUS || code === PLUS ? at + 1 : at;
}
