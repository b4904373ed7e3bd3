import assert from "node:assert/strict";
import { createHmac, generateKeyPairSync } from "node:crypto";
import { test } from "node:test";
import { selfSigned } from "../certificate.test-support.ts";
import {
  createIdp,
  ENVELOPED,
  EXCLUSIVE,
  metadataOf,
  posted,
  publicPem,
  responseOf,
  type Signing,
} from "../idp.test-support.ts";
import { type BadCase, idp, judge, NOW, provider, refuseEach } from "../judge.test-support.ts";
import { PRIVATE_KEYS } from "../keys.test-support.ts";
import { readMetadata } from "../metadata/read-metadata.ts";

const MORE = "http://www.w3.org/2001/04/xmldsig-more#";
const DSIG = "http://www.w3.org/2000/09/xmldsig#";
const transform = (algorithm: string, inner = "") =>
  `<ds:Transform Algorithm="${algorithm}">${inner}</ds:Transform>`;
const both = transform(ENVELOPED) + transform(EXCLUSIVE);
const ID = "_assertion";

test("each method of RSA with SHA-2 is taken, with each digest of SHA-2", () => {
  for (const bits of ["256", "384", "512"]) {
    const digestMethod = bits === "384" ? `${MORE}sha384` : `http://www.w3.org/2001/04/xmlenc#sha${bits}`;
    const signing = { method: `${MORE}rsa-sha${bits}`, digestMethod };
    assert.equal(judge(idp.respond({}, signing)).subject, "ann@example.com");
  }
});

test("each of the provider's certificates is tried, so that it can change them", () => {
  const next = createIdp({ now: () => NOW, key: PRIVATE_KEYS.stranger });
  const metadata = readMetadata(metadataOf(idp.entityId, [idp.certificate, next.certificate]));
  for (const one of [idp, next])
    assert.equal(judge(one.respond(), { provider: { ...provider, metadata } }).subject, "ann@example.com");
});

test("namespaces that a list of prefixes names are in the canonical form, wherever they are declared", () => {
  const list = `<ec:InclusiveNamespaces xmlns:ec="${EXCLUSIVE}" PrefixList="xs"></ec:InclusiveNamespaces>`;
  const transforms = transform(ENVELOPED) + transform(EXCLUSIVE, list);
  const here = idp.assertion({ id: ID }).replace(" ID=", ' xmlns:xs="http://www.w3.org/2001/XMLSchema" ID=');
  const signed = idp.signed({ id: ID }, { transforms, digestOf: here });
  const outside = responseOf(signed).replace(" ID=", ' xmlns:xs="http://www.w3.org/2001/XMLSchema" ID=');
  assert.equal(judge(posted(outside)).subject, "ann@example.com");
  const inside = signed.replace(" ID=", ' xmlns:xs="http://www.w3.org/2001/XMLSchema" ID=');
  assert.equal(judge(posted(responseOf(inside))).subject, "ann@example.com");
});

test("what XML 1.1 alone calls an end of line is a character of the text, where it was signed as one", () => {
  const nameId = "a\u0085b\u2028c\n\u0085d";
  const format = "urn:\u2028x\u0085";
  const { subject, subjectFormat } = judge(idp.respond({ nameId, format }));
  assert.deepEqual([subject, subjectFormat], [nameId, format]);
});

const by = (name: string, signing: Signing): BadCase => ({
  name,
  reason: "signature",
  posted: () => idp.respond({ id: ID }, signing),
});
/** What is changed once it was signed. */
const changed = (name: string, change: (text: string) => string): BadCase => ({
  name,
  reason: "signature",
  text() {
    const text = responseOf(idp.signed({ id: ID }));
    const other = change(text);
    assert.notEqual(other, text, "nothing was changed");
    return other;
  },
});
const insideInfo = (name: string, change: (text: string) => string): BadCase =>
  by(name, {
    signedInfo(text) {
      const other = change(text);
      assert.notEqual(other, text, "nothing was changed");
      return other;
    },
  });

const ec = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
const otherProvider = createIdp({ now: () => NOW, key: PRIVATE_KEYS.stranger });
const weak = createIdp({ now: () => NOW, key: PRIVATE_KEYS.weak });
const expired = createIdp({
  now: () => NOW,
  certificate: selfSigned(PRIVATE_KEYS.idp, { validTo: new Date("2026-01-01") }),
});
const early = createIdp({
  now: () => NOW,
  certificate: selfSigned(PRIVATE_KEYS.idp, { validFrom: new Date("2027-01-01") }),
});
const x509 = (certificate: string) =>
  `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>`;

