/** Gives `size` unpredictable bytes. */
export type RandomBytes = (size: number) => Uint8Array;

/** RFC 4648, section 6, without padding: the alphabet of AWS's ids. */
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** The first `length` characters of the base32 form of `bytes`; bits beyond them are dropped. */
export function encodeBase32(bytes: Uint8Array, length: number): string {
  let text = "";
  let held = 0;
  let heldBits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    heldBits += 8;
    while (heldBits >= 5) {
      heldBits -= 5;
      text += ALPHABET[(held >> heldBits) & 31];
    }
    held &= (1 << heldBits) - 1;
  }
  return text.slice(0, length);
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
