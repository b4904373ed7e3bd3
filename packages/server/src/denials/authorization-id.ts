import type { RandomBytes } from "@rolecall/credentials";

const ID_BYTES = 16;
/** Digits of 128 bits in base 36. */
const ID_LENGTH = 25;

/**
 * A fresh authorization id: 25 of [0-9a-z], as recorded ones have, of 128 random bits: whoever does not know one does not find
 * one.
 */
export function newAuthorizationId(random: RandomBytes): string {
  const bytes = random(ID_BYTES);
  const { buffer, byteOffset } = bytes;
  const view = new DataView(buffer, byteOffset, ID_BYTES);
  const number = (view.getBigUint64(0) << 64n) | view.getBigUint64(8);
  return number.toString(36).padStart(ID_LENGTH, "0");
}
