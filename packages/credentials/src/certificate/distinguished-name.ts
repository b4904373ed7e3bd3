/** Names of X.500, as certificates have them. https://www.rfc-editor.org/rfc/rfc4514 */
import { DerError, DerReader, readDerValue, readObjectIdentifier, TAG } from "./der.ts";

export interface NameAttribute {
  /** `CN`; an object identifier where the type has no short name. */
  readonly type: string;
  readonly value: string;
}

/** Short names of RFC 4514, and the others that certificates use. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  "2.5.4.3": "CN",
  "2.5.4.4": "SN",
  "2.5.4.5": "SERIALNUMBER",
  "2.5.4.6": "C",
  "2.5.4.7": "L",
  "2.5.4.8": "ST",
  "2.5.4.9": "STREET",
  "2.5.4.10": "O",
  "2.5.4.11": "OU",
  "2.5.4.12": "T",
  "2.5.4.42": "GIVENNAME",
  "2.5.4.46": "DNQ",
  "0.9.2342.19200300.100.1.1": "UID",
  "0.9.2342.19200300.100.1.25": "DC",
  "1.2.840.113549.1.9.1": "EMAILADDRESS",
};

/**
 * The attributes of a name, in their order.
 * @param der the whole sequence
 * @throws DerError
 */
export function readDistinguishedName(der: Buffer): readonly NameAttribute[] {
  const attributes: NameAttribute[] = [];
  const names = new DerReader(readDerValue(der, TAG.sequence).content);
  while (!names.isAtEnd) {
    const set = new DerReader(names.next(TAG.set).content);
    if (set.isAtEnd) throw new DerError("A part of a name is empty.");
    while (!set.isAtEnd) {
      const attribute = set.sequence();
      const type = readObjectIdentifier(attribute.next(TAG.objectIdentifier));
      const value = attribute.any();
      attribute.end();
      attributes.push({ type: SHORT_NAMES[type] ?? type, value: decodeText(value.tag, value.content) });
    }
  }
  return attributes;
}

/** Tags of the kinds of strings that a DirectoryString, and an attribute of letters of ASCII, may be. */
const UTF8 = 0x0c;
const ONE_BYTE = new Set([0x12, 0x13, 0x14, 0x16, 0x1a]);
const TWO_BYTES = 0x1e;

/** INVARIANT: nobody's name has a NUL in it, before which others stop reading, or what no store can keep. */
function decodeText(tag: number, content: Buffer): string {
  const text = decodeString(tag, content);
  if (text.includes("\0") || !text.isWellFormed())
    throw new DerError("A name has a NUL, or half of a letter, in it.");
  return text;
}

function decodeString(tag: number, content: Buffer): string {
  if (ONE_BYTE.has(tag)) return content.toString("latin1");
  if (tag === UTF8) return decodeUtf8(content);
  if (tag === TWO_BYTES && content.length % 2 === 0) return Buffer.from(content).swap16().toString("utf16le");
  throw new DerError(`A name holds a value of tag ${tag}.`);
}

function decodeUtf8(content: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    throw new DerError("A name is no UTF-8.");
  }
}

/** `CN=web,OU=shop,O=Example`: the last attribute first. */
export function formatDistinguishedName(attributes: readonly NameAttribute[]): string {
  return attributes
    .map(({ type, value }) => `${type}=${escapeValue(value)}`)
    .reverse()
    .join(",");
}

function escapeValue(value: string): string {
  return value
    .replace(/[,+"\\<>;=]/g, "\\$&")
    .replace(/^[ #]/, "\\$&")
    .replace(/ $/, "\\ ");
}
