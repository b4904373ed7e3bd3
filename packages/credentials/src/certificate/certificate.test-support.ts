/** Certificates for tests (RFC 5280), written by hand, so that each may be wrong in its own way. */
import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { identifier, integer, name, pemOf, sequence, tagged, time } from "./der.test-support.ts";

export { pemOf } from "./der.test-support.ts";

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
  readonly serialNumber?: number | bigint;
  /** What its key may be used for, as the extension has it: its first byte. None is said where absent. */
  readonly keyUsage?: number;
  /** How many authorities may stand below it. */
  readonly pathLength?: number;
  /** Whole extensions besides. */
  readonly extensions?: readonly Buffer[];
  /** The subject's name and the issuer's, where they are more than a common name. */
  readonly subjectName?: Buffer;
  readonly issuerName?: Buffer;
  readonly digest?: "sha1" | "sha256";
  readonly version?: 1 | 3;
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

export function newCertificateDer(plan: CertificatePlan, now = Date.now()): Buffer {
  const { subject, keys, serialNumber = 1, version = 3, digest = "sha256" } = plan;
  const { notBefore = new Date(now - DAY_MS), notAfter = new Date(now + 365 * DAY_MS) } = plan;
  const signer = plan.signer ?? { subject, keys };
  const type = signer.keys.privateKey.asymmetricKeyType as keyof typeof ALGORITHMS;
  const algorithm =
    digest === "sha1" ? SHA1_ALGORITHMS[type as keyof typeof SHA1_ALGORITHMS] : ALGORITHMS[type];
  const toBeSigned = sequence(
    ...(version === 1 ? [] : [tagged(0xa0, integer(2))]),
    integer(serialNumber),
    algorithm,
    plan.issuerName ?? name(signer.subject),
    sequence(time(notBefore), time(notAfter)),
    plan.subjectName ?? name(subject),
    keys.publicKey.export({ type: "spki", format: "der" }),
    ...(version === 1 ? [] : [tagged(0xa3, sequence(...extensionsOf(plan)))]),
  );
  const signature = sign(type === "ml-dsa-44" ? undefined : digest, toBeSigned, signer.keys.privateKey);
  return sequence(toBeSigned, algorithm, tagged(0x03, Buffer.from([0]), signature));
}

const ALGORITHMS = {
  /** ecdsa-with-SHA256 */
  ec: sequence(identifier("2a8648ce3d040302")),
  /** dsa-with-sha256 */
  dsa: sequence(identifier("608648016503040302")),
  /** sha256WithRSAEncryption */
  rsa: sequence(identifier("2a864886f70d01010b"), tagged(0x05)),
  "ml-dsa-44": sequence(identifier("608648016503040311")),
};

const SHA1_ALGORITHMS = {
  ec: sequence(identifier("2a8648ce3d0401")),
  rsa: sequence(identifier("2a864886f70d010105"), tagged(0x05)),
};

function extensionsOf({
  isAuthority = false,
  keyUsage,
  pathLength,
  extensions = [],
}: CertificatePlan): Buffer[] {
  const constraints = sequence(
    ...(isAuthority ? [tagged(0x01, Buffer.from([0xff]))] : []),
    ...(pathLength === undefined ? [] : [integer(pathLength)]),
  );
  return [
    extension("551d13", constraints),
    ...(keyUsage === undefined ? [] : [extension("551d0f", tagged(0x03, Buffer.from([0, keyUsage])))]),
    ...extensions,
  ];
}

/** A critical one, where nothing else is said. @param hex its object identifier */
export function extension(hex: string, value: Buffer, isCritical = true): Buffer {
  const critical = isCritical ? [tagged(0x01, Buffer.from([0xff]))] : [];
  return sequence(identifier(hex), ...critical, tagged(0x04, value));
}
