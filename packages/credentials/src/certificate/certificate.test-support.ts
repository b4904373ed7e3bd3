/** Certificates for tests (RFC 5280), written by hand, so that each may be wrong in its own way. */
import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto";

export interface TestKeys {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

export interface CertificatePlan {
  readonly subject: string;
  /** The subject's own. */
  readonly keys: TestKeys;
  /** Who signs: the subject itself where absent. */
  readonly signer?: { readonly subject: string; readonly keys: TestKeys };
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  /** Whether it may sign others. */
  readonly isAuthority?: boolean;
  readonly serialNumber?: number;
}

const DAY_MS = 86_400_000;

export function newEcKeys(): TestKeys {
  return generateKeyPairSync("ec", { namedCurve: "P-256" });
}

export function newRsaKeys(modulusLength = 2048): TestKeys {
  return generateKeyPairSync("rsa", { modulusLength });
}

export function privateKeyPem({ privateKey }: TestKeys): string {
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

/** A certificate in PEM, with a newline at its end. @param now what its days are counted from */
export function newCertificate(plan: CertificatePlan, now = Date.now()): string {
  return pemOf("CERTIFICATE", newCertificateDer(plan, now));
}

export function pemOf(label: string, der: Buffer): string {
  const lines = der.toString("base64").replace(/.{1,64}/g, "$&\n");
  return `-----BEGIN ${label}-----\n${lines}-----END ${label}-----\n`;
}

function newCertificateDer(plan: CertificatePlan, now: number): Buffer {
  const { subject, keys, isAuthority = false, serialNumber = 1 } = plan;
  const { notBefore = new Date(now - DAY_MS), notAfter = new Date(now + 365 * DAY_MS) } = plan;
  const signer = plan.signer ?? { subject, keys };
  const algorithm = ALGORITHMS[signer.keys.privateKey.asymmetricKeyType as keyof typeof ALGORITHMS];
  const toBeSigned = sequence(
    tagged(0xa0, integer(2)),
    integer(serialNumber),
    algorithm,
    name(signer.subject),
    sequence(time(notBefore), time(notAfter)),
    name(subject),
    createPublicKey(keys.privateKey).export({ type: "spki", format: "der" }),
    tagged(0xa3, sequence(basicConstraints(isAuthority))),
  );
  const signature = sign("sha256", toBeSigned, signer.keys.privateKey);
  return sequence(toBeSigned, algorithm, tagged(0x03, Buffer.from([0]), signature));
}

/** A value of DER: its tag, its length, what is in it. */
function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const bytes: number[] = [];
  for (let rest = content.length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  const length = content.length < 0x80 ? [content.length] : [0x80 | bytes.length, ...bytes];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, ...parts);
}

function integer(value: number): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
  // One whose first bit is set would be negative.
  return tagged(0x02, (bytes[0] as number) < 0x80 ? bytes : Buffer.concat([Buffer.from([0]), bytes]));
}

function identifier(hex: string): Buffer {
  return tagged(0x06, Buffer.from(hex, "hex"));
}

const ALGORITHMS = {
  /** ecdsa-with-SHA256 */
  ec: sequence(identifier("2a8648ce3d040302")),
  /** dsa-with-sha256 */
  dsa: sequence(identifier("608648016503040302")),
  /** sha256WithRSAEncryption */
  rsa: sequence(identifier("2a864886f70d01010b"), tagged(0x05)),
};

function name(commonName: string): Buffer {
  const value = tagged(0x0c, Buffer.from(commonName, "utf8"));
  return sequence(tagged(0x31, sequence(identifier("550403"), value)));
}

function time(date: Date): Buffer {
  const digits = date.toISOString().replace(/[-:T]|\.\d+/g, "");
  return tagged(0x18, Buffer.from(digits, "latin1"));
}

function basicConstraints(isAuthority: boolean): Buffer {
  const value = sequence(...(isAuthority ? [tagged(0x01, Buffer.from([0xff]))] : []));
  return sequence(identifier("551d13"), tagged(0x01, Buffer.from([0xff])), tagged(0x04, value));
}
