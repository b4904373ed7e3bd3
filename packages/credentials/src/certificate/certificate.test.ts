import assert from "node:assert/strict";
import { createHash, X509Certificate } from "node:crypto";
import { test } from "node:test";
import { newCertificate, newEcKeys, newRsaKeys, pemOf, privateKeyPem } from "./certificate.test-support.ts";
import { certificateTime, readCertificate, readCertificates, signingCertificateId } from "./certificate.ts";
import { countPemBlocks } from "./pem.ts";
import { readPrivateKey } from "./private-key.ts";

const keys = newEcKeys();
const PEM = newCertificate({ subject: "a.example.com", keys });

test("a certificate in PEM is read, with space around it and other line ends", () => {
  for (const text of [
    PEM,
    PEM.trim(),
    `\n ${PEM}\n\n`,
    PEM.replaceAll("\n", "\r\n"),
    PEM.replaceAll("\n", " \n "),
  ])
    assert.equal(readCertificate(text)?.subject, "CN=a.example.com", JSON.stringify(text));
});

test("anything beside it, or broken within it, makes it none", () => {
  const der = new X509Certificate(PEM).raw;
  const lines = PEM.trim().split("\n");
  const broken = [
    "",
    "not a certificate",
    `subject=CN = a\n${PEM}`,
    `${PEM}the end`,
    PEM.replaceAll("\n", ""),
    PEM.replaceAll("\n", " "),
    PEM.replace("-----END", "----END"),
    PEM.replace("CERTIFICATE", "TRUSTED CERTIFICATE"),
    lines.toSpliced(1, 1).join("\n"),
    lines.toSpliced(1, 0, "Proc-Type: 4,ENCRYPTED").join("\n"),
    der.toString("base64"),
    pemOf("CERTIFICATE", Buffer.concat([der, Buffer.from([0])])),
    pemOf("CERTIFICATE", der.subarray(0, -1)),
    "-----BEGIN CERTIFICATE-----\n\n-----END CERTIFICATE-----",
    privateKeyPem(keys),
    PEM + PEM,
  ];
  for (const text of broken) assert.equal(readCertificate(text), undefined, JSON.stringify(text));
});

test("several are read in their order, all or none", () => {
  const other = newCertificate({ subject: "b.example.com", keys });
  const read = readCertificates(`${PEM}\n${other}`);
  assert.deepEqual(
    read?.map(({ subject }) => subject),
    ["CN=a.example.com", "CN=b.example.com"],
  );
  assert.equal(readCertificates(`${PEM}text between\n${other}`), undefined);
  assert.equal(readCertificates(`${PEM}${pemOf("CERTIFICATE", Buffer.from("none"))}`), undefined);
  assert.equal(countPemBlocks(PEM.repeat(2_000)), 2_000);
  assert.equal(countPemBlocks("-".repeat(2_000_000)), 0);
});

test("a certificate is valid from its first moment to its last", () => {
  const from = new Date("2026-01-01T00:00:00Z");
  const to = new Date("2026-02-01T00:00:00Z");
  const certificate = readCertificate(newCertificate({ subject: "a", keys, notBefore: from, notAfter: to }));
  assert.ok(certificate);
  const at = (ms: number) => certificateTime(certificate, ms);
  assert.equal(at(from.getTime() - 1), "notYetValid");
  assert.equal(at(from.getTime()), "valid");
  assert.equal(at(to.getTime()), "valid");
  assert.equal(at(to.getTime() + 1), "expired");
});

test("the id of a signing certificate spells the SHA-1 of its DER", () => {
  const certificate = readCertificate(PEM);
  assert.ok(certificate);
  const bits = [...createHash("sha1").update(certificate.raw).digest()]
    .map((byte) => byte.toString(2).padStart(8, "0"))
    .join("");
  const expected = (bits.match(/.{5}/g) ?? [])
    .map((five) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[Number.parseInt(five, 2)])
    .join("");
  assert.equal(signingCertificateId(certificate), expected);
  assert.equal(expected.length, 32);
});

test("a private key is read in each of its encodings, without a passphrase alone", () => {
  const rsa = newRsaKeys(1024);
  const exported = (type: "pkcs8" | "pkcs1" | "sec1", of: typeof keys) =>
    of.privateKey.export({ type, format: "pem" }).toString();
  for (const text of [exported("pkcs8", rsa), exported("pkcs1", rsa)])
    assert.equal(readPrivateKey(text)?.asymmetricKeyType, "rsa");
  for (const text of [exported("pkcs8", keys), exported("sec1", keys), `\n${exported("sec1", keys)}\n`])
    assert.equal(readPrivateKey(text)?.asymmetricKeyType, "ec");
  const secret = { format: "pem", cipher: "aes-256-cbc", passphrase: "secret" } as const;
  for (const text of [
    "",
    PEM,
    exported("pkcs8", keys) + exported("pkcs8", keys),
    rsa.privateKey.export({ ...secret, type: "pkcs8" }).toString(),
    rsa.privateKey.export({ ...secret, type: "pkcs1" }).toString(),
    rsa.publicKey.export({ type: "spki", format: "pem" }).toString(),
    exported("pkcs8", rsa).replace("PRIVATE KEY", "EC PRIVATE KEY"),
  ])
    assert.equal(readPrivateKey(text), undefined, text);
});
