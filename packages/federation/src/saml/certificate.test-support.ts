/** Self-signed certificates for tests: X.509 v3 of RSA or any other key, written in DER by hand. */
import { createPublicKey, type KeyObject, sign } from "node:crypto";

export interface CertificateOptions {
  readonly name?: string;
  readonly validFrom?: Date;
  readonly validTo?: Date;
  /** Instead of the one that belongs to the private key. */
  readonly publicKey?: KeyObject;
}

/** @returns base64, as metadata has it */
export function selfSigned(privateKey: KeyObject, options: CertificateOptions = {}): string {
  const { name = "idp", validFrom = new Date("2020-01-01"), validTo = new Date("2049-12-31") } = options;
  const isRsa = privateKey.asymmetricKeyType === "rsa";
  // sha256WithRSAEncryption, ecdsa-with-SHA256
  const algorithm = der(0x30, isRsa ? [oid("2a864886f70d01010b"), der(0x05)] : [oid("2a8648ce3d040302")]);
  const named = der(0x30, [der(0x31, [der(0x30, [oid("550403"), der(0x0c, [Buffer.from(name)])])])]);
  const spki = (options.publicKey ?? createPublicKey(privateKey)).export({ type: "spki", format: "der" });
  const body = der(0x30, [
    der(0xa0, [der(0x02, [Buffer.of(2)])]),
    der(0x02, [Buffer.of(1)]),
    algorithm,
    named,
    der(0x30, [time(validFrom), time(validTo)]),
    named,
    spki,
  ]);
  const signature = der(0x03, [Buffer.of(0), sign("sha256", body, privateKey)]);
  return der(0x30, [body, algorithm, signature]).toString("base64");
}

function time(date: Date): Buffer {
  const text = date.toISOString().replace(/[-:T]/g, "").slice(2, 14);
  return der(0x17, [Buffer.from(`${text}Z`)]);
}

function oid(hex: string): Buffer {
  return der(0x06, [Buffer.from(hex, "hex")]);
}

function der(tag: number, parts: readonly Uint8Array[] = []): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.of(tag, ...size), content]);
}
