import { createHash, createHmac } from "node:crypto";
import type { KeyRing } from "./key-ring.ts";

/** SHA-256 in base64url, for what is to be found again and need not be read again. Whoever can guess the text can guess it. */
export function textDigest(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

/** One of 65,536 that a text belongs to, by HMAC-SHA-256: who has not the key finds no two that belong to the same. */
export function textBucket(ring: Pick<KeyRing, "current">, text: string): number {
  return createHmac("sha256", ring.current.subkeys.device).update(text).digest().readUInt16BE(0);
}
