import assert from "node:assert/strict";
import { createPublicKey, randomBytes, verify } from "node:crypto";
import { test } from "node:test";
import { toAccountId } from "@rolecall/names";
import { newIssuerKeyPair, openIssuerKey, sealIssuerKey, signToken } from "./issuer-key.ts";
import { createKeyRing, newKey } from "./key-ring.ts";

const place = { accountId: toAccountId("111111111111"), id: "RSA_0" };
const random = (size: number) => randomBytes(size);

test("a token of either algorithm is signed by its key, and says which one that is", async () => {
  for (const [algorithm, hash, signatureBytes] of [
    ["RS256", "sha256", 256],
    ["ES384", "sha384", 96],
  ] as const) {
    const pair = await newIssuerKeyPair(algorithm);
    const [header = "", payload = "", signature = ""] = signToken(
      { id: "K_0", ...pair },
      '{"sub":"é"}',
    ).split(".");
    assert.deepEqual(JSON.parse(Buffer.from(header, "base64url").toString()), {
      kid: "K_0",
      typ: "JWT",
      alg: algorithm,
    });
    assert.equal(Buffer.from(payload, "base64url").toString(), '{"sub":"é"}');
    const bytes = Buffer.from(signature, "base64url");
    assert.equal(bytes.length, signatureBytes);
    const key = createPublicKey({ key: JSON.parse(pair.publicKey), format: "jwk" });
    const options = { key, dsaEncoding: "ieee-p1363" } as const;
    assert.ok(verify(hash, Buffer.from(`${header}.${payload}`), options, bytes));
    assert.ok(!verify(hash, Buffer.from(`${header}.${payload}x`), options, bytes));
  }
});

test("a sealed key opens in its own place alone, and its public half holds nothing private", async () => {
  const ring = createKeyRing([newKey(random)], random);
  const { publicKey, privateKey } = await newIssuerKeyPair("ES384");
  assert.deepEqual(Object.keys(JSON.parse(publicKey)).toSorted(), ["crv", "kty", "x", "y"]);
  const sealed = sealIssuerKey(ring, place, privateKey);
  assert.equal(openIssuerKey(ring, place, sealed), privateKey);
  assert.equal(openIssuerKey(ring, { ...place, id: "RSA_1" }, sealed), undefined);
  const another = { ...place, accountId: toAccountId("222222222222") };
  assert.equal(openIssuerKey(ring, another, sealed), undefined);
  assert.ok(!Buffer.from(sealed).includes("PRIVATE KEY"));
});
