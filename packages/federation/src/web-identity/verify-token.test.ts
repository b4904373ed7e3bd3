import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readToken } from "./read-token.ts";
import {
  CLAIMS,
  encodePart,
  ground,
  jwkOf,
  KEYS,
  LOCATION,
  NOW,
  provider,
  ROLE_ARN,
  type Signing,
  signToken,
} from "./token.test-support.ts";
import { TokenRefusal } from "./token-refusal.ts";
import { verifyToken } from "./verify-token.ts";

const verify = (signing: Signing = {}) => verifyToken(signToken(signing), ground());
const ofKeys = (...keys: readonly object[]) => {
  const { issuer } = provider();
  return ground({}, provider({ issuer: { ...issuer, keySet: JSON.stringify({ keys }) } }));
};

test("each algorithm that AWS takes is taken, with the kind of key that goes with it", async () => {
  const { rsa, p256, p384, p521 } = KEYS;
  const signings: readonly Signing[] = [
    { header: { alg: "RS256" }, hash: "sha256" },
    { header: { alg: "RS384" }, hash: "sha384" },
    { header: { alg: "RS512" }, hash: "sha512" },
    { header: { alg: "ES256", kid: "p256" }, key: p256.privateKey, hash: "sha256" },
    { header: { alg: "ES384", kid: "p384" }, key: p384.privateKey, hash: "sha384" },
    { header: { alg: "ES512", kid: "p521" }, key: p521.privateKey, hash: "sha512" },
  ];
  for (const signing of signings)
    assert.equal((await verify({ key: rsa.privateKey, ...signing })).subject, "ann");
});

test("a token may leave its type out, or write it in any case", async () => {
  for (const typ of [undefined, "jwt", "JOSE", "application/JWT"]) await verify({ header: { typ } });
});

test("a token may be the one line of a file, with its end", async () => {
  const file = (end: string) => verifyToken(`${signToken()}${end}`, ground());
  for (const end of ["\n", "\r\n"]) assert.equal((await file(end)).subject, "ann");
  for (const end of ["\n\n", "\r", "\n\r", " \n", "\u2028"])
    await assert.rejects(file(end), { reason: "The signature is not base64url." });
});

test("times have five minutes of leeway, to the second, and may be written as digits", async () => {
  await verify({ claims: { exp: NOW - 299, iat: NOW + 300, nbf: NOW + 300 } });
  await verify({ claims: { exp: `${NOW + 600}`, iat: `${NOW}` } });
});

test("the subject may be empty, long or a number", async () => {
  for (const sub of ["", "a", "a".repeat(300), "repo:octo/one:ref:refs/heads/main", "ünï 🙂"])
    assert.equal((await verify({ claims: { sub } })).subject, sub);
  assert.equal((await verify({ claims: { sub: 42 } })).subject, "42");
});

test("the authorized party decides alone, and what was meant to be the audience is a key of its own", async () => {
  const { audience, keys } = await verify({ claims: { azp: "second", aud: "nobody" } });
  assert.equal(audience, "second");
  assert.equal(keys.all.get(`${LOCATION}:aud`), "second");
  assert.equal(keys.all.get(`${LOCATION}:oaud`), "nobody");
  const many = await verify({ claims: { azp: "second", aud: ["a", "b"] } });
  assert.deepEqual(many.keys.all.get(`${LOCATION}:oaud`), ["a", "b"]);
  assert.equal((await verify({ claims: { aud: ["second"] } })).audience, "second");
});

test("of a claim that comes twice the last one counts, for every check alike", async () => {
  const text = JSON.stringify(CLAIMS);
  const claimsText = `${text.slice(0, -1)},"sub":"eve"}`;
  const { subject, keys } = await verify({ claimsText });
  assert.deepEqual([subject, keys.all.get(`${LOCATION}:sub`)], ["eve", "eve"]);
});

test("without a kid a token is taken where there is one key to choose from", async () => {
  const token = signToken({ header: { kid: undefined } });
  assert.equal((await verifyToken(token, ofKeys(jwkOf(KEYS.rsa)))).subject, "ann");
  assert.equal(
    (await verifyToken(token, ofKeys(jwkOf(KEYS.otherRsa, { use: "enc" }), jwkOf(KEYS.rsa)))).subject,
    "ann",
  );
  await assert.rejects(
    verifyToken(token, ofKeys(jwkOf(KEYS.rsa), jwkOf(KEYS.rsa))),
    /retrieve verification key/,
  );
});

test("of two keys of one kid the later counts", async () => {
  const [mine, theirs] = [jwkOf(KEYS.rsa, { kid: "rsa" }), jwkOf(KEYS.otherRsa, { kid: "rsa" })];
  await verifyToken(signToken(), ofKeys(theirs, mine));
  await assert.rejects(verifyToken(signToken(), ofKeys(mine, theirs)), /could not be validated/);
});

