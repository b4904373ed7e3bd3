import assert from "node:assert/strict";
import { type KeyObject, sign, X509Certificate } from "node:crypto";
import { describe, it } from "node:test";
import {
  extension,
  newCertificateDer,
  newEcKeys,
  newRsaKeys,
  type TestKeys,
} from "./certificate.test-support.ts";
import { type CertificateDetails, readCertificateDetails } from "./certificate-details.ts";
import { identifier, integer, name, pemOf, sequence, tagged, time } from "./der.test-support.ts";
import { findRevoked, isListOf, REVOCATION_LIST_BYTES_MAX, readRevocationList } from "./revocation-list.ts";
import { createRevocationListCache } from "./revocation-list-cache.ts";

const keys = newEcKeys();
const SHA256_EC = sequence(identifier("2a8648ce3d040302"));
const SHA1_EC = sequence(identifier("2a8648ce3d0401"));
const SHA256_RSA = sequence(identifier("2a864886f70d01010b"), tagged(0x05));

interface ListPlan {
  readonly issuer?: string;
  readonly privateKey?: KeyObject;
  readonly serialNumbers?: readonly (number | bigint)[];
  readonly entryExtensions?: readonly Buffer[];
  readonly extensions?: readonly Buffer[];
  readonly algorithm?: Buffer;
  readonly insideAlgorithm?: Buffer;
}

function newList(plan: ListPlan = {}): Buffer {
  const { issuer = "root", privateKey = keys.privateKey, serialNumbers = [7], entryExtensions } = plan;
  const { algorithm = SHA256_EC, insideAlgorithm = algorithm, extensions } = plan;
  const now = new Date();
  const entries = serialNumbers.map((number) =>
    sequence(integer(number), time(now), ...(entryExtensions ? [sequence(...entryExtensions)] : [])),
  );
  const body = sequence(
    integer(1),
    insideAlgorithm,
    name(issuer),
    time(now),
    ...(entries.length > 0 ? [sequence(...entries)] : []),
    ...(extensions ? [tagged(0xa0, sequence(...extensions))] : []),
  );
  return sequence(body, algorithm, tagged(0x03, Buffer.from([0]), sign("sha256", body, privateKey)));
}

function certificate(
  subject: string,
  serialNumber: number | bigint,
  more: { keys?: TestKeys; isAuthority?: boolean } = {},
) {
  const der = newCertificateDer({
    subject,
    serialNumber,
    keys: newEcKeys(),
    signer: { subject: "root", keys },
    ...more,
  });
  const details = readCertificateDetails(new X509Certificate(der));
  assert.ok(details);
  return details;
}

const root = certificate("root", 1, { keys, isAuthority: true });

function revokedBy(list: Buffer, path: readonly CertificateDetails[]): CertificateDetails | undefined {
  const read = readRevocationList(list);
  assert.ok(read);
  return findRevoked(path, [read]);
}

describe("a revocation list", () => {
  it("is read in PEM and in DER, with entries and without", () => {
    const der = newList({ serialNumbers: [7, 0, 2n ** 150n] });
    for (const data of [
      der,
      Buffer.from(pemOf("X509 CRL", der)),
      Buffer.from(`\n${pemOf("X509 CRL", der)}\n`),
    ])
      assert.deepEqual(
        [...(readRevocationList(data)?.serialNumbers ?? [])],
        ["07", "00", (2n ** 150n).toString(16)],
      );
    assert.equal(readRevocationList(newList({ serialNumbers: [] }))?.serialNumbers.size, 0);
  });

  it("revokes what its issuer issued, and no other's of the same number", () => {
    const leaf = certificate("machine", 7);
    assert.equal(revokedBy(newList(), [leaf, root]), leaf);
    assert.equal(revokedBy(newList(), [certificate("machine", 8), root]), undefined);
    assert.equal(revokedBy(newList({ issuer: "other" }), [leaf, root]), undefined);
    assert.equal(revokedBy(newList({ privateKey: newEcKeys().privateKey }), [leaf, root]), undefined);
    // The trusted one itself is nobody's to revoke here.
    assert.equal(revokedBy(newList({ serialNumbers: [1] }), [leaf, root]), undefined);
    const middle = certificate("middle", 7, { isAuthority: true });
    assert.equal(revokedBy(newList(), [certificate("machine", 9), middle, root]), middle);
  });

  it("is its issuer's, who signed it", () => {
    const list = readRevocationList(newList());
    assert.ok(list);
    assert.equal(isListOf(list, root), true);
    assert.equal(isListOf(list, certificate("root", 2, { isAuthority: true })), false);
    const rsa = newRsaKeys();
    const ofRsa = readRevocationList(newList({ privateKey: rsa.privateKey, algorithm: SHA256_RSA }));
    assert.ok(ofRsa);
    assert.equal(isListOf(ofRsa, certificate("root", 3, { keys: rsa })), true);
  });

  it("with anything about it that is not understood is none", () => {
    const der = newList();
    const delta = extension("551d1b", integer(1));
    const reason = extension("551d15", tagged(0x0a, Buffer.from([1])), false);
    assert.ok(readRevocationList(newList({ entryExtensions: [reason] })));
    assert.ok(readRevocationList(newList({ extensions: [extension("551d14", integer(1), false)] })));
    for (const [what, data] of Object.entries({
      "a delta": newList({ extensions: [delta] }),
      "entries of another issuer": newList({ entryExtensions: [extension("551d1d", sequence())] }),
      "SHA-1": newList({ algorithm: SHA1_EC }),
      "two algorithms": newList({ insideAlgorithm: SHA256_RSA }),
      "bytes behind it": Buffer.concat([der, Buffer.from([0])]),
      "its end missing": der.subarray(0, -1),
      text: Buffer.from("no list"),
      nothing: Buffer.alloc(0),
      "two of them": Buffer.from(pemOf("X509 CRL", der).repeat(2)),
      "a certificate": Buffer.from(pemOf("CERTIFICATE", der)),
    }))
      assert.equal(readRevocationList(data), undefined, what);
  });

  it("has 300,000 bytes at most, and is kept once it was read", () => {
    const numbers = Array.from({ length: 6_000 }, (_, index) => 2n ** 64n + BigInt(index));
    const long = newList({ serialNumbers: numbers });
    assert.ok(long.length < REVOCATION_LIST_BYTES_MAX);
    const cache = createRevocationListCache();
    const read = cache.read(long);
    assert.equal(read?.serialNumbers.size, 6_000);
    assert.equal(cache.read(Buffer.from(long)), read);
    const changed = Buffer.from(newList({ serialNumbers: [8] }));
    assert.notEqual(cache.read(changed), read);
    const tooLong = newList({ serialNumbers: [...numbers, ...numbers.map((each) => each + 10_000n)] });
    assert.equal(readRevocationList(tooLong), undefined);
    assert.equal(cache.read(tooLong), undefined);
  });
});
