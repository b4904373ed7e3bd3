/** What node:crypto does not tell of a certificate. https://www.rfc-editor.org/rfc/rfc5280#section-4.1 */
import type { KeyObject, X509Certificate } from "node:crypto";
import {
  contextTag,
  DerError,
  DerReader,
  readBits,
  readBoolean,
  readDerValue,
  readNatural,
  readObjectIdentifier,
  TAG,
} from "./der.ts";
import { checkSameAlgorithm, readSignedDer, type SignedDer } from "./signed-der.ts";

export interface CertificateExtension {
  readonly isCritical: boolean;
  /** DER. */
  readonly value: Buffer;
}

export interface CertificateDetails extends SignedDer {
  readonly certificate: X509Certificate;
  readonly publicKey: KeyObject;
  /** 1, 2 or 3. */
  readonly version: number;
  /** Without leading zeros. */
  readonly serialNumber: Buffer;
  /** Names as they are encoded: the same name is the same bytes. */
  readonly issuer: Buffer;
  readonly subject: Buffer;
  /** By object identifier. */
  readonly extensions: ReadonlyMap<string, CertificateExtension>;
}

export const EXTENSION = {
  keyUsage: "2.5.29.15",
  subjectAltName: "2.5.29.17",
  basicConstraints: "2.5.29.19",
  nameConstraints: "2.5.29.30",
} as const;

/** Of RFC 5280, and more: nobody needs longer ones. */
const SERIAL_BYTES_MAX = 20;

/** Undefined where it is no certificate in strict DER, though OpenSSL may have read it. */
export function readCertificateDetails(certificate: X509Certificate): CertificateDetails | undefined {
  try {
    return readDetails(certificate);
  } catch (error) {
    if (error instanceof DerError) return undefined;
    throw error;
  }
}

function readDetails(certificate: X509Certificate): CertificateDetails {
  const signed = readSignedDer(certificate.raw);
  const reader = new DerReader(readDerValue(signed.body, TAG.sequence).content);
  const version = readVersion(reader);
  const serialNumber = readNatural(reader.next(TAG.integer));
  if (serialNumber.length > SERIAL_BYTES_MAX) throw new DerError("The serial number is too long.");
  checkSameAlgorithm(signed, reader.next(TAG.sequence).whole);
  const issuer = reader.next(TAG.sequence).whole;
  reader.next(TAG.sequence);
  const subject = reader.next(TAG.sequence).whole;
  reader.next(TAG.sequence);
  reader.optional(contextTag(1, false));
  reader.optional(contextTag(2, false));
  const extensions = readExtensions(reader.optional(contextTag(3, true))?.content);
  reader.end();
  const publicKey = readPublicKey(certificate);
  return { ...signed, certificate, publicKey, version, serialNumber, issuer, subject, extensions };
}

function readPublicKey(certificate: X509Certificate): KeyObject {
  try {
    return certificate.publicKey;
  } catch {
    throw new DerError("The key is of a kind that OpenSSL does not know.");
  }
}

function readVersion(reader: DerReader): number {
  const value = reader.optional(contextTag(0, true));
  if (value === undefined) return 1;
  const [version = 0] = readNatural(readDerValue(value.content, TAG.integer));
  return version + 1;
}

function readExtensions(content: Buffer | undefined): ReadonlyMap<string, CertificateExtension> {
  const extensions = new Map<string, CertificateExtension>();
  if (content === undefined) return extensions;
  const list = new DerReader(readDerValue(content, TAG.sequence).content);
  while (!list.isAtEnd) {
    const [name, extension] = readExtension(list.sequence());
    if (extensions.has(name)) throw new DerError(`The extension ${name} is there twice.`);
    extensions.set(name, extension);
  }
  return extensions;
}

/** One entry of a list of extensions, of certificates and revocation lists alike. @throws DerError */
export function readExtension(reader: DerReader): readonly [string, CertificateExtension] {
  const name = readObjectIdentifier(reader.next(TAG.objectIdentifier));
  const critical = reader.optional(TAG.boolean);
  const value = reader.next(TAG.octetString).content;
  reader.end();
  return [name, { isCritical: critical !== undefined && readBoolean(critical), value }];
}

export interface BasicConstraints {
  readonly isAuthority: boolean;
  /** How many authorities may stand below it; any number where absent. */
  readonly pathLength?: number | undefined;
}

/** Who has no such extension is no authority. @throws DerError */
export function readBasicConstraints({ extensions }: CertificateDetails): BasicConstraints {
  const extension = extensions.get(EXTENSION.basicConstraints);
  if (extension === undefined) return { isAuthority: false };
  const reader = new DerReader(readDerValue(extension.value, TAG.sequence).content);
  const authority = reader.optional(TAG.boolean);
  const pathLength = reader.optional(TAG.integer);
  reader.end();
  const isAuthority = authority !== undefined && readBoolean(authority);
  if (pathLength === undefined) return { isAuthority };
  const number = readNatural(pathLength);
  return { isAuthority, pathLength: number.length > 1 ? 255 : number[0] };
}

/** What a key may be used for, as bits of the first byte of the extension. */
const KEY_USAGE = { digitalSignature: 0x80, certificateSign: 0x04 } as const;

/** Whether the certificate says that its key may be used so. Who has no such extension does not. @throws DerError */
export function hasKeyUsage({ extensions }: CertificateDetails, usage: keyof typeof KEY_USAGE): boolean {
  const extension = extensions.get(EXTENSION.keyUsage);
  if (extension === undefined) return false;
  const [bits = 0] = readBits(readDerValue(extension.value, TAG.bitString), { isWhole: false });
  return (bits & KEY_USAGE[usage]) !== 0;
}
