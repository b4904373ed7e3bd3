import assert from "node:assert/strict";
import { generateKeyPairSync, type KeyObject, randomUUID } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { SignJWT } from "jose";
import { KeyProofRefusal, PROOF_TYPE } from "./key-proof.ts";
import { type ProofKey, readProofKey } from "./proof-key.ts";
import { requestDigest } from "./request-digest.ts";
import { signKeyProof } from "./sign-key-proof.ts";
import { type ProofGround, verifyKeyProof } from "./verify-key-proof.ts";

const NOW = 1_790_000_000;
const SUBJECT = "i-0123456789abcdef0";
const own = generateKeyPairSync("ec", { namedCurve: "P-256" });
const other = generateKeyPairSync("ec", { namedCurve: "P-256" });

const pemOf = (key: KeyObject) => key.export({ format: "pem", type: "spki" }).toString();
const KEY = readProofKey(pemOf(own.publicKey));
const INPUT = { RoleDelivery: "2.0" };
const ASKED = { operation: "GetInstanceRoleCredentials", input: INPUT };

const made = (more: Partial<Parameters<typeof signKeyProof>[0]> = {}) =>
  signKeyProof({
    privateKey: own.privateKey,
    subject: SUBJECT,
    now: NOW,
    id: randomUUID(),
    ...ASKED,
    ...more,
  });

interface Looked {
  readonly subjects: string[];
}

function ground(more: Partial<ProofGround> = {}, looked: Looked = { subjects: [] }): ProofGround {
  return {
    now: NOW,
    audience: "rolecall",
    digest: requestDigest(ASKED.operation, INPUT),
    async findKey(subject) {
      looked.subjects.push(subject);
      return subject === SUBJECT ? KEY : undefined;
    },
    ...more,
  };
}

async function refused(text: string, words: RegExp, more: Partial<ProofGround> = {}): Promise<number> {
  const looked: Looked = { subjects: [] };
  await assert.rejects(verifyKeyProof(text, ground(more, looked)), (error) => {
    assert.ok(error instanceof KeyProofRefusal);
    assert.match(error.message, words);
    return true;
  });
  return looked.subjects.length;
}

/** By another's hand: what is no proof of ours in one point. */
const jws = (
  header: object,
  claims: Readonly<Record<string, unknown>> = {},
  key: KeyObject = own.privateKey,
): Promise<string> =>
  new SignJWT({
    sub: SUBJECT,
    aud: "rolecall",
    iat: NOW,
    exp: NOW + 60,
    jti: "0123456789abcdef",
    digest: requestDigest(ASKED.operation, INPUT),
    ...claims,
  })
    .setProtectedHeader({ alg: "ES256", typ: PROOF_TYPE, ...header })
    .sign(key);

test("a proof proves who holds the key, whoever made it", async () => {
  const proof = await verifyKeyProof(made(), ground());
  assert.equal(proof.subject, SUBJECT);
  assert.equal(proof.expiresAtSeconds, NOW + 60);
  assert.match(proof.id, /^[\w-]{36}$/);
  assert.notEqual(proof.id, (await verifyKeyProof(made(), ground())).id);
  const byJose = await verifyKeyProof(await jws({}), ground());
  assert.deepEqual(byJose, { subject: SUBJECT, id: "0123456789abcdef", expiresAtSeconds: NOW + 60 });
});

test("one that is over another request is refused, and nobody is looked up for it", async () => {
  for (const asked of [
    { operation: "GetInstanceIdentity", input: INPUT },
    { operation: ASKED.operation, input: { RoleDelivery: "1.0" } },
    { operation: ASKED.operation, input: {} },
  ]) {
    assert.equal(await refused(made(asked), /over another request/), 0);
  }
  assert.equal(await refused(made({ audience: "sts" }), /aud is not "rolecall"/), 0);
});

