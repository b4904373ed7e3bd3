/** application/x-www-form-urlencoded and query strings: percent escapes of UTF-8 (RFC 3986, section 2.1), "+" for a space. */

const PERCENT = "%";

function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

/** The byte of an escape that begins at an index; -1 where none does. */
function escapedByte(text: string, at: number): number {
  if (text.charCodeAt(at) !== 0x25) return -1;
  const high = hexDigit(text.charCodeAt(at + 1));
  const low = hexDigit(text.charCodeAt(at + 2));
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

const ALONE = [0, 0, 0] as const;
const NONE = [-1, 0, 0] as const;

/** By first byte of a character in UTF-8: how many bytes follow it, and between what the next one lies (Unicode, table 3-7). */
function followers(first: number): readonly [count: number, least: number, most: number] {
  if (first >= 0 && first < 0x80) return ALONE;
  if (first >= 0xc2 && first <= 0xdf) return [1, 0x80, 0xbf];
  if (first >= 0xe0 && first <= 0xef) return [2, first === 0xe0 ? 0xa0 : 0x80, first === 0xed ? 0x9f : 0xbf];
  if (first >= 0xf0 && first <= 0xf4) return [3, first === 0xf0 ? 0x90 : 0x80, first === 0xf4 ? 0x8f : 0xbf];
  return NONE;
}

/**
 * Whether every "%" begins an escape and the escapes are UTF-8, without decoding anything: a stranger's megabyte is looked at
 * before anybody has proved who sent it.
 */
export function isUriEncoded(text: string): boolean {
  for (let at = text.indexOf(PERCENT); at >= 0; at = text.indexOf(PERCENT, at)) {
    const first = escapedByte(text, at);
    at += 3;
    const [count, least, most] = followers(first);
    if (count < 0) return false;
    for (let index = 0; index < count; index++, at += 3) {
      const byte = escapedByte(text, at);
      if (byte < (index === 0 ? least : 0x80) || byte > (index === 0 ? most : 0xbf)) return false;
    }
  }
  return true;
}

/** Decodes what `isUriEncoded` found well. Most texts are plain. */
export function decodeUri(text: string): string {
  const spaced = text.includes("+") ? text.replaceAll("+", " ") : text;
  return spaced.includes(PERCENT) ? decodeURIComponent(spaced) : spaced;
}
