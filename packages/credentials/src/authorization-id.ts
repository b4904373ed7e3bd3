import { createHash } from "node:crypto";

const ID_BYTES = 16;
/** Digits of 128 bits in base 36. */
const ID_LENGTH = 25;

/**
 * What a denied request can be looked up by: 25 of [0-9a-z], as recorded ones have. It is made of the request's id, so that whoever has
 * that one finds the denial too, and nothing has to be kept to find it. A request id has 122 random bits: whoever has seen neither of
 * the two finds neither.
 */
export function authorizationIdOf(requestId: string): string {
  const digest = createHash("sha256").update(`authorization ${requestId}`).digest();
  const { buffer, byteOffset } = digest.subarray(0, ID_BYTES);
  const view = new DataView(buffer, byteOffset, ID_BYTES);
  const number = (view.getBigUint64(0) << 64n) | view.getBigUint64(8);
  return number.toString(36).padStart(ID_LENGTH, "0");
}
