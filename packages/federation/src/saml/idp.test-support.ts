/**
 * An identity provider that signs for real. Its assertions are written in their canonical form, so that what it digests is what it
 * wrote: nobody else's canonicalisation is asked, least of all the one under test.
 */
import { createHash, createPublicKey, type KeyObject, sign } from "node:crypto";
import { selfSigned } from "./certificate.test-support.ts";
import { PRIVATE_KEYS } from "./keys.test-support.ts";

export const AWS_NAME = "https://aws.amazon.com/SAML/Attributes/";
export const BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
export const SIGN_IN = "https://signin.aws.amazon.com/saml";
const NS = 'xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"';
const NSP = 'xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"';
export const EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";
export const ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";

/** What an assertion says; undefined leaves it out. */
export interface Said {
  readonly id: string;
  readonly issuer: string | undefined;
  readonly nameId: string | undefined;
  readonly format: string | undefined;
  readonly recipient: string | undefined;
  readonly confirmedUntil: string | undefined;
  readonly notBefore: string | undefined;
  readonly notOnOrAfter: string | undefined;
  readonly sessionEnds: string | undefined;
  readonly issuedAt: string;
  readonly audience: string | undefined;
  readonly version: string;
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  /** Whole elements in the place of what would be written. */
  readonly subject: string | undefined;
  readonly conditions: string | undefined;
  readonly authentication: string | undefined;
  readonly statement: string | undefined;
}

export interface Signing {
  readonly key?: KeyObject;
  readonly method?: string;
  readonly digestMethod?: string;
  readonly canonicalization?: string;
  readonly transforms?: string;
  readonly uri?: string;
  readonly keyInfo?: string;
  /** Of the text that is signed, in the place of its own. */
  readonly digestOf?: string;
  readonly signedInfo?: (signedInfo: string) => string;
}

/** On SignedInfo it is said where that stands alone; in the signature it is said already. */
const DECLARED = ' xmlns:ds="http://www.w3.org/2000/09/xmldsig#"';

export const RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
export const SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";

const HASHES: Readonly<Record<string, string | undefined>> = Object.assign(Object.create(null), {
  [RSA_SHA256]: "sha256",
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384": "sha384",
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512": "sha512",
  "http://www.w3.org/2000/09/xmldsig#rsa-sha1": "sha1",
  [SHA256]: "sha256",
  "http://www.w3.org/2001/04/xmldsig-more#sha384": "sha384",
  "http://www.w3.org/2001/04/xmlenc#sha512": "sha512",
  "http://www.w3.org/2000/09/xmldsig#sha1": "sha1",
  "http://www.w3.org/2001/04/xmldsig-more#md5": "md5",
});

export interface Idp {
  readonly entityId: string;
  readonly key: KeyObject;
  readonly certificate: string;
  readonly metadata: string;
  /** An assertion as it would be signed. */
  assertion(said?: Partial<Said>): string;
  /** An assertion with its signature behind the Issuer. */
  signed(said?: Partial<Said>, signing?: Signing): string;
  /** A response with the assertion in it, base64. */
  respond(said?: Partial<Said>, signing?: Signing): string;
}

export interface IdpOptions {
  readonly entityId?: string;
  readonly key?: KeyObject;
  readonly certificate?: string;
  /** What its assertions say where a call says nothing else. */
  readonly says?: Partial<Said>;
  readonly now: () => number;
}

export function createIdp({ now, ...options }: IdpOptions): Idp {
  const { entityId = "https://idp.example/saml", key = PRIVATE_KEYS.idp, says = {} } = options;
  const certificate = options.certificate ?? selfSigned(key);
  const said = (more: Partial<Said>) => ({ ...usual(entityId, now()), ...says, ...more });
  const idp: Idp = {
    entityId,
    key,
    certificate,
    metadata: metadataOf(entityId, [certificate]),
    assertion: (more = {}) => writeAssertion(said(more)),
    signed(more = {}, signing = {}) {
      const all = said(more);
      return withSignature(writeAssertion(all), all.id, { key, ...signing });
    },
    respond: (more = {}, signing = {}) => posted(responseOf(idp.signed(more, signing))),
  };
  return idp;
}

let count = 0;

function usual(issuer: string, now: number): Said {
  count += 1;
  return {
    id: `_a${count}-${now}`,
    issuer,
    nameId: "ann@example.com",
    format: "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
    recipient: SIGN_IN,
    confirmedUntil: instant(now + 300_000),
    notBefore: instant(now - 60_000),
    notOnOrAfter: instant(now + 300_000),
    sessionEnds: undefined,
    issuedAt: instant(now),
    audience: "urn:amazon:webservices",
    version: "2.0",
    attributes: {},
    subject: undefined,
    conditions: undefined,
    authentication: undefined,
    statement: undefined,
  };
}

export function instant(time: number): string {
  return new Date(time).toISOString();
}

export function metadataOf(entityId: string, certificates: readonly string[], use = "signing"): string {
  const keys = certificates.map(
    (certificate) =>
      `<md:KeyDescriptor use="${use}"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`,
  );
  return `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${entityId}"><md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${keys.join("")}<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://idp.example/sso"/></md:IDPSSODescriptor></md:EntityDescriptor>`;
}

