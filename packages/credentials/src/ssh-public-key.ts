/** Public keys as people give them to SSH: `ssh-rsa AAAA… comment` (RFC 4253, section 6.6), or in PEM. */
import { createHash, createPublicKey, type KeyObject } from "node:crypto";
import { type PemBlock, readPemBlock } from "./certificate/pem.ts";

export interface SshPublicKey {
  /** MD5 of the key as SSH writes it, in colon form: the same however it was encoded. */
  readonly fingerprint: string;
  /** `ssh-rsa AAAA…`, without a comment. */
  readonly ssh: string;
  /** SubjectPublicKeyInfo, with a newline at its end. */
  readonly pem: string;
}

/** Why a text is no key of use: it is in no encoding that is known, or the key in it is none that is accepted. */
export type SshPublicKeyFault = "unrecognized" | "invalid";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UploadSSHPublicKey.html */
const BITS_MIN = 2048;
const BITS_MAX = 16_384;

const TYPE = "ssh-rsa";
const ENCODINGS: ReadonlyMap<string, "spki" | "pkcs1"> = new Map([
  ["PUBLIC KEY", "spki"],
  ["RSA PUBLIC KEY", "pkcs1"],
]);
const LABELS = [...ENCODINGS.keys()];

/** Reads an RSA key of 2048 to 16384 bits. */
export function readSshPublicKey(text: string): SshPublicKey | SshPublicKeyFault {
  const numbers = rsaNumbersOf(text.trim());
  if (typeof numbers === "string") return numbers;
  const { modulus, exponent } = numbers;
  const bits = bitLength(modulus);
  const isSound = isOdd(modulus) && isOdd(exponent) && bitLength(exponent) > 1;
  if (bits < BITS_MIN || bits > BITS_MAX || !isSound) return "invalid";
  const blob = Buffer.concat([Buffer.from(TYPE), positive(exponent), positive(modulus)].map(withLength));
  return {
    fingerprint: createHash("md5")
      .update(blob)
      .digest("hex")
      .replace(/..(?!$)/g, "$&:"),
    ssh: `${TYPE} ${blob.toString("base64")}`,
    pem: keyOf(numbers).export({ type: "spki", format: "pem" }).toString(),
  };
}

/** Without zeros in front. */
interface RsaNumbers {
  readonly modulus: Buffer;
  readonly exponent: Buffer;
}

function rsaNumbersOf(text: string): RsaNumbers | SshPublicKeyFault {
  if (text.startsWith(TYPE)) return numbersOfLine(text) ?? "unrecognized";
  const block = readPemBlock(text, LABELS);
  const key = block && parsePem(block);
  if (key === undefined) return "unrecognized";
  return key.asymmetricKeyType === "rsa" ? numbersOfKey(key) : "invalid";
}

function parsePem({ label, der }: PemBlock): KeyObject | undefined {
  const type = ENCODINGS.get(label);
  if (type === undefined) return undefined;
  try {
    return createPublicKey({ key: der, format: "der", type });
  } catch {
    return undefined;
  }
}

function numbersOfKey(key: KeyObject): RsaNumbers {
  const { n = "", e = "" } = key.export({ format: "jwk" });
  return {
    modulus: withoutZeros(Buffer.from(n, "base64url")),
    exponent: withoutZeros(Buffer.from(e, "base64url")),
  };
}

function keyOf({ modulus, exponent }: RsaNumbers): KeyObject {
  const key = { kty: "RSA", n: modulus.toString("base64url"), e: exponent.toString("base64url") };
  return createPublicKey({ key, format: "jwk" });
}

const LINE = /^ssh-rsa[ \t]+([A-Za-z0-9+/]+={0,2})(?:[ \t][^\r\n]*)?$/;

/** Three fields, each behind its length: the type again, the exponent, the modulus. */
function numbersOfLine(text: string): RsaNumbers | undefined {
  const base64 = LINE.exec(text)?.[1];
  if (base64 === undefined || base64.length % 4 !== 0) return undefined;
  const blob = Buffer.from(base64, "base64");
  const fields: Buffer[] = [];
  for (let at = 0; at < blob.length && fields.length < 3; ) {
    if (at + 4 > blob.length) return undefined;
    const end = at + 4 + blob.readUInt32BE(at);
    if (end > blob.length) return undefined;
    fields.push(blob.subarray(at + 4, end));
    at = end;
  }
  const [type, exponent, modulus] = fields;
  if (type?.toString("latin1") !== TYPE || exponent === undefined || modulus === undefined) return undefined;
  const length = 12 + type.length + exponent.length + modulus.length;
  if (length !== blob.length || isNegative(exponent) || isNegative(modulus)) return undefined;
  return { modulus: withoutZeros(modulus), exponent: withoutZeros(exponent) };
}

function isNegative(bytes: Buffer): boolean {
  return bytes.length === 0 || ((bytes[0] as number) & 0x80) !== 0;
}

function withoutZeros(bytes: Buffer): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0);
  return first < 0 ? Buffer.alloc(0) : bytes.subarray(first);
}

function bitLength(bytes: Buffer): number {
  return bytes.length === 0 ? 0 : bytes.length * 8 - Math.clz32(bytes[0] as number) + 24;
}

function isOdd(bytes: Buffer): boolean {
  return ((bytes.at(-1) ?? 0) & 1) === 1;
}

/** As a signed number, which has a zero in front where its first bit is set. RFC 4251, section 5, "mpint" */
function positive(bytes: Buffer): Buffer {
  return isNegative(bytes) ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
}

function withLength(field: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(field.length);
  return Buffer.concat([length, field]);
}