test("one of another time is refused, and nobody is looked up for it", async () => {
  assert.equal(await refused(made({ now: NOW - 60 }), /has ended/), 0);
  assert.equal(await refused(made({ now: NOW + 301 }), /in the future/), 0);
  assert.equal(await refused(made({ durationSeconds: 301 }), /by 300 seconds at most/), 0);
  assert.equal(await refused(made({ durationSeconds: 0 }), /behind its iat/), 0);
  for (const now of [NOW - 59, NOW + 300]) await verifyKeyProof(made({ now }), ground());
  for (const [iat, exp] of [
    [`${NOW}`, NOW + 60],
    [NOW + 0.5, NOW + 60],
    [-1, NOW + 60],
    [NOW, null],
  ] as const) {
    await refused(await jws({}, { iat, exp }), /no time in whole seconds/);
  }
});

test("another's key proves nothing, and who is not known reads like it", async () => {
  const words = /^The proof was not made with the key of /;
  assert.equal(await refused(made({ privateKey: other.privateKey }), words), 1);
  await refused(made({ subject: "i-0123456789abcdef1" }), words);
  const otherKey: ProofKey = readProofKey(pemOf(other.publicKey));
  await refused(made(), words, { findKey: async () => otherKey });
  const [header, payload] = made().split(".");
  await refused(`${header}.${payload}.${made().split(".")[2]}`, words);
});

test("what is no proof, or more than one, is refused before anything is looked up", async () => {
  const none = [
    ["", /three parts/],
    ["a.b", /three parts/],
    ["a.b.c.d", /three parts/],
    ["a.b.c", /header is not a JSON object/],
    [`${made()}=`, /not made with/],
    ["x".repeat(4097), /too long/],
    [await jws({ typ: "JWT" }), /typ is not/],
    [await jws({ kid: "1" }), /more than alg and typ/],
    [await jws({ jwk: own.publicKey.export({ format: "jwk" }) }), /more than alg and typ/],
    [await jws({}, { jti: "short" }), /jti is missing/],
    [await jws({}, { sub: 7 }), /sub is missing/],
    [await jws({}, { digest: undefined }), /digest is missing/],
    [await jws({}, { aud: ["rolecall"] }), /aud is missing/],
  ] as const;
  for (const [text, words] of none) await refused(text, words);
  const [, payload, signature] = made().split(".");
  for (const alg of ["none", "HS256", "ES384", "es256"]) {
    const header = Buffer.from(JSON.stringify({ alg, typ: PROOF_TYPE })).toString("base64url");
    await refused(`${header}.${payload}.${signature}`, /alg is not ES256/);
  }
});

test("a key is one on P-256, in PEM, and public", () => {
  const pem = pemOf(own.publicKey);
  assert.equal(readProofKey(`\n${pem.replaceAll("\n", "\r\n")}`), KEY);
  const pems = [
    ["", /not one in PEM/],
    ["-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", /cannot be read/],
    [own.privateKey.export({ format: "pem", type: "pkcs8" }).toString(), /not one in PEM/],
    [pemOf(generateKeyPairSync("ec", { namedCurve: "P-384" }).publicKey), /P-256/],
    [pemOf(generateKeyPairSync("ed25519").publicKey), /P-256/],
    [pem + pem, /not one in PEM|cannot be read/],
  ] as const;
  for (const [text, words] of pems) {
    assert.throws(() => readProofKey(text), { name: "KeyProofRefusal", message: words });
  }
});

test("a digest is the input's alone, in whatever order and form its members come", () => {
  const value = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean()));
  fc.assert(
    fc.property(value, value, (one, two) => {
      const reversed = Object.fromEntries(Object.entries(one).reverse());
      const digest = requestDigest("X", { one, two });
      assert.equal(requestDigest("X", { two, one: reversed, Proof: "any", absent: undefined }), digest);
      assert.notEqual(requestDigest("Y", { one, two }), digest);
      assert.notEqual(requestDigest("X", { one, two, three: 1 }), digest);
    }),
  );
  assert.equal(
    requestDigest("X", { Data: Buffer.from("abc"), At: new Date(1500) }),
    requestDigest("X", { Data: "YWJj", At: 1.5 }),
  );
});