function writeAssertion(said: Said): string {
  const attributes = Object.entries(said.attributes).map(
    ([name, values]) =>
      `<saml:Attribute Name="${escapedValue(name)}">${values.map((value) => `<saml:AttributeValue>${escaped(value)}</saml:AttributeValue>`).join("")}</saml:Attribute>`,
  );
  const statement =
    attributes.length === 0
      ? ""
      : `<saml:AttributeStatement>${attributes.join("")}</saml:AttributeStatement>`;
  return [
    `<saml:Assertion ${NS} ID="${said.id}" IssueInstant="${said.issuedAt}" Version="${said.version}">`,
    said.issuer === undefined ? "" : `<saml:Issuer>${escaped(said.issuer)}</saml:Issuer>`,
    said.subject ?? writeSubject(said),
    said.conditions ?? writeConditions(said),
    said.authentication ??
      `<saml:AuthnStatement AuthnInstant="${said.issuedAt}"${attribute("SessionNotOnOrAfter", said.sessionEnds)}><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>`,
    said.statement ?? statement,
    "</saml:Assertion>",
  ].join("");
}

function writeSubject(said: Said): string {
  const nameId =
    said.nameId === undefined
      ? ""
      : `<saml:NameID${attribute("Format", said.format)}>${escaped(said.nameId)}</saml:NameID>`;
  const data = `<saml:SubjectConfirmationData${attribute("NotOnOrAfter", said.confirmedUntil)}${attribute("Recipient", said.recipient)}></saml:SubjectConfirmationData>`;
  return `<saml:Subject>${nameId}<saml:SubjectConfirmation Method="${BEARER}">${data}</saml:SubjectConfirmation></saml:Subject>`;
}

function writeConditions(said: Said): string {
  const restriction =
    said.audience === undefined
      ? ""
      : `<saml:AudienceRestriction><saml:Audience>${escaped(said.audience)}</saml:Audience></saml:AudienceRestriction>`;
  return `<saml:Conditions${attribute("NotBefore", said.notBefore)}${attribute("NotOnOrAfter", said.notOnOrAfter)}>${restriction}</saml:Conditions>`;
}

function attribute(name: string, value: string | undefined): string {
  return value === undefined ? "" : ` ${name}="${escapedValue(value)}"`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function escapedValue(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

/** Puts a signature over the whole text, which is in canonical form, behind its Issuer; in front of all where it has none. */
export function withSignature(text: string, id: string, signing: Signing & { key: KeyObject }): string {
  const signature = signatureOver(text, id, signing);
  const place = text.includes("</saml:Issuer>")
    ? text.indexOf("</saml:Issuer>") + "</saml:Issuer>".length
    : text.indexOf(">") + 1;
  return text.slice(0, place) + signature + text.slice(place);
}

export function signatureOver(text: string, id: string, signing: Signing & { key: KeyObject }): string {
  const { key, method = RSA_SHA256, digestMethod = SHA256, canonicalization = EXCLUSIVE } = signing;
  const transforms =
    signing.transforms ??
    `<ds:Transform Algorithm="${ENVELOPED}"></ds:Transform><ds:Transform Algorithm="${EXCLUSIVE}"></ds:Transform>`;
  const digest = createHash(HASHES[digestMethod] ?? "sha256")
    .update(signing.digestOf ?? text)
    .digest("base64");
  const plain = `<ds:SignedInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:CanonicalizationMethod Algorithm="${canonicalization}"></ds:CanonicalizationMethod><ds:SignatureMethod Algorithm="${method}"></ds:SignatureMethod><ds:Reference URI="${signing.uri ?? `#${id}`}"><ds:Transforms>${transforms}</ds:Transforms><ds:DigestMethod Algorithm="${digestMethod}"></ds:DigestMethod><ds:DigestValue>${digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>`;
  const signedInfo = signing.signedInfo?.(plain) ?? plain;
  const value = sign(HASHES[method] ?? "sha256", Buffer.from(signedInfo), key).toString("base64");
  return `<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#">${signedInfo.replace(DECLARED, "")}<ds:SignatureValue>${value}</ds:SignatureValue>${signing.keyInfo ?? ""}</ds:Signature>`;
}

export interface Wrapping {
  readonly id?: string;
  readonly status?: string;
  readonly more?: string;
}

/** A response in canonical form, with these assertions in it. */
export function responseOf(
  inner: string,
  { id = "_r1", status = "Success", more = "" }: Wrapping = {},
): string {
  const code = `urn:oasis:names:tc:SAML:2.0:status:${status}`;
  return `<samlp:Response ${NSP} ID="${id}" IssueInstant="2026-01-01T00:00:00Z" Version="2.0"><saml:Issuer ${NS}>https://idp.example/saml</saml:Issuer><samlp:Status><samlp:StatusCode Value="${code}"></samlp:StatusCode></samlp:Status>${more}${inner}</samlp:Response>`;
}

/** As it is sent. */
export function posted(text: string): string {
  return Buffer.from(text).toString("base64");
}

export function publicPem(key: KeyObject): string {
  return createPublicKey(key).export({ type: "spki", format: "pem" }) as string;
}
