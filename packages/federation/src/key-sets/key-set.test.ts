import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { test } from "node:test";
import { type Jwk, jwkOf, KEYS } from "../web-identity/token.test-support.ts";
import { isUsableKeySet, KEY_SET_MAX_BYTES, readKeySet } from "./key-set.ts";

const read = (value: unknown) => readKeySet(Buffer.from(JSON.stringify(value)));
const kindOf = (jwk: Jwk) => read({ keys: [jwk] })?.keys[0]?.kind;
const rsa = jwkOf(KEYS.rsa, { kid: "a" });
const p256 = jwkOf(KEYS.p256);

test("keys of every kind that signs tokens are read, whatever alg they name", () => {
  assert.equal(kindOf({ ...rsa, alg: "PS512", use: "sig" }), "RSA");
  assert.equal(kindOf(p256), "P-256");
  assert.equal(kindOf(jwkOf(KEYS.p384)), "P-384");
  assert.equal(kindOf(jwkOf(KEYS.p521)), "P-521");
});

const UNUSABLE: Readonly<Record<string, unknown>> = {
  "for encryption": { ...rsa, use: "enc" },
  "with operations": { ...rsa, key_ops: ["verify"] },
  symmetric: { kty: "oct", k: "AAAA" },
  "RSA of 1024 bits": jwkOf(KEYS.weakRsa),
  "exponent 1": { ...rsa, e: "AQ" },
  "even exponent": { ...rsa, e: "AQAC" },
  "huge exponent": { ...rsa, e: rsa.n },
  "without a modulus": { kty: "RSA", e: "AQAB" },
  "modulus in base64": { ...rsa, n: `${rsa.n}=` },
  "modulus as a number": { ...rsa, n: 1 },
  "point off the curve": { ...p256, y: p256.x },
  "of another curve": { ...p256, crv: "secp256k1" },
  "certificate alone": { kty: "RSA", kid: "a", x5c: ["MIIB"] },
  "certificate that is none": { ...rsa, x5c: ["MIIB"] },
  "certificates that are no list": { ...rsa, x5c: "MIIB" },
  Ed25519: jwkOf(generateKeyPairSync("ed25519")),
  null: null,
  list: [],
};

for (const [name, jwk] of Object.entries(UNUSABLE)) {
  test(`a key is passed over: ${name}`, () => {
    const set = read({ keys: [jwk, rsa] });
    assert.equal(set?.keys.length, 1);
    assert.equal(set?.byId.size, 1);
  });
}

test("what is no key set is none", () => {
  for (const value of [[], "keys", null, {}, { keys: {} }, { keys: null }])
    assert.equal(read(value), undefined);
  assert.equal(readKeySet(Buffer.from("<html>")), undefined);
  assert.equal(
    readKeySet(Buffer.from(JSON.stringify({ keys: [rsa] }).padEnd(KEY_SET_MAX_BYTES + 1))),
    undefined,
  );
  assert.equal(read({ keys: [] })?.keys.length, 0);
  assert.equal(isUsableKeySet('{"keys":[]}'), false);
  assert.equal(isUsableKeySet(JSON.stringify({ keys: [rsa] })), true);
});

test("of thousands of keys a bounded number is made", () => {
  const set = read({ keys: Array.from({ length: 1_000 }, () => p256) });
  assert.equal(set?.keys.length, 250);
  assert.deepEqual(set?.count, { RSA: 0, EC: 250 });
});
