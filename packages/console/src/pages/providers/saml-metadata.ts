/** What of a SAML metadata document a person compares before adding it. */
export interface SamlMetadata {
  readonly entityId: string;
  readonly signInUrl: string | undefined;
  /** ISO 8601, of the document itself; undefined where it says nothing. */
  readonly validUntil: string | undefined;
  /** Of each signing certificate: when it ends; undefined where it could not be read. */
  readonly certificatesUntil: readonly (string | undefined)[];
}

/** The part of Trusted Types that is used here (W3C). */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { readonly createHTML: (text: string) => string },
  ): { createHTML(text: string): string };
}

let trusted: ReturnType<TrustedTypes["createPolicy"]> | undefined;

/** The page's policy has every text refused that is parsed. XML that is only read, and put nowhere, runs nothing. */
function parseXml(text: string): Document {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  trusted ??= trustedTypes?.createPolicy("read-saml-metadata", { createHTML: (xml) => xml });
  return new DOMParser().parseFromString(trusted?.createHTML(text) ?? text, "application/xml");
}

const METADATA = "urn:oasis:names:tc:SAML:2.0:metadata";
const SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";

/** Reads the document that an identity provider hands out; a sentence where it is none. The server reads it again, strictly. */
export function readSamlMetadata(text: string): SamlMetadata | string {
  if (text.trim() === "") return "Paste the metadata document, or choose its file.";
  const { documentElement: root } = parseXml(text);
  if (root.getElementsByTagName("parsererror").length > 0) return "This is no XML.";
  if (root.localName !== "EntityDescriptor" || root.namespaceURI !== METADATA)
    return "This is no SAML metadata: its root is no EntityDescriptor.";
  const entityId = root.getAttribute("entityID");
  const [idp] = root.getElementsByTagNameNS(METADATA, "IDPSSODescriptor");
  if (entityId === null || entityId === "") return "The document has no entityID.";
  if (idp === undefined) return "The document is of no identity provider: it has no IDPSSODescriptor.";
  const [signIn] = idp.getElementsByTagNameNS(METADATA, "SingleSignOnService");
  const certificates = [...idp.getElementsByTagNameNS(SIGNATURE, "X509Certificate")];
  return {
    entityId,
    signInUrl: signIn?.getAttribute("Location") ?? undefined,
    validUntil: root.getAttribute("validUntil") ?? undefined,
    certificatesUntil: certificates.map(({ textContent }) => certificateEnd(textContent ?? "")),
  };
}

const UTC_TIME = 0x17;
const GENERALIZED_TIME = 0x18;

/**
 * The end of a certificate's validity, in ISO 8601: the second of the first two times that stand in it one after the other
 * (RFC 5280, 4.1: Validity is a sequence of two, before anything else that holds a time).
 * @param base64 DER, blanks allowed
 */
function certificateEnd(base64: string): string | undefined {
  const bytes = decodeBase64(base64);
  for (let at = 0; at + 2 < bytes.length; at++) {
    const first = readTime(bytes, at);
    const second = first && readTime(bytes, first.end);
    if (second !== undefined) return second.date;
  }
  return undefined;
}

function decodeBase64(base64: string): Uint8Array {
  try {
    return Uint8Array.from(atob(base64.replace(/\s/g, "")), (letter) => letter.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

/** `YYMMDDhhmmssZ`, years from 50 on being of the last century, or `YYYYMMDDhhmmssZ`. */
function readTime(
  bytes: Uint8Array,
  at: number,
): { readonly date: string; readonly end: number } | undefined {
  const [tag, length = 0] = [bytes[at], bytes[at + 1]];
  if (tag !== UTC_TIME && tag !== GENERALIZED_TIME) return undefined;
  const end = at + 2 + length;
  const text = String.fromCharCode(...bytes.slice(at + 2, end));
  const [, year = "", ...rest] = /^(\d{2}|\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? [];
  const [month, day, hour, minute, second] = rest;
  if (second === undefined) return undefined;
  const century = year.length === 4 ? "" : Number(year) >= 50 ? "19" : "20";
  return { date: `${century}${year}-${month}-${day}T${hour}:${minute}:${second}Z`, end };
}
