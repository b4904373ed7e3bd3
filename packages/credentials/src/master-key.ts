import type { KeyBytes } from "./key-ring.ts";

const BASE64_KEY = /^[A-Za-z0-9+/]{43}=$/;

/** One line of base64, as `parseMasterKeys` reads it. */
export function formatMasterKey(key: KeyBytes): string {
  return Buffer.from(key.bytes).toString("base64");
}

/**
 * Reads master keys, each 32 bytes in base64, between white space or commas. The first is the one that seals.
 * @throws TypeError that says which key is none, and shows nothing of it.
 */
export function parseMasterKeys(text: string): readonly KeyBytes[] {
  const words = text.split(/[\s,]+/).filter((word) => word !== "");
  if (words.length === 0) throw new TypeError("there is no master key");
  return words.map((word, index) => {
    if (!BASE64_KEY.test(word))
      throw new TypeError(
        `master key ${index + 1} is not 32 bytes in base64 (openssl rand -base64 32 makes one)`,
      );
    return { bytes: Buffer.from(word, "base64") };
  });
}
