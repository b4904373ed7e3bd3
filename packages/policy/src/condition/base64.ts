/** Binary values as base64 text with its padding: RFC 4648, section 4. */

const PADDING = 0x3d;

/**
 * Whether two texts are base64 of the same bytes. The bits of the last digit that no byte uses are ignored, so that the
 * bytes are compared, not their spelling.
 */
export function equalsBase64(left: string, right: string): boolean {
  if (left.length !== right.length || !isBase64(left) || !isBase64(right)) return false;
  const digits = left.length - countPadding(left);
  if (digits !== right.length - countPadding(right)) return false;
  for (let at = 0; at < digits - 1; at++) if (left.charCodeAt(at) !== right.charCodeAt(at)) return false;
  if (digits === 0) return true;
  const unused = countPadding(left) * 2;
  const last = digits - 1;
  return digitOf(left.charCodeAt(last)) >> unused === digitOf(right.charCodeAt(last)) >> unused;
}

/** Whole groups of digits, padded. */
export function isBase64(text: string): boolean {
  if (text.length % 4 !== 0) return false;
  const digits = text.length - countPadding(text);
  for (let at = 0; at < digits; at++) if (digitOf(text.charCodeAt(at)) === -1) return false;
  return true;
}

function countPadding(text: string): number {
  if (text.charCodeAt(text.length - 1) !== PADDING) return 0;
  return text.charCodeAt(text.length - 2) === PADDING ? 2 : 1;
}

function digitOf(code: number): number {
  if (code >= 0x41 && code <= 0x5a) return code - 0x41;
  if (code >= 0x61 && code <= 0x7a) return code - 0x61 + 26;
  if (code >= 0x30 && code <= 0x39) return code - 0x30 + 52;
  if (code === 0x2b) return 62;
  return code === 0x2f ? 63 : -1;
}
