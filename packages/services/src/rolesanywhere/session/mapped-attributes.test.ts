import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { test } from "node:test";
import { readCertificateDetails } from "@rolecall/credentials";
import type { AttributeMappingRecord } from "@rolecall/store";
import {
  extension,
  newCertificate,
  newEcKeys,
} from "../../../../credentials/src/certificate/certificate.test-support.ts";
import { name, nameOf, sequence, tagged } from "../../../../credentials/src/certificate/der.test-support.ts";
import { mapAttributes } from "./mapped-attributes.ts";

const dns = (text: string) => tagged(0x82, Buffer.from(text));
const subjectAltName = extension(
  "551d11",
  sequence(
    dns("a.example.com"),
    dns("*.example.com"),
    dns("b.example.com"),
    tagged(0x86, Buffer.from("spiffe://example.com/web")),
    tagged(0xa4, name("directory")),
  ),
);
const pem = newCertificate({
  subject: "web",
  keys: newEcKeys(),
  subjectName: nameOf([
    ["55040a", "Example"],
    ["55040b", "shop"],
    ["55040b", "web"],
    ["550403", "web-1"],
    ["2a0304", "own"],
  ]),
  issuerName: name("Company CA"),
  extensions: [subjectAltName],
});
const leaf = readCertificateDetails(new X509Certificate(pem));
assert.ok(leaf);
const details = leaf;

function mapped(...mappings: readonly AttributeMappingRecord[]) {
  const { tags, failed } = mapAttributes(details, mappings);
  return { tags: Object.fromEntries(tags.map(({ key, value }) => [key, value])), failed };
}

test("all of a name is each of its types, the second of one by its number", () => {
  const { tags } = mapped(
    { certificateField: "x509Subject", specifiers: ["*"] },
    { certificateField: "x509Issuer", specifiers: ["*"] },
  );
  assert.deepEqual(tags, {
    "x509Subject/O": "Example",
    "x509Subject/OU": "shop",
    "x509Subject/OU/2": "web",
    "x509Subject/CN": "web-1",
    "x509Issuer/CN": "Company CA",
  });
});

test("a type without a name of its own is mapped where it is asked for", () => {
  const { tags } = mapped({ certificateField: "x509Subject", specifiers: ["1.2.3.4", "UID"] });
  assert.deepEqual(tags, { "x509Subject/1.2.3.4": "own" });
});

test("of alternative names the first of each kind, and others where they are asked for", () => {
  const { tags } = mapped({ certificateField: "x509SAN", specifiers: ["DNS", "URI", "Name/*", "DNS/3"] });
  assert.deepEqual(tags, {
    "x509SAN/DNS": "a.example.com",
    "x509SAN/DNS/3": "b.example.com",
    "x509SAN/URI": "spiffe://example.com/web",
    "x509SAN/Name/CN": "directory",
  });
});

test("what no tag can hold is told, and only where it is asked for", () => {
  assert.deepEqual(mapped({ certificateField: "x509SAN", specifiers: ["DNS/2", "DNS/9"] }).failed, {
    x509Subject: [],
    x509Issuer: [],
    x509SAN: ["DNS/2"],
  });
  assert.deepEqual(mapped().tags, {});
});
