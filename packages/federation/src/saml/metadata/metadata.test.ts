import assert from "node:assert/strict";
import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { test } from "node:test";
import { selfSigned } from "../certificate.test-support.ts";
import { metadataOf } from "../idp.test-support.ts";
import { idp } from "../judge.test-support.ts";
import { PRIVATE_KEYS } from "../keys.test-support.ts";
import { createMetadataCache } from "./metadata-cache.ts";
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

/** A certificate of a public key that has no private one. */
function withKey(numbers: { readonly n: string; readonly e: string }): string {
  return selfSigned(PRIVATE_KEYS.idp, {
    publicKey: createPublicKey({ key: { kty: "RSA", ...numbers }, format: "jwk" }),
  });
}

const BAD: Readonly<Record<string, string>> = {
  "no XML": "x".repeat(1_000),
  "no metadata": "<x/>",
  "a byte order mark": `\uFEFF${one([])}`,
  "no entityID": one([]).replace('entityID="urn:one"', ""),
  "an empty entityID": one([]).replace("urn:one", " "),
  "a certificate that is none": one(["AAAA"]),
  "a certificate cut short": one([other.slice(0, 400)]),
  "a key of 512 bits": one([selfSigned(generateKeyPairSync("rsa", { modulusLength: 512 }).privateKey)]),
  // Made up: nobody signs by it, and whoever names the provider has it tried.
  "a key of 16,384 bits": one([withKey({ n: Buffer.alloc(2_048, 0xff).toString("base64url"), e: "AQAB" })]),
  "an exponent as long as its modulus": one([
    withKey({
      n: Buffer.alloc(256, 0xff).toString("base64url"),
      e: Buffer.alloc(256, 0x7f).toString("base64url"),
    }),
  ]),
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

const many = (number: number, entityOf: (index: number) => string) =>
  group(...Array.from({ length: number }, (_, index) => entityOf(index)));
const bare = (name: string | number) =>
  `<md:EntityDescriptor entityID="${name}"><md:IDPSSODescriptor/></md:EntityDescriptor>`;

test("the largest that is taken stays in memory, so that strangers who name its provider have it read once", () => {
  const longest = (index: number) => String(index).padStart(1_024, "x");
  const certificates = Array.from({ length: 500 }, (_, index) =>
    selfSigned(PRIVATE_KEYS.idp, { name: `${index}` }),
  );
  const entities = (number: number) =>
    many(number, (index) => {
      const own = certificates.slice(index, index + 1);
      return own.length === 0 ? bare(longest(index)) : metadataOf(longest(index), own);
    });
  const cache = createMetadataCache();
  const largest = entities(1_000);
  assert.equal(cache.read(largest).size, 1_000);
  assert.equal(cache.read(largest), cache.read(largest));
  assert.throws(() => cache.read(entities(1_001)), /more than 1000 entities/);
  assert.throws(() => cache.read(bare("x".repeat(1_025)).replaceAll("md:", "")), { name: "SamlRefusal" });
  certificates.push(selfSigned(PRIVATE_KEYS.idp, { name: "one more" }));
  assert.throws(() => cache.read(entities(1_000)), /more than 500 certificates/);
});

test("of a mebibyte of elements no more are read than are taken", () => {
  const text = group("<a/>".repeat(260_000));
  assert.throws(() => readMetadata(text), /more than 40000 elements/);
});
