import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { test } from "node:test";
import { selfSigned } from "../certificate.test-support.ts";
import { metadataOf } from "../idp.test-support.ts";
import { idp } from "../judge.test-support.ts";
import { PRIVATE_KEYS } from "../keys.test-support.ts";
import { readMetadata } from "./read-metadata.ts";

const other = selfSigned(PRIVATE_KEYS.stranger);
const one = (certificates: readonly string[], use?: string) => metadataOf("urn:one", certificates, use);
const count = (text: string, entity = "urn:one") => readMetadata(text).get(entity)?.length;
const group = (...entities: readonly string[]) =>
  `<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata">${entities.join("")}</md:EntitiesDescriptor>`;

test("the certificates that an entity signs with, each once", () => {
  assert.equal(count(one([idp.certificate, other, idp.certificate])), 2);
  assert.equal(count(one([idp.certificate]).replace(' use="signing"', "")), 1);
  assert.equal(count(one([idp.certificate.replace(/.{64}/g, "$&\n  ")])), 1);
  assert.equal(count(one([idp.certificate], "encryption")), 0, "a key for encryption signs nothing");
  assert.equal(count(one([])), 0, "AWS takes a provider without a certificate");
});

test("several entities, however they are grouped", () => {
  const text = group(one([other]), group(metadataOf("urn:two", [idp.certificate])));
  assert.deepEqual([...readMetadata(text).keys()], ["urn:one", "urn:two"]);
  assert.equal(count(text, "urn:two"), 1);
});

test("roles that are not an identity provider's sign nothing", () => {
  assert.equal(count(one([other]).replaceAll("IDPSSODescriptor", "SPSSODescriptor")), 0);
  assert.equal(count(one([other]).replaceAll("IDPSSODescriptor", "RoleDescriptor")), 0);
});

test("keys of elliptic curves may be in it", () => {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  assert.equal(count(one([selfSigned(privateKey)])), 1);
});

const BAD: Readonly<Record<string, string>> = {
  "no XML": "x".repeat(1_000),
  "no metadata": "<x/>",
  "a byte order mark": `\uFEFF${one([])}`,
  "no entityID": one([]).replace('entityID="urn:one"', ""),
  "an empty entityID": one([]).replace("urn:one", " "),
  "a certificate that is none": one(["AAAA"]),
  "a certificate cut short": one([other.slice(0, 400)]),
  "a key of 512 bits": one([selfSigned(generateKeyPairSync("rsa", { modulusLength: 512 }).privateKey)]),
  "two entities of one name": group(one([]), one([other])),
  "no entity": group(),
  "an entity without name in a group": group(one([]).replace('entityID="urn:one"', "")),
  "a DTD": `<!DOCTYPE md:EntityDescriptor [<!ENTITY x SYSTEM "file:///etc/passwd">]>${one([])}`,
  "a root of another namespace": one([]).replace("metadata", "other"),
  "17 certificates to sign with": one(
    Array.from({ length: 17 }, (_, index) => selfSigned(PRIVATE_KEYS.idp, { name: `${index}` })),
  ),
};
for (const [name, text] of Object.entries(BAD))
  test(`refused: ${name}`, () => {
    assert.throws(() => readMetadata(text), { name: "SamlRefusal", reason: "malformed" });
  });

test("a certificate that a large document has a thousand times is read once", () => {
  const entities = Array.from({ length: 1_000 }, (_, index) => metadataOf(`urn:${index}`, [idp.certificate]));
  const metadata = readMetadata(group(...entities));
  const [first] = metadata.get("urn:0") ?? [];
  assert.equal(metadata.size, 1_000);
  assert.ok([...metadata.values()].every(([certificate]) => certificate === first));
});