test("a hundred keys of a family are read, and with one more none of that family is", async () => {
  const many = (of: "p256" | "rsa", count: number) => Array.from({ length: count }, () => jwkOf(KEYS[of]));
  const own = jwkOf(KEYS.rsa, { kid: "rsa" });
  await verifyToken(signToken(), ofKeys(own, ...many("rsa", 99), ...many("p256", 100)));
  await verifyToken(signToken(), ofKeys(own, ...many("p256", 101)));
  await assert.rejects(
    verifyToken(signToken(), ofKeys(own, ...many("rsa", 100))),
    /retrieve verification key/,
  );
});

test("an issuer that nobody can be asked about is answered as one without the key", async () => {
  const { keySet: _none, ...issuer } = provider().issuer;
  const unreachable = ground({}, provider({ issuer }));
  await assert.rejects(verifyToken(signToken(), unreachable), (error) => {
    assert.ok(error instanceof TokenRefusal);
    assert.match(error.message, /^Couldn't retrieve verification key/);
    assert.match(error.reason, /cannot be had now/);
    return true;
  });
});

test("what is checked first is answered first: provider, audience, times, key, roles", async () => {
  const stages: readonly (readonly [Signing["claims"], RegExp])[] = [
    [{ iss: "https://evil.example" }, /could not be validated/],
    [{ aud: "nobody" }, /could not be validated/],
    [{ exp: 1 }, /Token expired/],
    [{}, /could not be validated/],
    [{ "https://aws.amazon.com/roles": 1 }, /roles claim/],
  ];
  for (const [index, [, message]] of stages.entries()) {
    const claims = Object.assign({}, ...stages.slice(index).map(([each]) => each));
    const key = index <= 3 ? KEYS.otherRsa.privateKey : KEYS.rsa.privateKey;
    await assert.rejects(verify({ claims, key }), message);
  }
});

test("tags come nested or flat, and roles as text or list", async () => {
  const nested = {
    "https://aws.amazon.com/tags": {
      principal_tags: { Team: ["core"], __proto__x: ["y"] },
      transitive_tag_keys: ["Team"],
    },
    "https://aws.amazon.com/tags/principal_tags/Cost": "12",
    "https://aws.amazon.com/tags/transitive_tag_keys": ["Cost"],
    "https://aws.amazon.com/source_identity": "ann@example",
    "https://aws.amazon.com/roles": ` ${ROLE_ARN} ; other`,
  };
  assert.deepEqual((await verify({ claims: nested })).wishes, {
    tags: [
      { key: "Team", value: "core" },
      { key: "__proto__x", value: "y" },
      { key: "Cost", value: "12" },
    ],
    transitiveTagKeys: ["Team", "Cost"],
    sourceIdentity: "ann@example",
    roles: [ROLE_ARN],
  });
  const roles = (value: unknown) => verify({ claims: { "https://aws.amazon.com/roles": value } });
  assert.deepEqual((await roles([1, ROLE_ARN, null])).wishes.roles, [ROLE_ARN]);
  assert.equal((await roles(null)).wishes.roles, undefined);
});

test("no member that objects are born with is a claim", async () => {
  const claimsText = JSON.stringify(CLAIMS).replace(
    "}",
    ',"__proto__":{"azp":"second","email":"e"},"constructor":{}}',
  );
  const { audience, keys } = await verify({ claimsText });
  assert.equal(audience, "sts.amazonaws.com");
  assert.deepEqual([...keys.all.keys()], [`${LOCATION}:aud`, `${LOCATION}:sub`]);
});

test("whatever text comes, reading it gives a token or a refusal", async () => {
  const [head = "", body = "", signature = ""] = signToken().split(".");
  const part = fc.oneof(
    fc.constantFrom(head, body, signature, ""),
    fc.json().map(encodePart),
    fc.string({ maxLength: 60 }),
    fc.uint8Array({ maxLength: 60 }).map((bytes) => encodePart(Buffer.from(bytes))),
  );
  const text = fc.oneof(
    fc.string({ maxLength: 200 }),
    fc.array(part, { maxLength: 6 }).map((parts) => parts.join(".")),
  );
  await fc.assert(
    fc.asyncProperty(text, async (each) => {
      const result = await verifyToken(each, ground()).catch((error) => error);
      if (!(result instanceof TokenRefusal)) assert.equal(each, `${head}.${body}.${signature}`);
    }),
    { numRuns: 2_000 },
  );
});

test("a changed character anywhere makes the token worthless", async () => {
  const token = signToken();
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: token.length - 1 }),
      fc.constantFrom("A", "z", "_", ".", "="),
      async (at, by) => {
        fc.pre(token[at] !== by);
        const changed = token.slice(0, at) + by + token.slice(at + 1);
        await assert.rejects(verifyToken(changed, ground()), TokenRefusal);
      },
    ),
    { numRuns: 500 },
  );
});

test("twenty thousand characters of the worst shapes are refused as any others", () => {
  const [, , signature] = signToken().split(".");
  const shapes = [
    '{"a":'.repeat(2_400),
    '"\\'.repeat(4_900),
    "[".repeat(14_700),
    `{"a":"${"\\\\".repeat(7_300)}`,
  ];
  for (const shape of shapes) {
    const token = `${encodePart({ alg: "RS256" })}.${encodePart(shape)}.${signature}`.slice(0, 20_000);
    assert.throws(() => readToken(token), TokenRefusal);
  }
});
