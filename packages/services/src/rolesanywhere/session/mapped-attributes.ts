/**
 * Parts of a certificate that become tags of the session. Source: IAM Roles Anywhere User Guide, "Certificate attribute mapping". How more
 * than one value is called is known of one message alone (`DNS/2`): the second here, as it reads.
 */
import {
  type CertificateDetails,
  type NameAttribute,
  readAlternativeNames,
  readDistinguishedName,
} from "@rolecall/credentials";
import type { AttributeMappingRecord, CertificateField, Tag } from "@rolecall/store";

export interface MappedAttributes {
  readonly tags: readonly Tag[];
  /** What no tag can hold, by field. */
  readonly failed: Readonly<Record<CertificateField, readonly string[]>>;
}

/** Those that session tags may be of. Source: STS API Reference, Tag. */
const TAG_VALUE = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u;
const TAG_KEY = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u;

/** @throws DerError where a name of the certificate cannot be read */
export function mapAttributes(
  leaf: CertificateDetails,
  mappings: readonly AttributeMappingRecord[],
): MappedAttributes {
  const tags: Tag[] = [];
  const failed: Record<CertificateField, string[]> = { x509Subject: [], x509Issuer: [], x509SAN: [] };
  for (const { certificateField: field, specifiers } of mappings) {
    for (const [name, value] of READERS[field](leaf)) {
      if (!specifiers.some((specifier) => isMeant(specifier, name))) continue;
      const key = `${field}/${name}`;
      if (TAG_KEY.test(key) && TAG_VALUE.test(value)) tags.push({ key, value });
      else failed[field].push(name);
    }
  }
  return { tags, failed };
}

/** `*` is all that has a name of its own, `Name` and `Name/*` all of a directory name. */
function isMeant(specifier: string, name: string): boolean {
  if (specifier === name) return true;
  if (specifier === "*") return !/(?:^|\/)\d+\.\d/.test(name);
  return (specifier === "Name" || specifier === "Name/*") && name.startsWith("Name/");
}

type Values = ReadonlyMap<string, string>;

const READERS: Readonly<Record<CertificateField, (leaf: CertificateDetails) => Values>> = {
  x509Subject: ({ subject }) => numbered(readDistinguishedName(subject)),
  x509Issuer: ({ issuer }) => numbered(readDistinguishedName(issuer)),
  x509SAN: (leaf) => {
    const { dns, uris, directoryNames } = readAlternativeNames(leaf);
    return numbered([
      ...dns.map((value) => ({ type: "DNS", value })),
      ...uris.map((value) => ({ type: "URI", value })),
      ...directoryNames.flat().map(({ type, value }) => ({ type: `Name/${type}`, value })),
    ]);
  },
};

/** The first of a type goes by its name, the second by `/2` behind it. */
function numbered(attributes: readonly NameAttribute[]): Values {
  const values = new Map<string, string>();
  const counts = new Map<string, number>();
  for (const { type, value } of attributes) {
    const count = (counts.get(type) ?? 0) + 1;
    counts.set(type, count);
    values.set(count === 1 ? type : `${type}/${count}`, value);
  }
  return values;
}
