import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { describe, it } from "node:test";
import { accountOfAccessKeyId, toAccountId, toArn, toUniqueId } from "@rolecall/names";
import fc from "fast-check";
import { createKeyRing, newKey } from "./key-ring.ts";
import { createOpenedSessionCache } from "./opened-session-cache.ts";
import type { SessionClaims } from "./session-claims.ts";
import { issueSession, openSession } from "./session-token.ts";

const KEY = newKey(randomBytes);
const RING = createKeyRing([KEY], randomBytes);
const OTHER_RING = createKeyRing([newKey(randomBytes)], randomBytes);

const CLAIMS: SessionClaims = {
  kind: "assumedRole",
  accountId: toAccountId("111111111111"),
  principalArn: toArn("arn:aws:sts::111111111111:assumed-role/Visitor/s"),
  principalId: "AROAAAAAAAAAAAAAAAAAA:s",
  issuedAtSeconds: 1_800_000_000,
  expiresAtSeconds: 1_800_003_600,
};

const text = fc.string({ unit: "grapheme", maxLength: 30 });
const arn = text.map((resource) => toArn(`arn:aws:sts::111111111111:${resource}/`));
const tags = fc
  .dictionary(text, text, { maxKeys: 5 })
  .map((entries) => Object.assign(Object.create(null), entries));
const seconds = fc.integer({ min: 0, max: 4_102_444_800 });
const claims: fc.Arbitrary<SessionClaims> = fc.record(
  {
    kind: fc.constantFrom(
      "assumedRole",
      "federatedUser",
      "sessionToken",
      "assumedRoot",
      "service",
      "longTermKey",
    ),
    accountId: fc.stringMatching(/^\d{12}$/).map(toAccountId),
    principalArn: arn,
    principalId: text,
    issuer: fc.record(
      {
        type: fc.constantFrom("Role", "User", "Root"),
        arn,
        id: fc.stringMatching(/^\w{1,20}$/).map(toUniqueId),
      },
      { noNullPrototype: true },
    ),
    sessionName: text,
    sessionTags: tags,
    transitiveTagKeys: fc.array(text),
    sourceIdentity: text,
    inlinePolicy: text,
    policyArns: fc.array(text),
    mfaAuthenticatedAtSeconds: seconds,
    federatedProvider: text,
    providerKeys: fc
      .dictionary(text, fc.oneof(text, fc.array(text, { maxLength: 3 })), { maxKeys: 4 })
      .map((entries) => Object.assign(Object.create(null), entries)),
    chained: fc.boolean(),
    delegation: fc.record(
      { delegateAccountId: fc.stringMatching(/^\d{12}$/).map(toAccountId), policy: text },
      { noNullPrototype: true },
    ),
    service: fc.record(
      {
        name: text,
        keyId: text,
        sourceArn: fc.string({ minLength: 1 }),
        sourceAccountId: fc.stringMatching(/^\d{12}$/).map(toAccountId),
      },
      { requiredKeys: ["name", "keyId"], noNullPrototype: true },
    ),
    forwarded: fc.record(
      { services: fc.array(text, { minLength: 1 }), accessKeyId: fc.string({ minLength: 1 }) },
      { requiredKeys: ["services"], noNullPrototype: true },
    ),
    isOfDefaultRegions: fc.constant(true),
    deliveryKeys: fc.record(
      { "ec2:sourceinstancearn": text, "ec2:roledelivery": text, "aws:ec2instancesourcevpc": text },
      { requiredKeys: [], noNullPrototype: true },
    ),
    issuedAtSeconds: seconds,
    expiresAtSeconds: seconds,
  },
  {
    requiredKeys: ["kind", "accountId", "principalArn", "principalId", "issuedAtSeconds", "expiresAtSeconds"],
  },
);

