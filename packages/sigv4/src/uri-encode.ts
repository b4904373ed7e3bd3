const UNRESERVED = /[A-Za-z0-9\-._~]/;

/** What each byte becomes: itself if it is unreserved (RFC 3986, section 2.3), else %XX with upper-case digits. */
const ENCODED_BYTES: readonly string[] = Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  return UNRESERVED.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
});

const PERCENT = 0x25;
const PLUS = 0x2b;

function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

function escapedByte(text: string, index: number): number {
  const high = hexDigit(text.charCodeAt(index + 1));
  const low = hexDigit(text.charCodeAt(index + 2));
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/** UriEncode of AWS's signing documents, over text of one character a byte. "%" is a byte like any other. */
export function uriEncode(text: string): string {
  let encoded = "";
  for (let index = 0; index < text.length; index++) encoded += ENCODED_BYTES[text.charCodeAt(index) & 0xff];
  return encoded;
}

/**
 * Decodes percent escapes once and encodes the bytes again, so that any spelling of the same bytes comes out alike.
 * A "%" that begins no escape stands for itself. `plus` says what "+" stands for.
 */
export function uriNormalize(text: string, plus: "space" | "plus"): string {
  let encoded = "";
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const escaped = code === PERCENT ? escapedByte(text, index) : -1;
    if (escaped >= 0) {
      encoded += ENCODED_BYTES[escaped];
      index += 2;
    } else {
      encoded += code === PLUS && plus === "space" ? "%20" : ENCODED_BYTES[code & 0xff];
    }
  }
  return encoded;
}

/** Decodes percent escapes, and "+" to a space, as a query's reader does. Bytes stay one character each. */
export function uriDecode(text: string): string {
  if (!text.includes("%") && !text.includes("+")) return text;
  let decoded = "";
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const escaped = code === PERCENT ? escapedByte(text, index) : -1;
    if (escaped >= 0) {
      decoded += String.fromCharCode(escaped);
      index += 2;
    } else {
      decoded += code === PLUS ? " " : text[index];
    }
  }
  return decoded;
}
