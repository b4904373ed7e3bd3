import { type CertificateDetails, EXTENSION } from "./certificate-details.ts";
import { contextTag, DerReader, readDerValue, TAG } from "./der.ts";
import { type NameAttribute, readDistinguishedName } from "./distinguished-name.ts";

/** Other names that a certificate gives its subject, of the kinds that become tags of a session; each in its order. */
export interface AlternativeNames {
  readonly dns: readonly string[];
  /** SPIFFE's ids are among them. */
  readonly uris: readonly string[];
  readonly directoryNames: readonly (readonly NameAttribute[])[];
}

const DNS_TAG = contextTag(2, false);
const DIRECTORY_TAG = contextTag(4, true);
const URI_TAG = contextTag(6, false);

/** https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.6 @throws DerError */
export function readAlternativeNames({ extensions }: CertificateDetails): AlternativeNames {
  const dns: string[] = [];
  const uris: string[] = [];
  const directoryNames: (readonly NameAttribute[])[] = [];
  const extension = extensions.get(EXTENSION.subjectAltName);
  if (extension === undefined) return { dns, uris, directoryNames };
  const reader = new DerReader(readDerValue(extension.value, TAG.sequence).content);
  while (!reader.isAtEnd) {
    const { tag, content } = reader.any();
    if (tag === DNS_TAG) dns.push(content.toString("latin1"));
    else if (tag === URI_TAG) uris.push(content.toString("latin1"));
    else if (tag === DIRECTORY_TAG) directoryNames.push(readDistinguishedName(content));
  }
  return { dns, uris, directoryNames };
}
