import assert from "node:assert/strict";
import { createPublicKey, generateKeyPairSync, X509Certificate } from "node:crypto";
import { describe, it } from "node:test";
import {
  type CertificatePlan,
  extension,
  newCertificateDer,
  newEcKeys,
  newRsaKeys,
  type TestKeys,
} from "./certificate.test-support.ts";
import { readCertificateDer } from "./certificate.ts";
import { type CertificateDetails, readCertificateDetails } from "./certificate-details.ts";
import {
  findCertificatePath,
  type PathQuery,
  readIntermediates,
  trustAnchorProblem,
} from "./certificate-path.ts";
import { identifier, name, sequence, tagged } from "./der.test-support.ts";
import { isSignedBy } from "./signed-der.ts";

const nowMs = Date.now();
const DAY_MS = 86_400_000;
const SIGNS_CERTIFICATES = 0x06;
const SIGNS_DIGITALLY = 0x80;

interface Issued {
  readonly subject: string;
  readonly keys: TestKeys;
  readonly details: CertificateDetails;
  readonly der: Buffer;
}

function issue(plan: Omit<CertificatePlan, "keys"> & { readonly keys?: TestKeys }): Issued {
  const keys = plan.keys ?? newEcKeys();
  const der = newCertificateDer({ ...plan, keys });
  const details = readCertificateDetails(new X509Certificate(der));
  assert.ok(details);
  return { subject: plan.subject, keys, details, der };
}

function authority(subject: string, signer?: Issued, more: Partial<CertificatePlan> = {}): Issued {
  return issue({
    subject,
    isAuthority: true,
    keyUsage: SIGNS_CERTIFICATES,
    ...(signer && { signer }),
    ...more,
  });
}

function machine(signer: Issued, more: Partial<CertificatePlan> = {}): Issued {
  return issue({ subject: "machine", keyUsage: SIGNS_DIGITALLY, signer, ...more });
}

function find(
  leaf: Issued,
  intermediates: readonly Issued[],
  anchors: readonly Issued[],
  more: Partial<PathQuery> = {},
) {
  const details = ({ details }: Issued) => details;
  return findCertificatePath({
    leaf: leaf.details,
    intermediates: intermediates.map(details),
    anchors: anchors.map(details),
    nowMs,
    ...more,
  });
}

const root = authority("root");
const middle = authority("middle", root);
const lower = authority("lower", middle);

describe("a path", () => {
  it("leads from the certificate by what was sent to an anchor, in whatever order it was sent", () => {
    const leaf = machine(lower);
    for (const sent of [
      [lower, middle],
      [middle, lower],
      [root, lower, middle, authority("other")],
    ])
      assert.deepEqual(
        find(leaf, sent, [root]).path,
        [leaf, lower, middle, root].map(({ details }) => details),
      );
    assert.deepEqual(find(leaf, [], [root, lower]).path?.length, 2);
    assert.deepEqual(find(leaf, [lower], [middle]).path?.length, 3);
  });

  it("may be of RSA, PSS, ECDSA and ML-DSA keys, whichever signs which", () => {
    const keys = [newRsaKeys(), newRsaKeys(4096), generateKeyPairSync("ec", { namedCurve: "P-521" })];
    for (const each of [...keys, generateKeyPairSync("ml-dsa-44")]) {
      const anchor = authority("anchor", undefined, { keys: each });
      assert.ok(find(machine(anchor), [], [anchor]).path);
      assert.ok(find(machine(anchor, { keys: each }), [], [anchor]).path);
    }
  });

  it("ends where authorities may have no more below them", () => {
    const none = authority("none", root, { pathLength: 0 });
    const one = authority("one", root, { pathLength: 1 });
    const below = (above: Issued) => authority("below", above);
    assert.ok(find(machine(none), [none], [root]).path);
    for (const [above, isTooMany] of [
      [none, true],
      [one, false],
    ] as const) {
      const found = find(machine(below(above)), [], [root]);
      assert.ok(found.problem);
      const between = below(above);
      assert.equal(find(machine(between), [between, above], [root]).path === undefined, isTooMany);
    }
  });
});

/** A public key that nobody has the private one of; the private one here is another's. */
function oddRsaKeys({ modulusBytes = 256, exponentBytes = 3, last = 0x01 }): TestKeys {
  const odd = (length: number, end: number) =>
    Buffer.concat([Buffer.alloc(length - 1, 0xc5), Buffer.from([end])]).toString("base64url");
  const key = { kty: "RSA", n: odd(modulusBytes, 0x01), e: odd(exponentBytes, last) };
  return { publicKey: createPublicKey({ format: "jwk", key }), privateKey: newRsaKeys().privateKey };
}

const HOUR_AGO = new Date(nowMs - 3_600_000);
const IN_AN_HOUR = new Date(nowMs + 3_600_000);
const NAME_CONSTRAINTS = extension("551d1e", sequence());

