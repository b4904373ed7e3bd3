/** Base32 as seeds are written. Source: RFC 4648, section 6. */

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const BITS_PER_LETTER = 5;

/** In capitals, without the padding: a seed of 40 bytes needs none. */
export function encodeBase32(bytes: Uint8Array): string {
  let text = "";
  let pending = 0;
  let bits = 0;
  for (const byte of bytes) {
    pending = (pending << 8) | byte;
    bits += 8;
    while (bits >= BITS_PER_LETTER) {
      bits -= BITS_PER_LETTER;
      text += ALPHABET[(pending >> bits) & 31];
    }
    pending &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + ALPHABET[(pending << (BITS_PER_LETTER - bits)) & 31];
}

/**
 * In either case, with or without padding and the spaces and hyphens that people put between groups. Undefined for any other letter,
 * for a length that no number of bytes has, and where the bits that are over are not zero.
 */
export function decodeBase32(text: string): Uint8Array | undefined {
  const letters = text.replace(/[ -]/g, "").replace(/=+$/, "").toUpperCase();
  const bytes = new Uint8Array(Math.floor((letters.length * BITS_PER_LETTER) / 8));
  let pending = 0;
  let bits = 0;
  let length = 0;
  for (const letter of letters) {
    const value = ALPHABET.indexOf(letter);
    if (value < 0) return undefined;
    pending = (pending << BITS_PER_LETTER) | value;
    bits += BITS_PER_LETTER;
    if (bits < 8) continue;
    bits -= 8;
    bytes[length++] = pending >> bits;
    pending &= (1 << bits) - 1;
  }
  return bits < BITS_PER_LETTER && pending === 0 ? bytes : undefined;
}
