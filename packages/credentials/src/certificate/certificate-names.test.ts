import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { describe, it } from "node:test";
import fc from "fast-check";
import { readAlternativeNames } from "./alternative-names.ts";
import { extension, newCertificateDer, newEcKeys } from "./certificate.test-support.ts";
import { readCertificateDer } from "./certificate.ts";
import { readCertificateDetails } from "./certificate-details.ts";
import { identifier, name, nameOf, sequence, tagged } from "./der.test-support.ts";
import { DerError } from "./der.ts";
import { formatDistinguishedName, readDistinguishedName } from "./distinguished-name.ts";
import { readRevocationList } from "./revocation-list.ts";

const keys = newEcKeys();

describe("a distinguished name", () => {
  it("is read in its order, and written with its last part first", () => {
    const attributes = readDistinguishedName(
      nameOf([
        ["550406", "DE"],
        ["55040a", "Example, Inc."],
        ["55040b", "shop"],
        ["55040b", "web"],
        ["550403", " web=1 "],
        ["2a0304", "#odd"],
      ]),
    );
    assert.deepEqual(
      attributes.map(({ type, value }) => `${type}:${value}`),
      ["C:DE", "O:Example, Inc.", "OU:shop", "OU:web", "CN: web=1 ", "1.2.3.4:#odd"],
    );
    assert.equal(
      formatDistinguishedName(attributes),
      "1.2.3.4=\\#odd,CN=\\ web\\=1\\ ,OU=web,OU=shop,O=Example\\, Inc.,C=DE",
    );
  });

  it("is text in each of its encodings", () => {
    const read = (tag: number, content: Buffer) =>
      readDistinguishedName(sequence(tagged(0x31, sequence(identifier("550403"), tagged(tag, content)))))[0]
        ?.value;
    assert.equal(read(0x0c, Buffer.from("wörker")), "wörker");
    assert.equal(read(0x13, Buffer.from("worker")), "worker");
    assert.equal(read(0x16, Buffer.from("worker")), "worker");
    assert.equal(read(0x1e, Buffer.from("wörker", "utf16le").swap16()), "wörker");
    assert.throws(() => read(0x0c, Buffer.from([0xff])), DerError);
    assert.throws(() => read(0x1e, Buffer.from([0])), DerError);
    assert.throws(() => read(0x02, Buffer.from([0])), DerError);
    for (const tag of [0x0c, 0x13, 0x16]) assert.throws(() => read(tag, Buffer.from("web\0evil")), DerError);
    assert.throws(() => read(0x1e, Buffer.from([0x00, 0x61, 0x00, 0x00])), DerError);
    assert.throws(() => read(0x1e, Buffer.from([0xd8, 0x00])), DerError);
    assert.throws(() => readDistinguishedName(sequence(tagged(0x31))), DerError);
  });
});

describe("alternative names", () => {
  const read = (value: Buffer) => {
    const extensions = [extension("551d11", value, false)];
    const der = newCertificateDer({ subject: "machine", keys, extensions });
    const details = readCertificateDetails(new X509Certificate(der));
    assert.ok(details);
    return readAlternativeNames(details);
  };

  it("are hosts, URIs and names, each in its order", () => {
    const names = read(
      sequence(
        tagged(0x82, Buffer.from("web.example.com")),
        tagged(0x87, Buffer.from([127, 0, 0, 1])),
        tagged(0x86, Buffer.from("spiffe://example.com/shop/web")),
        tagged(0x82, Buffer.from("other.example.com")),
        tagged(0xa4, name("directory")),
        tagged(0x81, Buffer.from("web@example.com")),
      ),
    );
    assert.deepEqual(names, {
      dns: ["web.example.com", "other.example.com"],
      uris: ["spiffe://example.com/shop/web"],
      directoryNames: [[{ type: "CN", value: "directory" }]],
    });
  });

  it("are none where nothing is said", () => {
    const details = readCertificateDetails(
      new X509Certificate(newCertificateDer({ subject: "machine", keys })),
    );
    assert.ok(details);
    assert.deepEqual(readAlternativeNames(details), { dns: [], uris: [], directoryNames: [] });
  });
});

describe("bytes of any kind", () => {
  it("are a certificate or none, and never an accident", () => {
    const der = newCertificateDer({ subject: "machine", keys, keyUsage: 0x80 });
    fc.assert(
      fc.property(fc.nat({ max: der.length - 1 }), fc.nat({ max: 255 }), (at, value) => {
        const changed = Buffer.from(der);
        changed[at] = value;
        const certificate = readCertificateDer(changed);
        const details = certificate && readCertificateDetails(certificate);
        if (details !== undefined) assert.ok(details.subject.length > 0);
      }),
      { numRuns: 500 },
    );
  });

  it("are a revocation list or none", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        assert.equal(readRevocationList(bytes), undefined);
        assert.equal(readRevocationList(sequence(Buffer.from(bytes))), undefined);
      }),
    );
  });
});
