/** Encrypts assertions as identity providers do: what is encrypted, by whom, and how it may be made wrong. */
import {
  constants,
  createCipheriv,
  createHash,
  createPublicKey,
  type KeyObject,
  publicEncrypt,
  randomBytes,
} from "node:crypto";
import type { OaepDigest } from "./oaep.ts";

const XENC = "http://www.w3.org/2001/04/xmlenc#";
const XENC11 = "http://www.w3.org/2009/xmlenc11#";
const DSIG = "http://www.w3.org/2000/09/xmldsig#";

export interface Encrypting {
  readonly cipher?: "aes-128-cbc" | "aes-256-cbc" | "aes-128-gcm" | "aes-256-gcm";
  readonly label?: OaepDigest;
  readonly mask?: OaepDigest;
  readonly isOaep11?: boolean;
  /** The element EncryptionMethod of the key, in the place of its own. */
  readonly keyMethod?: string;
  readonly encryptKey?: (dataKey: Buffer) => Buffer;
  /** Changes what is encrypted once it was. */
  readonly change?: (encrypted: Buffer) => Buffer;
  readonly finish?: (element: string) => string;
}

/** An EncryptedAssertion of a text. */
export function encrypted(text: string, key: KeyObject, options: Encrypting = {}): string {
  const { cipher = "aes-256-gcm", change = (bytes) => bytes, finish = (element) => element } = options;
  const dataKey = randomBytes(cipher.startsWith("aes-128") ? 16 : 32);
  const namespace = cipher.endsWith("gcm") ? XENC11 : XENC;
  const method = `${namespace}${cipher.replace("aes-", "aes")}`;
  const encryptedKey = options.encryptKey?.(dataKey) ?? sealKey(dataKey, key, options);
  const value = change(seal(Buffer.from(text), dataKey, cipher)).toString("base64");
  const element = `<saml:EncryptedAssertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"><xenc:EncryptedData xmlns:xenc="${XENC}" Type="${XENC}Element"><xenc:EncryptionMethod Algorithm="${method}"/><ds:KeyInfo xmlns:ds="${DSIG}"><xenc:EncryptedKey>${options.keyMethod ?? keyMethod(options)}<xenc:CipherData><xenc:CipherValue>${encryptedKey.toString("base64")}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedKey></ds:KeyInfo><xenc:CipherData><xenc:CipherValue>${value}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData></saml:EncryptedAssertion>`;
  return finish(element);
}

function keyMethod({ label = "sha1", mask = "sha1", isOaep11 = mask !== "sha1" }: Encrypting): string {
  const digest = label === "sha1" ? `${DSIG}sha1` : `${XENC}${label}`;
  const algorithm = isOaep11 ? `${XENC11}rsa-oaep` : `${XENC}rsa-oaep-mgf1p`;
  const inner = `<ds:DigestMethod xmlns:ds="${DSIG}" Algorithm="${digest}"/>`;
  const masked = isOaep11 ? `<xenc11:MGF xmlns:xenc11="${XENC11}" Algorithm="${XENC11}mgf1${mask}"/>` : "";
  return `<xenc:EncryptionMethod Algorithm="${algorithm}">${inner}${masked}</xenc:EncryptionMethod>`;
}

function seal(text: Buffer, key: Buffer, cipher: NonNullable<Encrypting["cipher"]>): Buffer {
  if (cipher === "aes-128-gcm" || cipher === "aes-256-gcm") {
    const nonce = randomBytes(12);
    const sealing = createCipheriv(cipher, key, nonce);
    return Buffer.concat([nonce, sealing.update(text), sealing.final(), sealing.getAuthTag()]);
  }
  const nonce = randomBytes(16);
  const filling = 16 - (text.length % 16);
  const filled = Buffer.concat([text, randomBytes(filling - 1), Buffer.of(filling)]);
  const sealing = createCipheriv(cipher, key, nonce).setAutoPadding(false);
  return Buffer.concat([nonce, sealing.update(filled), sealing.final()]);
}

/** node:crypto for one digest, RFC 8017's own steps for two. */
function sealKey(dataKey: Buffer, key: KeyObject, { label = "sha1", mask = "sha1" }: Encrypting): Buffer {
  const publicKey = createPublicKey(key);
  if (label === mask)
    return publicEncrypt(
      { key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: label },
      dataKey,
    );
  const size = (publicKey.asymmetricKeyDetails?.modulusLength ?? 0) / 8;
  const labelDigest = createHash(label).digest();
  const filling = Buffer.alloc(size - dataKey.length - 2 * labelDigest.length - 2);
  const block = Buffer.concat([labelDigest, filling, Buffer.of(1), dataKey]);
  const seed = randomBytes(labelDigest.length);
  const maskedBlock = xor(block, mgf(seed, block.length, mask));
  const maskedSeed = xor(seed, mgf(maskedBlock, seed.length, mask));
  const message = Buffer.concat([Buffer.of(0), maskedSeed, maskedBlock]);
  return publicEncrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, message);
}

function mgf(seed: Buffer, length: number, digest: OaepDigest): Buffer {
  let out = Buffer.alloc(0);
  for (let counter = 0; out.length < length; counter += 1)
    out = Buffer.concat([
      out,
      createHash(digest)
        .update(seed)
        .update(Buffer.of(0, 0, 0, counter))
        .digest(),
    ]);
  return out.subarray(0, length);
}

function xor(one: Buffer, other: Buffer): Buffer {
  return Buffer.from(one.map((byte, index) => byte ^ (other[index] ?? 0)));
}
