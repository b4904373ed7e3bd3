import { createHmac, hash } from "node:crypto";

const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;
const ALGORITHM = "AWS4-HMAC-SHA256";
const TIMESTAMP_LENGTH = 16;
const HASH_HEX_LENGTH = 64;

/** Signs with one key for one scope. */
export interface SigningKey {
  /** Step 3, the signature, in hexadecimal, of a string to sign in this key's scope. */
  sign(timestamp: string, canonicalRequestHash: string): string;
}

// A scope comes off the wire, one character a byte.
function hmac(key: string | Uint8Array, text: string): Buffer {
  return createHmac("sha256", key).update(text, "latin1").digest();
}

/**
 * The key that signs a day's requests to one service in one region.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#calculate-signature
 */
export function deriveSigningKey(
  secret: string,
  scope: { readonly date: string; readonly region: string; readonly service: string },
): Uint8Array {
  const dateKey = hmac(`AWS4${secret}`, scope.date);
  return hmac(hmac(hmac(dateKey, scope.region), scope.service), "aws4_request");
}

/** A block of HMAC's (RFC 2104): the key, padded with zeros, each byte combined with `pad`. */
function writePad(target: Uint8Array, key: Uint8Array, pad: number): void {
  for (let index = 0; index < BLOCK_BYTES; index++) target[index] = (key[index] ?? 0) ^ pad;
}

/**
 * Makes ready to sign in `scope` ("20150830/us-east-1/iam/aws4_request").
 *
 * `createHmac` costs 3 µs, of which two thirds are the making of an object. Two one-shot hashes over buffers that already
 * hold HMAC's pads and all of the string to sign that never changes in this scope cost half of it.
 */
export function createSigningKey(key: Uint8Array, scope: string): SigningKey {
  const head = `${ALGORITHM}\n`;
  const scopeLine = `\n${scope}\n`;
  const timestampAt = BLOCK_BYTES + head.length;
  const scopeAt = timestampAt + TIMESTAMP_LENGTH;
  const hashAt = scopeAt + scopeLine.length;
  const inner = Buffer.alloc(hashAt + HASH_HEX_LENGTH);
  const outer = Buffer.alloc(BLOCK_BYTES + DIGEST_BYTES);
  writePad(inner, key, 0x36);
  writePad(outer, key, 0x5c);
  inner.write(head, BLOCK_BYTES, "latin1");
  inner.write(scopeLine, scopeAt, "latin1");
  return {
    sign(timestamp, canonicalRequestHash) {
      // INVARIANT: both are of fixed length, so that nothing of an earlier signature is left in the buffer.
      if (timestamp.length !== TIMESTAMP_LENGTH || canonicalRequestHash.length !== HASH_HEX_LENGTH) {
        throw new RangeError("a signature needs a timestamp of 16 and a hash of 64 characters");
      }
      inner.write(timestamp, timestampAt, "latin1");
      inner.write(canonicalRequestHash, hashAt, "latin1");
      outer.write(hash("sha256", inner, "binary"), BLOCK_BYTES, "latin1");
      return hash("sha256", outer, "hex");
    },
  };
}