/** HMAC whose key is what everybody knows. */
function hmac(key: string, method: string, parameter = ""): string {
  const signed = idp.signed({ id: ID });
  const info = /<ds:SignedInfo.*<\/ds:SignedInfo>/.exec(signed)?.[0] ?? assert.fail();
  const other = info.replace(
    /<ds:SignatureMethod Algorithm="[^"]*">/,
    `<ds:SignatureMethod Algorithm="${method}">${parameter}`,
  );
  const value = createHmac("sha256", key).update(other).digest("base64");
  return responseOf(
    signed
      .replace(info, other)
      .replace(
        /<ds:SignatureValue>.*<\/ds:SignatureValue>/,
        `<ds:SignatureValue>${value}</ds:SignatureValue>`,
      ),
  );
}

refuseEach([
  by("another key", { key: PRIVATE_KEYS.stranger }),
  by("another key, whose certificate stands in KeyInfo", {
    key: PRIVATE_KEYS.stranger,
    keyInfo: x509(otherProvider.certificate),
  }),
  by("another key, with the certificate of the right one in KeyInfo", {
    key: PRIVATE_KEYS.stranger,
    keyInfo: x509(idp.certificate),
  }),
  by("another key, with a certificate of the right name", {
    key: PRIVATE_KEYS.stranger,
    keyInfo: x509(selfSigned(PRIVATE_KEYS.stranger, { name: "idp" })),
  }),
  by("another key, as RSAKeyValue in KeyInfo", {
    key: PRIVATE_KEYS.stranger,
    keyInfo: `<ds:KeyInfo><ds:KeyValue><ds:RSAKeyValue><ds:Modulus>${publicPem(PRIVATE_KEYS.stranger).slice(30, 90)}</ds:Modulus></ds:RSAKeyValue></ds:KeyValue></ds:KeyInfo>`,
  }),
  by("another key, by RetrievalMethod", {
    key: PRIVATE_KEYS.stranger,
    keyInfo:
      '<ds:KeyInfo><ds:RetrievalMethod URI="https://attacker.example/key"></ds:RetrievalMethod></ds:KeyInfo>',
  }),
  {
    name: "the key of another provider of the account",
    reason: "signature",
    posted: () => otherProvider.respond(),
  },
  by("RSA with SHA-1", { method: `${DSIG}rsa-sha1` }),
  by("a digest of SHA-1", { digestMethod: `${DSIG}sha1` }),
  by("a digest of MD5", { digestMethod: `${MORE}md5` }),
  by("DSA", { method: `${DSIG}dsa-sha1` }),
  by("ECDSA by a key that is not the provider's", { method: `${MORE}ecdsa-sha256`, key: ec }),
  {
    name: "HMAC by the public key",
    reason: "signature",
    text: () => hmac(publicPem(idp.key), `${MORE}hmac-sha256`),
  },
  {
    name: "HMAC by the text of the certificate",
    reason: "signature",
    text: () => hmac(idp.certificate, `${DSIG}hmac-sha1`),
  },
  {
    name: "HMAC cut to no bits",
    reason: "signature",
    text: () => hmac("k", `${MORE}hmac-sha256`, "<ds:HMACOutputLength>0</ds:HMACOutputLength>"),
  },
  by("a method called constructor", { method: "constructor" }),
  by("a digest called __proto__", { digestMethod: "__proto__" }),
  by("inclusive canonicalisation of SignedInfo", {
    canonicalization: "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
  }),
  by("canonicalisation with comments of SignedInfo", { canonicalization: `${EXCLUSIVE}WithComments` }),
  by("unknown canonicalisation (CVE-2025-66568, ruby-saml: nothing was digested)", {
    canonicalization: "urn:none",
  }),
  by("the transform XSLT", { transforms: both + transform("http://www.w3.org/TR/1999/REC-xslt-19991116") }),
  by("the transform XPath", {
    transforms: transform(ENVELOPED) + transform("http://www.w3.org/TR/1999/REC-xpath-19991116"),
  }),
  by("the transform XPath filter 2", {
    transforms: transform(ENVELOPED) + transform("http://www.w3.org/2002/06/xmldsig-filter2"),
  }),
  by("the transform base64", { transforms: transform(ENVELOPED) + transform(`${DSIG}base64`) }),
  by("the transform of canonical XML 1.1", {
    transforms: transform(ENVELOPED) + transform("http://www.w3.org/2006/12/xml-c14n11"),
  }),
  by("the transform with comments", {
    transforms: transform(ENVELOPED) + transform(`${EXCLUSIVE}WithComments`),
  }),
  by("no transform", { transforms: "" }),
  by("the enveloped signature alone", { transforms: transform(ENVELOPED) }),
  by("a chain of 200 transforms", { transforms: both.repeat(100) }),
  by("a reference to the whole document", { uri: "" }),
  by("a reference to an ID that is not there", { uri: "#_nobody" }),
  by("a reference to http", { uri: "http://attacker.example/assertion" }),
  by("a reference to a file", { uri: "file:///etc/passwd" }),
  by("a reference by XPointer", { uri: `#xpointer(id('${ID}'))` }),
  by("a reference with an XPath in its ID (samlify's injection)", { uri: "#_x' or '1'='1" }),
  insideInfo("a Reference of the Type Manifest", (text) =>
    text.replace("<ds:Reference", `<ds:Reference Type="${DSIG}Manifest"`),
  ),
  insideInfo("no Reference", (text) => text.replace(/<ds:Reference.*<\/ds:Reference>/, "")),
  insideInfo("two References", (text) => text.replace(/(<ds:Reference.*<\/ds:Reference>)/, "$1$1")),
  changed("two SignedInfo (CVE-2025-29774, xml-crypto ≤ 6.0.0)", (text) =>
    text.replace("<ds:SignatureValue>", "<ds:SignedInfo></ds:SignedInfo><ds:SignatureValue>"),
  ),
  changed("SignedInfo behind the value", (text) =>
    text.replace(/(<ds:SignedInfo.*<\/ds:SignedInfo>)(<ds:SignatureValue>.*<\/ds:SignatureValue>)/, "$2$1"),
  ),
  changed("two values of the digest", (text) =>
    text.replace("<ds:DigestValue>", "<ds:DigestValue>AAAA</ds:DigestValue><ds:DigestValue>"),
  ),
  changed("an Object in the signature", (text) =>
    text.replace("</ds:Signature>", "<ds:Object></ds:Object></ds:Signature>"),
  ),
  changed("an empty value", (text) => text.replace(/<ds:SignatureValue>[^<]*/, "<ds:SignatureValue>")),
  changed("a value that is no base64", (text) => text.replace("<ds:SignatureValue>", "<ds:SignatureValue>!")),
  changed("a value of one bit changed", (text) =>
    text.replace(
      /<ds:SignatureValue>(.)/,
      (_all, first) => `<ds:SignatureValue>${first === "A" ? "B" : "A"}`,
    ),
  ),
  changed("a value cut short", (text) => text.replace(/.{8}<\/ds:SignatureValue>/, "</ds:SignatureValue>")),
  {
    ...changed("the prefix ds bound to something else (CVE-2025-66567, ruby-saml)", (text) =>
      text.replace("<ds:Signature xmlns:ds=", '<ds:Signature xmlns:ds="urn:other" xmlns:other='),
    ),
    reason: "malformed",
  },
  changed("the Issuer's white space changed", (text) =>
    text.replace("</saml:Issuer><ds:", "</saml:Issuer> <ds:"),
  ),
  changed("an attribute added to what is signed", (text) =>
    text.replace("<saml:NameID ", '<saml:NameID NameQualifier="x" '),
  ),
  {
    name: "a certificate that has expired",
    reason: "signature",
    posted: () => expired.respond(),
    provider: { ...provider, metadata: readMetadata(expired.metadata) },
  },
  {
    name: "a certificate that is not valid yet",
    reason: "signature",
    posted: () => early.respond(),
    provider: { ...provider, metadata: readMetadata(early.metadata) },
  },
  {
    name: "a key of 1,024 bits",
    reason: "signature",
    posted: () => weak.respond(),
    provider: { ...provider, metadata: readMetadata(weak.metadata) },
  },
  {
    name: "a key that the metadata has for encryption",
    reason: "signature",
    posted: () => idp.respond(),
    provider: {
      ...provider,
      metadata: readMetadata(metadataOf(idp.entityId, [idp.certificate], "encryption")),
    },
  },
  {
    name: "a provider without a certificate",
    reason: "signature",
    posted: () => idp.respond(),
    provider: { ...provider, metadata: readMetadata(metadataOf(idp.entityId, [])) },
  },
]);

test("AWS's checks take certificates that have expired, and keys of 1,024 bits", () => {
  for (const one of [expired, early, weak]) {
    const metadata = readMetadata(one.metadata);
    const taken = judge(one.respond(), { checks: "aws", provider: { ...provider, metadata } });
    assert.equal(taken.subject, "ann@example.com");
  }
});