describe("session tokens", () => {
  it("carry all that was put in, and nothing else", () => {
    const property = fc.property(claims, (given) => {
      const { accessKeyId, secretAccessKey, sessionToken } = issueSession(RING, given);
      const opened = openSession(RING, accessKeyId, sessionToken);
      assert.deepEqual({ ...opened?.claims }, { ...given });
      assert.equal(opened?.secretAccessKey, secretAccessKey);
      assert.equal(accountOfAccessKeyId(accessKeyId), given.accountId);
    });
    fc.assert(property, { numRuns: 200 });
  });

  it("look like AWS's", () => {
    const { accessKeyId, secretAccessKey, sessionToken } = issueSession(RING, CLAIMS);
    assert.match(accessKeyId, /^ASIA[A-Z2-7]{16}$/);
    assert.match(secretAccessKey, /^[A-Za-z0-9+/]{40}$/);
    assert.match(sessionToken, /^[A-Za-z0-9+/]+={0,2}$/);
    assert.ok(!Buffer.from(sessionToken, "base64").includes("Visitor"));
  });

  it("open with their access key id and ring alone", () => {
    const one = issueSession(RING, CLAIMS);
    const two = issueSession(RING, CLAIMS);
    assert.notEqual(one.secretAccessKey, two.secretAccessKey);
    assert.equal(openSession(RING, two.accessKeyId, one.sessionToken), undefined);
    assert.equal(openSession(OTHER_RING, one.accessKeyId, one.sessionToken), undefined);
  });

  it("have secrets of their own even where chance gave two the same access key id", () => {
    let salt = 0;
    // The first ten bytes make the access key id.
    const random = (size: number) => new Uint8Array(size).fill(salt++, 10);
    const one = issueSession(RING, CLAIMS, { random });
    const two = issueSession(RING, CLAIMS, { random });
    assert.equal(one.accessKeyId, two.accessKeyId);
    assert.notEqual(one.secretAccessKey, two.secretAccessKey);
    assert.equal(openSession(RING, one.accessKeyId, two.sessionToken)?.secretAccessKey, two.secretAccessKey);
  });

  it("are as long as asked for at least, and carry the same", () => {
    for (const minimumLength of [0, 1, 1_023, 1_024, 1_025, 1_026, 4_096]) {
      const { accessKeyId, sessionToken } = issueSession(RING, CLAIMS, { minimumLength });
      const usual = issueSession(RING, CLAIMS).sessionToken.length;
      assert.ok(sessionToken.length >= minimumLength, `${sessionToken.length} of ${minimumLength}`);
      assert.ok(sessionToken.length <= Math.max(usual, minimumLength + 4));
      assert.deepEqual({ ...openSession(RING, accessKeyId, sessionToken)?.claims }, { ...CLAIMS });
    }
  });

  it("do not open with any one character changed", () => {
    const { accessKeyId, sessionToken } = issueSession(RING, CLAIMS);
    for (let at = 0; at < sessionToken.length; at++) {
      for (const character of ["A", "B", "/", "=", " ", "-"]) {
        if (sessionToken[at] === character) continue;
        const changed = sessionToken.slice(0, at) + character + sessionToken.slice(at + 1);
        assert.equal(openSession(RING, accessKeyId, changed), undefined);
      }
    }
  });

  it("never throw, whatever comes", () => {
    fc.assert(
      fc.property(fc.string(), fc.oneof(fc.string(), fc.base64String()), (accessKeyId, token) => {
        assert.equal(openSession(RING, accessKeyId, token), undefined);
      }),
    );
    assert.equal(openSession(RING, "ASIA", "A".repeat(1_000_000)), undefined);
  });

  it("keep a tag named __proto__ a tag", () => {
    const sessionTags = Object.assign(Object.create(null), { a: "1" });
    Object.defineProperty(sessionTags, "__proto__", { value: "x", enumerable: true });
    const { accessKeyId, sessionToken } = issueSession(RING, { ...CLAIMS, sessionTags });
    const opened = openSession(RING, accessKeyId, sessionToken)?.claims.sessionTags;
    assert.deepEqual(Object.entries(opened ?? {}), [
      ["a", "1"],
      ["__proto__", "x"],
    ]);
  });
});

describe("createOpenedSessionCache", () => {
  it("answers as openSession does", () => {
    const cache = createOpenedSessionCache({ capacity: 10 });
    const one = issueSession(RING, CLAIMS);
    const first = cache.open(RING, one.accessKeyId, one.sessionToken);
    assert.ok(first);
    assert.equal(cache.open(RING, one.accessKeyId, one.sessionToken), first);
    assert.equal(cache.open(RING, "ASIAAAAAAAAAAAAAAAAA", one.sessionToken), undefined);
    assert.equal(cache.open(OTHER_RING, one.accessKeyId, one.sessionToken), undefined);
    assert.equal(cache.open(RING, one.accessKeyId, "nonsense"), undefined);
    assert.equal(cache.size, 1);
  });

  it("stays within its capacity", () => {
    const cache = createOpenedSessionCache({ capacity: 10 });
    for (let count = 0; count < 100; count++) {
      const { accessKeyId, sessionToken } = issueSession(RING, CLAIMS);
      assert.ok(cache.open(RING, accessKeyId, sessionToken));
      assert.ok(cache.size <= 10);
    }
  });

  it("weighs tokens: 400 with a session policy of 30,000 characters take no more room than others", () => {
    const cache = createOpenedSessionCache({ capacity: 400 });
    const large = { ...CLAIMS, inlinePolicy: "x".repeat(30_000) };
    for (let count = 0; count < 400; count++) {
      const { accessKeyId, sessionToken } = issueSession(RING, large);
      assert.ok(cache.open(RING, accessKeyId, sessionToken));
      assert.ok(cache.bytes <= 400 * 4_000);
    }
    assert.ok(cache.size < 25);
  });
});