const REFUSED: Readonly<Record<string, readonly [() => ReturnType<typeof find>, RegExp]>> = {
  "an authority of the same name, another key": [
    () => find(machine(authority("root")), [], [root]),
    /The key of the certificate of "CN=root" did not sign the certificate of "CN=machine"/,
  ],
  "an authority of the same name, sent along": [
    () => {
      const false_ = authority("root");
      return find(machine(false_), [false_], [root]);
    },
    /did not sign|No authority/,
  ],
  "nobody's": [() => find(machine(authority("stranger")), [], [root]), /No authority of the trust anchor/],
  "signed by itself": [
    () => find(issue({ subject: "machine", keyUsage: SIGNS_DIGITALLY }), [], [root]),
    /No authority of the trust anchor/,
  ],
  expired: [() => find(machine(root, { notAfter: HOUR_AGO }), [], [root]), /"CN=machine" has expired/],
  "not valid yet": [() => find(machine(root, { notBefore: IN_AN_HOUR }), [], [root]), /is not valid yet/],
  "an expired intermediate": [
    () => {
      const old = authority("old", root, { notAfter: HOUR_AGO });
      return find(machine(old), [old], [root]);
    },
    /"CN=old" has expired/,
  ],
  "an expired anchor": [
    () => {
      const old = authority("old", undefined, {
        notBefore: new Date(nowMs - 9 * DAY_MS),
        notAfter: HOUR_AGO,
      });
      return find(machine(old), [], [old]);
    },
    /"CN=old" has expired/,
  ],
  "a leaf that is an authority": [() => find(lower, [middle], [root]), /"CN=lower" is an authority's/],
  "no digitalSignature": [
    () => find(machine(root, { keyUsage: 0x20 }), [], [root]),
    /no key usage digitalSignature/,
  ],
  "no key usage at all": [
    () => find(issue({ subject: "machine", signer: root }), [], [root]),
    /no key usage digitalSignature/,
  ],
  "a leaf that signs another": [
    () => {
      const leaf = machine(root);
      return find(machine(leaf), [leaf], [root]);
    },
    /"CN=machine" is no authority's/,
  ],
  "an authority without keyCertSign": [
    () => {
      const odd = authority("odd", root, { keyUsage: 0x02 });
      return find(machine(odd), [odd], [root]);
    },
    /no key usage keyCertSign/,
  ],
  "SHA-1": [() => find(machine(root, { digest: "sha1" }), [], [root]), /weaker than SHA-256/],
  "SHA-1 of RSA, by an intermediate": [
    () => {
      const old = authority("old", root, { keys: newRsaKeys() });
      const weak = authority("weak", old, { digest: "sha1" });
      return find(machine(weak), [weak, old], [root]);
    },
    /weaker than SHA-256/,
  ],
  "X.509 version 1": [() => find(machine(root, { version: 1 }), [], [root]), /no key usage|version 3/],
  "a critical extension that nobody knows": [
    () => find(machine(root, { extensions: [extension("2a0304", sequence())] }), [], [root]),
    /critical extension 1\.2\.3\.4/,
  ],
  "an authority whose names are constrained": [
    () => {
      const narrow = authority("narrow", root, { extensions: [NAME_CONSTRAINTS] });
      return find(machine(narrow), [narrow], [root]);
    },
    /2\.5\.29\.30/,
  ],
  "names that lead in a circle": [
    () => {
      const keys = newEcKeys();
      const one = authority("one", { subject: "two", keys } as Issued, { keys });
      const two = authority("two", { subject: "one", keys } as Issued, { keys });
      return find(machine(one), [one, two], [root]);
    },
    /No authority of the trust anchor/,
  ],
  "an RSA key of 1,024 bits": [
    () => find(machine(root, { keys: newRsaKeys(1024) }), [], [root]),
    /of a kind, or a size/,
  ],
  "an RSA key of 16,384 bits": [
    () => find(machine(root, { keys: oddRsaKeys({ modulusBytes: 2_048 }) }), [], [root]),
    /of a kind, or a size/,
  ],
  "an exponent as long as its modulus": [
    () => find(machine(root, { keys: oddRsaKeys({ exponentBytes: 256 }) }), [], [root]),
    /of a kind, or a size/,
  ],
  "an even exponent": [
    () => find(machine(root, { keys: oddRsaKeys({ exponentBytes: 1, last: 0x04 }) }), [], [root]),
    /of a kind, or a size/,
  ],
  DSA: [
    () => {
      const keys = generateKeyPairSync("dsa", { modulusLength: 2048, divisorLength: 256 });
      return find(machine(root, { keys }), [], [root]);
    },
    /of a kind, or a size/,
  ],
  "an authority whose key is huge": [
    () => {
      const huge = authority("huge", root, { keys: oddRsaKeys({ modulusBytes: 2_048 }) });
      return find(machine({ ...huge, keys: newRsaKeys() }), [huge], [root]);
    },
    /The key of the certificate of "CN=huge" is of a kind, or a size/,
  ],
  "a curve of small use": [
    () => find(machine(root, { keys: generateKeyPairSync("ec", { namedCurve: "secp256k1" }) }), [], [root]),
    /of a kind, or a size/,
  ],
};

describe("a path is refused", () => {
  for (const [what, [search, problem]] of Object.entries(REFUSED))
    it(what, () => {
      const found = search();
      assert.equal(found.path, undefined);
      assert.match(found.problem ?? "", problem);
    });
});

describe("what a stranger sends", () => {
  it("is counted before it is read: no more than ten intermediates", () => {
    assert.equal(readIntermediates(Array<Buffer>(10).fill(middle.der))?.length, 10);
    assert.equal(readIntermediates(Array<Buffer>(11).fill(middle.der)), undefined);
    assert.equal(readIntermediates(Array<Buffer>(100).fill(Buffer.from("no certificate"))), undefined);
  });

  it("makes two dozen signatures be verified at most, whatever names its certificates bear", () => {
    // Each is the issuer of every other, as its name tells, and none signed any.
    const keys = newEcKeys();
    const alike = Array.from({ length: 10 }, () => authority("root", undefined, { keys: newEcKeys() }));
    const signedByAll = authority("root", { subject: "root", keys } as Issued, { keys });
    for (const verifies of [false, true]) {
      let verified = 0;
      const verify = () => {
        verified++;
        return verifies;
      };
      const anchors = [authority("another"), authority("one more")];
      const found = find(machine(signedByAll), [signedByAll, ...alike.slice(1)], anchors, { verify });
      assert.equal(found.path, undefined);
      assert.ok(verified > 0 && verified <= 24, `${verified} verifications`);
    }
  });

  it("has no certificate with anything behind it, or written in another way", () => {
    const { der } = machine(root);
    assert.ok(readCertificateDer(der));
    const [head, ...rest] = [der.subarray(0, 1), Buffer.from([0x83, 0]), der.subarray(2)];
    for (const broken of [
      Buffer.concat([der, Buffer.from([0])]),
      der.subarray(0, -1),
      Buffer.concat([head as Buffer, ...rest]),
      Buffer.alloc(0),
      Buffer.from("text"),
    ])
      assert.equal(readCertificateDer(broken), undefined);
  });

  it("is strict DER in every part that is read, though OpenSSL reads it", () => {
    const read = (plan: Partial<CertificatePlan>) => {
      const der = newCertificateDer({ subject: "machine", keys: newEcKeys(), ...plan });
      return readCertificateDer(der) && readCertificateDetails(new X509Certificate(der));
    };
    assert.ok(read({}));
    for (const [what, plan] of Object.entries({
      "an extension twice": { extensions: [extension("551d13", sequence())] },
      "a serial number of 21 bytes": { serialNumber: 1n << 160n },
      "an extension with more behind its value": {
        extensions: [sequence(identifier("2a0304"), tagged(0x04), tagged(0x04))],
      },
      "a truth value that is neither": {
        extensions: [sequence(identifier("2a0304"), tagged(0x01, Buffer.from([0x7f])), tagged(0x04))],
      },
    }))
      assert.equal(read(plan), undefined, what);
    for (const value of [
      sequence(tagged(0x01, Buffer.from([0xff])), tagged(0x02, Buffer.from([0, 0]))),
      sequence(tagged(0x02, Buffer.from([0xff]))),
      Buffer.concat([sequence(), sequence()]),
      tagged(0x04),
    ]) {
      const details = read({ isAuthority: false });
      assert.ok(details);
      const extensions = new Map([["2.5.29.19", { isCritical: true, value }]]);
      const found = findCertificatePath({
        leaf: { ...details, extensions },
        intermediates: [],
        anchors: [root.details],
        nowMs,
      });
      assert.match(found.problem ?? "", /An extension cannot be read/);
    }
  });
});

describe("what is trusted", () => {
  it("is an authority that may sign certificates, now", () => {
    assert.equal(trustAnchorProblem(root.details, nowMs), undefined);
    assert.equal(trustAnchorProblem(middle.details, nowMs), undefined);
    assert.match(trustAnchorProblem(machine(root).details, nowMs) ?? "", /is no authority's/);
    const old = authority("old", undefined, { notAfter: HOUR_AGO });
    assert.match(trustAnchorProblem(old.details, nowMs) ?? "", /has expired/);
  });

  it("verifies what it signed, and nothing else", () => {
    const { publicKey } = root.keys;
    assert.equal(isSignedBy(middle.details, publicKey), true);
    assert.equal(isSignedBy(lower.details, publicKey), false);
    assert.ok(name("root").equals(root.details.subject));
  });
});
