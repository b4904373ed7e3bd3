/** Certificates that an authority has revoked: a CRL. https://www.rfc-editor.org/rfc/rfc5280#section-5 */
import { type CertificateDetails, type CertificateExtension, readExtension } from "./certificate-details.ts";
import { contextTag, DerError, DerReader, readDerValue, readNatural, TAG } from "./der.ts";
import { readPemBlock } from "./pem.ts";
import { checkSameAlgorithm, isSignedBy, readSignedDer, type SignedDer } from "./signed-der.ts";

/** Bytes. Source: IAM Roles Anywhere API Reference, ImportCrl, crlData. */
export const REVOCATION_LIST_BYTES_MAX = 300_000;

export interface RevocationList extends SignedDer {
  /** Who issued it, as it is encoded. */
  readonly issuer: Buffer;
  /** Serial numbers, in hexadecimal, without leading zeros. */
  readonly serialNumbers: ReadonlySet<string>;
}

const LABEL = "X509 CRL";
/** INVARIANT: a list is read whole or not at all: one that tells what another has left out, or speaks of others' certificates, is none. */
const KNOWN_EXTENSIONS: ReadonlySet<string> = new Set(["2.5.29.20", "2.5.29.35", "2.5.29.28", "2.5.29.46"]);
const KNOWN_ENTRY_EXTENSIONS: ReadonlySet<string> = new Set(["2.5.29.21", "2.5.29.24"]);

/**
 * A list in PEM, or in DER.
 * @returns undefined for anything else, and for lists that cannot be understood: deltas, indirect ones, those with unknown critical
 * extensions, and those that are signed by something weaker than SHA-256
 */
export function readRevocationList(data: Uint8Array): RevocationList | undefined {
  if (data.length > REVOCATION_LIST_BYTES_MAX) return undefined;
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const isPem = bytes[0] !== TAG.sequence;
  const der = isPem ? readPemBlock(bytes.toString("latin1"), [LABEL])?.der : bytes;
  if (der === undefined) return undefined;
  try {
    const list = readList(der);
    return list.algorithm === undefined ? undefined : list;
  } catch (error) {
    if (error instanceof DerError) return undefined;
    throw error;
  }
}

function readList(der: Buffer): RevocationList {
  const signed = readSignedDer(der);
  const reader = new DerReader(readDerValue(signed.body, TAG.sequence).content);
  reader.optional(TAG.integer);
  checkSameAlgorithm(signed, reader.next(TAG.sequence).whole);
  const issuer = reader.next(TAG.sequence).whole;
  if (!skipTime(reader)) throw new DerError("The list does not say when it was made.");
  skipTime(reader);
  const entries = reader.optional(TAG.sequence);
  const extensions = reader.optional(contextTag(0, true));
  reader.end();
  if (extensions !== undefined)
    checkExtensions(readDerValue(extensions.content, TAG.sequence).content, KNOWN_EXTENSIONS);
  return { ...signed, issuer, serialNumbers: readEntries(entries?.content) };
}

function skipTime(reader: DerReader): boolean {
  return (reader.optional(TAG.utcTime) ?? reader.optional(TAG.generalizedTime)) !== undefined;
}

function readEntries(content: Buffer | undefined): ReadonlySet<string> {
  const serialNumbers = new Set<string>();
  if (content === undefined) return serialNumbers;
  const list = new DerReader(content);
  while (!list.isAtEnd) {
    const entry = list.sequence();
    serialNumbers.add(readNatural(entry.next(TAG.integer)).toString("hex"));
    if (!skipTime(entry)) throw new DerError("An entry does not say when it was made.");
    const extensions = entry.optional(TAG.sequence);
    entry.end();
    if (extensions !== undefined) checkExtensions(extensions.content, KNOWN_ENTRY_EXTENSIONS);
  }
  return serialNumbers;
}

function checkExtensions(content: Buffer, known: ReadonlySet<string>): void {
  const list = new DerReader(content);
  while (!list.isAtEnd) {
    const [name, { isCritical }]: readonly [string, CertificateExtension] = readExtension(list.sequence());
    if (isCritical && !known.has(name))
      throw new DerError(`The critical extension ${name} is not understood.`);
  }
}

/**
 * Whether an authority has made the list: one of its name whose key did not sign it has not. Its key need not be said to be for
 * signing lists: what it revoked is not to be believed all the same.
 */
export function isListOf({ issuer, ...signed }: RevocationList, authority: CertificateDetails): boolean {
  return issuer.equals(authority.subject) && isSignedBy(signed, authority.publicKey);
}

/**
 * The first certificate of a path that its issuer has revoked. When the list was made, and when the next one is due, is not asked:
 * what was revoked stays so.
 */
export function findRevoked(
  path: readonly CertificateDetails[],
  lists: readonly RevocationList[],
): CertificateDetails | undefined {
  return path.find((certificate, index) => {
    const issuer = path[index + 1];
    if (issuer === undefined) return false;
    const serialNumber = certificate.serialNumber.toString("hex");
    return lists.some((list) => list.serialNumbers.has(serialNumber) && isListOf(list, issuer));
  });
}
