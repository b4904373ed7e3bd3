/**
 * Tokens that were changed before they were signed, so that what stands behind the signature is reached too, and some once more afterwards.
 * Whatever is taken, `jose` takes by the issuer's key, and reads the same in it.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { compactVerify, decodeProtectedHeader, jwtVerify } from "jose";
import type { FuzzCount } from "../fuzz-count.test-support.ts";
import { readKeySet } from "../key-sets/key-set.ts";
import {
  CLAIMS,
  ground,
  ISSUER_URL,
  KEY_SET,
  KEYS,
  LOCATION,
  NOW,
  ROLE_ARN,
  signToken,
} from "./token.test-support.ts";
import { TokenRefusal } from "./token-refusal.ts";
import { type VerifiedToken, verifyToken } from "./verify-token.ts";

const AWS = "https://aws.amazon.com/";
const keySet = readKeySet(Buffer.from(JSON.stringify(KEY_SET))) ?? assert.fail();
const circumstances = ground();

const NAMES = [
  ..."iss sub aud azp exp iat nbf amr email jti __proto__ constructor".split(" "),
  ...["tags", "roles", "source_identity", "tags/principal_tags/Team", "tags/transitive_tag_keys"].map(
    (name) => AWS + name,
  ),
];

/** Values that claims have, and such as readers of them have stumbled over. */
const value: fc.Arbitrary<unknown> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom<unknown>(...Object.values(CLAIMS), "second", "", null, true, 0, -1),
  },
  fc.constantFrom<unknown>(NOW - 300, NOW - 299, NOW + 300, NOW + 301, `${NOW}`, NOW + 0.5, 2 ** 53, 1e308),
  fc.constantFrom<unknown>(
    ["sts.amazonaws.com"],
    ["second", "x"],
    [],
    {},
    [[]],
    "a\u0000b",
    "\ud800",
    "ünï 🙂",
  ),
  fc.constantFrom<unknown>(
    ROLE_ARN,
    [ROLE_ARN],
    { principal_tags: { Team: ["a"] }, transitive_tag_keys: ["Team"] },
    { principal_tags: { Team: "a" } },
  ),
  fc.jsonValue({ maxDepth: 3 }),
);

const claim = fc.tuple(fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...NAMES) }, fc.string()), value);

const PIECES = [
  ...'{}[]:,"\\ \n\u0000',
  '"sub":"eve",',
  '"__proto__":{"sub":"eve"},',
  '"\\u0073ub":"eve",',
  "1e999",
  "-0",
  "\ufeff",
  "\\ud800",
  "//",
];

/** Of a text, a piece put in or a few characters taken out. */
const textEdit = fc.tuple(fc.nat(400), fc.nat(6), fc.constantFrom("", ...PIECES));

const header = fc.array(
  fc.oneof(
    fc.tuple(fc.constantFrom("alg", "kid", "typ", "crit", "b64", "cty", "jwk", "x5c", "jku"), value),
    fc.tuple(fc.constantFrom("typ"), fc.constantFrom("JWT", "jose", "application/jwt", "at+jwt", "")),
  ),
  { maxLength: 2 },
);

const SIGNERS = [
  { alg: "RS256", kid: "rsa", key: KEYS.rsa.privateKey, hash: "sha256" },
  { alg: "RS512", kid: "rsa", key: KEYS.rsa.privateKey, hash: "sha512" },
  { alg: "ES256", kid: "p256", key: KEYS.p256.privateKey, hash: "sha256" },
  { alg: "RS256", kid: "rsa", key: KEYS.otherRsa.privateKey, hash: "sha256" },
  { alg: "ES256", kid: "p256", key: KEYS.p384.privateKey, hash: "sha256" },
] as const;

const madeUp = fc.record({
  signer: fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...SIGNERS.slice(0, 3)) },
    fc.constantFrom(...SIGNERS),
  ),
  header: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, header),
  claims: fc.array(claim, { maxLength: 4 }),
  headerEdits: fc.oneof({ weight: 7, arbitrary: fc.constant([]) }, fc.array(textEdit, { maxLength: 2 })),
  claimEdits: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.array(textEdit, { maxLength: 3 })),
  tokenEdits: fc.oneof({ weight: 9, arbitrary: fc.constant([]) }, fc.array(textEdit, { maxLength: 2 })),
});

type MadeUp = typeof madeUp extends fc.Arbitrary<infer Made> ? Made : never;
type TextEdit = readonly [at: number, length: number, piece: string];

function edited(text: string, edits: readonly TextEdit[]): string {
  return edits.reduce((now, [at, length, piece]) => {
    const from = at % (now.length + 1);
    return now.slice(0, from) + piece + now.slice(from + length);
  }, text);
}

/** A member of any name, the object's prototype's among them. */
function withMembers(object: object, members: readonly (readonly [string, unknown])[]): string {
  const all = new Map<string, unknown>([...Object.entries(object), ...members]);
  return `{${[...all].map(([name, each]) => `${JSON.stringify(name)}:${JSON.stringify(each)}`).join()}}`;
}

function write({ signer, ...made }: MadeUp): string {
  const { alg, kid, key, hash } = signer;
  const token = signToken({
    headerText: edited(withMembers({ alg, kid, typ: "JWT" }, made.header), made.headerEdits),
    claimsText: edited(withMembers(CLAIMS, made.claims), made.claimEdits),
    key,
    hash,
  });
  return edited(token, made.tokenEdits);
}

/** Makes up tokens, and judges what is taken of them. */
export function fuzzTokens(count: FuzzCount): fc.IAsyncProperty<[MadeUp]> {
  return fc.asyncProperty(madeUp, async (made) => {
    const text = write(made);
    let verified: VerifiedToken;
    try {
      verified = await verifyToken(text, circumstances);
    } catch (error) {
      assert.ok(error instanceof TokenRefusal, `${error instanceof Error ? error.stack : error}`);
      count.refused += 1;
      return;
    }
    await judgeTaken(text.replace(/\r?\n$/, ""), verified);
    count.accepted += 1;
  });
}

async function judgeTaken(text: string, verified: VerifiedToken): Promise<void> {
  const { kid } = decodeProtectedHeader(text);
  const key = keySet.byId.get(kid ?? "")?.key ?? assert.fail(`no key of ${kid}`);
  const algorithms = ["RS256", "RS512", "ES256"];
  const { payload } = await compactVerify(text, key, { algorithms });
  const said = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(payload)) as Record<
    string,
    unknown
  >;
  assert.equal(said.iss, ISSUER_URL);
  assert.equal(verified.subject, String(said.sub));
  const [audience = said.aud] = Array.isArray(said.aud) ? said.aud : [];
  assert.equal(verified.audience, said.azp ?? audience);
  assert.ok(["sts.amazonaws.com", "second"].includes(verified.audience));
  assert.ok(Number(said.exp) > NOW - 300 && Number(said.iat) <= NOW + 300, text);
  const all = Object.fromEntries(verified.keys.all);
  assert.equal(all[`${LOCATION}:sub`], verified.subject);
  const { email, [`${AWS}source_identity`]: source } = said;
  if (typeof email === "string") assert.equal(all[`${LOCATION}:email`], email);
  assert.equal(verified.wishes.sourceIdentity, source ?? undefined);
  // Times as digits are taken, as by AWS; jose takes numbers alone.
  if ([said.exp, said.iat, said.nbf ?? 0].some((time) => typeof time !== "number")) return;
  const currentDate = new Date(NOW * 1000);
  await jwtVerify(text, key, { algorithms, currentDate, clockTolerance: 300, issuer: ISSUER_URL });
}
