import type { KeyRing } from "./key-ring.ts";
import type { RandomBytes } from "./random-bytes.ts";
import { openBox, sealBox } from "./sealed-box.ts";

/** The secret half of an access key. Never in a log, a message or an error. */
export type SecretAccessKey = string & { readonly __brand: "SecretAccessKey" };

const SECRET_BYTES = 30;

/** A new secret: 40 characters of base64, 240 bits of chance. */
export function newSecretAccessKey(random: RandomBytes): SecretAccessKey {
  return toSecretAccessKey(random(SECRET_BYTES));
}

/** The secret that 30 bytes spell. */
export function toSecretAccessKey(bytes: Uint8Array): SecretAccessKey {
  return Buffer.from(bytes.buffer, bytes.byteOffset, SECRET_BYTES).toString("base64") as SecretAccessKey;
}

/**
 * Seals a secret for storage, an access key's or another's. It opens for the same id alone, so that records cannot be swapped.
 * @param id of what has the secret: no two sorts of ids look alike
 */
export function sealSecret(ring: KeyRing, id: string, secret: string): Uint8Array {
  return sealBox(ring, { purpose: "secret", context: id }, Buffer.from(secret, "utf8"));
}

/** Undefined if it was sealed for another access key id, with a key that is not in the ring, or was tampered with. */
export function openSecret(
  ring: KeyRing,
  accessKeyId: string,
  sealed: Uint8Array,
): SecretAccessKey | undefined {
  const opened = openBox(ring, { purpose: "secret", context: accessKeyId }, sealed);
  return opened?.toString("utf8") as SecretAccessKey | undefined;
}
