import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { generateKeyPairSync, verify, X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { signIdentityDocument } from "./identity-document.ts";
import { certificatePem, selfSignedCertificate } from "./self-signed-certificate.ts";

const NOW_MS = Date.UTC(2026, 10, 26, 12);
const YEAR_MS = 365 * 86_400_000;
const commonName = "Rolecall instance identity";

function newSigner(kind: "dsa" | "rsa", serialNumber: Uint8Array, notAfterMs = NOW_MS + 10 * YEAR_MS) {
  const { privateKey } =
    kind === "dsa"
      ? generateKeyPairSync("dsa", { modulusLength: 2_048, divisorLength: 256 })
      : generateKeyPairSync("rsa", { modulusLength: 2_048 });
  const plan = { kind, privateKey, commonName, notBeforeMs: NOW_MS - YEAR_MS, notAfterMs, serialNumber };
  return { kind, privateKey, commonName, certificate: certificatePem(selfSignedCertificate(plan)) };
}

const folder = mkdtempSync(join(tmpdir(), "rolecall-identity-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const description = {
  instanceId: "i-0123456789abcdef0",
  accountId: "111111111111",
  partition: "aws",
  region: "eu-west-1",
  availabilityZone: "eu-west-1a",
  privateIp: "10.0.0.7",
  pendingTimeMs: NOW_MS,
  options: { isEnabled: true, allowsVersion1: false, hopLimit: 1 },
};
// A first byte of 0x80 or more, which would be a negative number.
const signers = {
  dsa: newSigner("dsa", Uint8Array.of(0xff, 1, 2)),
  rsa: newSigner("rsa", Uint8Array.of(7)),
};
const signed = signIdentityDocument(description, signers);
const withoutOpenssl = spawnSync("openssl", ["version"]).status === 0 ? false : "openssl is not installed";

/** As AWS's page tells people to check one. */
function checkPkcs7(body: string, certificate: string): string {
  const inFile = join(folder, "pkcs7");
  const certificateFile = join(folder, "certificate.pem");
  writeFileSync(inFile, `-----BEGIN PKCS7-----\n${body}\n-----END PKCS7-----\n`);
  writeFileSync(certificateFile, certificate);
  const args = [
    "smime",
    "-verify",
    "-in",
    inFile,
    "-inform",
    "PEM",
    "-certfile",
    certificateFile,
    "-noverify",
  ];
  return execFileSync("openssl", args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

describe("an identity document", () => {
  test("is JSON with EC2's members, null where there is nothing", () => {
    const read = JSON.parse(signed.document);
    assert.equal(Object.keys(read).join(" "), MEMBERS);
    assert.equal(read.pendingTime, "2026-11-26T12:00:00Z");
    assert.equal(read.kernelId, null);
    assert.match(signed.document, /^\{\n {2}"accountId" : "111111111111",\n/);
  });

  test("is signed in lines of 76 characters", () => {
    const { rsa } = signers;
    const { publicKey } = new X509Certificate(rsa.certificate);
    const signature = Buffer.from(signed.signature, "base64");
    assert.ok(verify("sha256", Buffer.from(signed.document), publicKey, signature));
    assert.deepEqual(
      signed.signature.split("\n").map(({ length }) => length),
      [76, 76, 76, 76, 40],
    );
  });

  for (const kind of ["dsa", "rsa"] as const) {
    const member = kind === "dsa" ? "pkcs7" : "rsa2048";
    test(`holds by its ${member} and the published certificate, for openssl`, {
      skip: withoutOpenssl,
    }, () => {
      const { certificate } = signers[kind];
      assert.equal(checkPkcs7(signed[member], certificate), signed.document);
      assert.ok(new X509Certificate(certificate).verify(new X509Certificate(certificate).publicKey));
      const other = newSigner(kind, Uint8Array.of(7));
      assert.throws(() => checkPkcs7(signed[member], other.certificate), "another's certificate");
      const changed = Buffer.from(signed[member], "base64");
      const at = changed.indexOf("111111111111");
      changed[at] = 0x32;
      assert.throws(() => checkPkcs7(changed.toString("base64"), certificate), "a changed document");
    });
  }

  test("may have a certificate that ends behind 2049", () => {
    const { certificate } = newSigner("rsa", Uint8Array.of(1), Date.UTC(2060, 0, 1));
    assert.equal(new X509Certificate(certificate).validToDate.getTime(), Date.UTC(2060, 0, 1));
  });
});

const MEMBERS =
  "accountId architecture availabilityZone billingProducts devpayProductCodes imageId instanceId instanceType kernelId marketplaceProductCodes pendingTime privateIp ramdiskId region version";
