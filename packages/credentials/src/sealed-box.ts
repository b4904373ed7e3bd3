import { createCipheriv, createDecipheriv } from "node:crypto";
import { KEY_ID_BYTES, type KeyRing, type Purpose } from "./key-ring.ts";

/*
 * A box is: version, 1 byte; key id, 4 bytes; IV, 12 bytes; ciphertext; tag, 16 bytes. AES-256-GCM (NIST SP 800-38D), whose
 * random IVs allow 2^32 boxes a key. The head is authenticated, and so are purpose and context.
 */
const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + KEY_ID_BYTES + IV_BYTES;

/** What a box is for, and what it belongs to: it opens for the same two alone. */
export interface BoxLabel {
  readonly purpose: Purpose;
  readonly context: string;
}

/** The head is of one length, so head and context cannot be confused. */
function associatedData(box: Buffer, label: BoxLabel): Buffer {
  return Buffer.concat([box.subarray(0, HEAD_BYTES), Buffer.from(label.context, "utf8")]);
}

export function sealBox(
  ring: Pick<KeyRing, "current" | "random">,
  label: BoxLabel,
  plain: Uint8Array,
): Buffer {
  const box = Buffer.allocUnsafe(HEAD_BYTES + plain.length + TAG_BYTES);
  box[0] = VERSION;
  box.writeUInt32BE(ring.current.id, 1);
  box.set(ring.random(IV_BYTES), 1 + KEY_ID_BYTES);
  const iv = box.subarray(1 + KEY_ID_BYTES, HEAD_BYTES);
  const cipher = createCipheriv("aes-256-gcm", ring.current.subkeys[label.purpose], iv);
  cipher.setAAD(associatedData(box, label));
  box.set(cipher.update(plain), HEAD_BYTES);
  cipher.final();
  box.set(cipher.getAuthTag(), HEAD_BYTES + plain.length);
  return box;
}

/** Which key sealed a box. Undefined for what is none. */
export function boxKeyId(box: Uint8Array): number | undefined {
  if (box.length < HEAD_BYTES + TAG_BYTES || box[0] !== VERSION) return undefined;
  return Buffer.from(box.buffer, box.byteOffset, box.length).readUInt32BE(1);
}

/** Undefined for anything that was not sealed with a key of this ring, for this purpose and context. Never throws. */
export function openBox(ring: KeyRing, label: BoxLabel, box: Uint8Array): Buffer | undefined {
  if (box.length < HEAD_BYTES + TAG_BYTES || box[0] !== VERSION) return undefined;
  const bytes = Buffer.from(box.buffer, box.byteOffset, box.length);
  const key = ring.byId.get(bytes.readUInt32BE(1));
  if (key === undefined) return undefined;
  const iv = bytes.subarray(1 + KEY_ID_BYTES, HEAD_BYTES);
  const decipher = createDecipheriv("aes-256-gcm", key.subkeys[label.purpose], iv, {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(associatedData(bytes, label));
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
  const plain = decipher.update(bytes.subarray(HEAD_BYTES, bytes.length - TAG_BYTES));
  try {
    decipher.final();
    return plain;
  } catch {
    return undefined;
  }
}

/** The same secret, sealed by the key that seals now. Undefined for what does not open. */
export function resealBox(ring: KeyRing, label: BoxLabel, box: Uint8Array): Buffer | undefined {
  const plain = openBox(ring, label, box);
  return plain && sealBox(ring, label, plain);
}
