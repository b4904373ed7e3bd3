import { createDecipheriv, type KeyObject } from "node:crypto";
import { malformed } from "../saml-refusal.ts";
import { decodeText } from "../xml/decode-document.ts";
import type { XmlElement } from "../xml/xml-element.ts";
import { type DataCipher, readEncryptedParts } from "./encrypted-parts.ts";
import { openOaep } from "./oaep.ts";

const BLOCK_BYTES = 16;
const GCM_NONCE_BYTES = 12;
const GCM_TAG_BYTES = 16;

/**
 * Decrypts an EncryptedAssertion by the first of the keys that it was encrypted for.
 * @returns the document that was encrypted
 * @throws SamlRefusal. INVARIANT: whoever calls it says the same of whatever was wrong, also with what came out of it: of a text whose
 * blocks somebody else changed, each answer that differs tells a piece of what was encrypted.
 */
export function openAssertion(encryptedAssertion: XmlElement, keys: readonly KeyObject[]): string {
  const { cipher, encryptedText, digests, encryptedKey } = readEncryptedParts(encryptedAssertion);
  const opened = keys.map((key) => openOaep(encryptedKey, key, digests));
  const key = opened.find((bytes) => bytes?.length === cipher.keyBytes);
  if (key === undefined) throw malformed("The assertion is encrypted for another key.");
  return decodeText(decrypt(cipher, key, encryptedText));
}

function decrypt({ name, mode }: DataCipher, key: Buffer, text: Buffer): Buffer {
  try {
    return mode === "gcm" ? decryptGcm(name as "aes-128-gcm", key, text) : decryptCbc(name, key, text);
  } catch {
    throw malformed("The assertion cannot be decrypted.");
  }
}

/** The nonce of 12 bytes, the text, the tag of 16: a tag that is cut short is as good as none. XML Encryption 1.1, 5.2.4. */
function decryptGcm(name: "aes-128-gcm" | "aes-256-gcm", key: Buffer, text: Buffer): Buffer {
  if (text.length < GCM_NONCE_BYTES + GCM_TAG_BYTES) throw malformed("The encrypted text is too short.");
  const decipher = createDecipheriv(name, key, text.subarray(0, GCM_NONCE_BYTES), {
    authTagLength: GCM_TAG_BYTES,
  });
  decipher.setAuthTag(text.subarray(-GCM_TAG_BYTES));
  return Buffer.concat([decipher.update(text.subarray(GCM_NONCE_BYTES, -GCM_TAG_BYTES)), decipher.final()]);
}

/** The last byte tells how many are filling, whatever these are. XML Encryption 1.1, 5.2. */
function decryptCbc(name: string, key: Buffer, text: Buffer): Buffer {
  const decipher = createDecipheriv(name, key, text.subarray(0, BLOCK_BYTES)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(text.subarray(BLOCK_BYTES)), decipher.final()]);
  const filling = padded.at(-1) ?? 0;
  if (filling < 1 || filling > BLOCK_BYTES) throw malformed("The encrypted text is filled up wrongly.");
  return padded.subarray(0, padded.length - filling);
}
