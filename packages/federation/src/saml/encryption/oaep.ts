/**
 * RSA-OAEP whose two digests differ, as XML Encryption allows and node:crypto does not: it takes one for both. Source: RFC 8017,
 * 7.1.2 and B.2.1.
 */
import { constants, createHash, type KeyObject, privateDecrypt, timingSafeEqual } from "node:crypto";

export type OaepDigest = "sha1" | "sha256" | "sha384" | "sha512";

export interface OaepDigests {
  readonly label: OaepDigest;
  readonly mask: OaepDigest;
}

/**
 * @returns what was encrypted; undefined where it was not encrypted for this key in this way. Which of the ways it went wrong in is
 * not told, nor by how long it takes: all is worked out before anything is compared.
 */
export function openOaep(encrypted: Uint8Array, key: KeyObject, digests: OaepDigests): Buffer | undefined {
  const size = Math.ceil((key.asymmetricKeyDetails?.modulusLength ?? 0) / 8);
  const digestSize = createHash(digests.label).digest().length;
  if (encrypted.length !== size || size < 2 * digestSize + 2) return undefined;
  const message = decryptBlock(encrypted, key);
  if (message === undefined) return undefined;
  const maskedSeed = message.subarray(1, 1 + digestSize);
  const maskedBlock = message.subarray(1 + digestSize);
  const seed = xor(maskedSeed, mask(maskedBlock, maskedSeed.length, digests.mask));
  const block = xor(maskedBlock, mask(seed, maskedBlock.length, digests.mask));
  return unpad(block, createHash(digests.label).digest(), message[0] ?? 1);
}

function decryptBlock(encrypted: Uint8Array, key: KeyObject): Buffer | undefined {
  try {
    return privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, encrypted);
  } catch {
    // A number that is greater than the modulus.
    return undefined;
  }
}

function unpad(block: Buffer, labelDigest: Buffer, first: number): Buffer | undefined {
  const isLabelled = timingSafeEqual(block.subarray(0, labelDigest.length), labelDigest);
  let end = -1;
  let isPadded = true;
  for (let index = labelDigest.length; index < block.length; index += 1) {
    const byte = block[index];
    if (end === -1 && byte === 1) end = index;
    if (end === -1 && byte !== 0) isPadded = false;
  }
  const isWhole = Number(isLabelled) & Number(isPadded) & Number(end !== -1) & Number(first === 0);
  return isWhole === 1 ? block.subarray(end + 1) : undefined;
}

function mask(seed: Uint8Array, length: number, digest: OaepDigest): Buffer {
  const parts: Buffer[] = [];
  let made = 0;
  for (let counter = 0; made < length; counter += 1) {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    const part = createHash(digest).update(seed).update(count).digest();
    parts.push(part);
    made += part.length;
  }
  return Buffer.concat(parts).subarray(0, length);
}

function xor(bytes: Uint8Array, others: Uint8Array): Buffer {
  return Buffer.from(bytes.map((byte, index) => byte ^ (others[index] ?? 0)));
}
