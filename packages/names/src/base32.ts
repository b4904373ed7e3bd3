/** Gives `size` unpredictable bytes. */
export type RandomBytes = (size: number) => Uint8Array;

/** RFC 4648, section 6: the alphabet of AWS's ids and of the seeds of MFA devices. */
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const BITS_PER_CHARACTER = 5;

/** The base32 form of `bytes`, without padding; the first `length` characters of it where a length is given. */
export function encodeBase32(bytes: Uint8Array, length?: number): string {
  let text = "";
  let held = 0;
  let heldBits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    heldBits += 8;
    while (heldBits >= BITS_PER_CHARACTER) {
      heldBits -= BITS_PER_CHARACTER;
      text += ALPHABET[(held >> heldBits) & 31];
    }
    held &= (1 << heldBits) - 1;
  }
  if (heldBits > 0) text += ALPHABET[(held << (BITS_PER_CHARACTER - heldBits)) & 31];
  return text.slice(0, length);
}

/**
 * In either case, with or without padding and the spaces and hyphens that people put between groups. Undefined for any other letter,
 * for a length that no number of bytes has, and where the bits that are over are not zero.
 */
export function decodeBase32(text: string): Uint8Array | undefined {
  const letters = text.replace(/[ -]/g, "").replace(/=+$/, "").toUpperCase();
  const bytes = new Uint8Array(Math.floor((letters.length * BITS_PER_CHARACTER) / 8));
  let held = 0;
  let heldBits = 0;
  let length = 0;
  for (const letter of letters) {
    const value = ALPHABET.indexOf(letter);
    if (value < 0) return undefined;
    held = (held << BITS_PER_CHARACTER) | value;
    heldBits += BITS_PER_CHARACTER;
    if (heldBits < 8) continue;
    heldBits -= 8;
    bytes[length++] = held >> heldBits;
    held &= (1 << heldBits) - 1;
  }
  return heldBits < BITS_PER_CHARACTER && held === 0 ? bytes : undefined;
}

/** The number that up to ten base32 characters spell, most significant first; undefined where one is no base32 character. */
export function base32Value(text: string): number | undefined {
  let value = 0;
  for (const character of text) {
    const digit = ALPHABET.indexOf(character);
    if (digit < 0) return undefined;
    value = value * 32 + digit;
  }
  return value;
}
