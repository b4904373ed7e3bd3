/** A stranger of the same trade, who judges signatures by a road of its own. */
import assert from "node:assert/strict";
import { type KeyObject, sign } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { compactVerify } from "jose";
import type { Algorithm } from "../key-sets/algorithms.ts";
import { readKeySet } from "../key-sets/key-set.ts";
import { readToken } from "./read-token.ts";
import { CLAIMS, encodePart, KEY_SET, KEYS } from "./token.test-support.ts";
import { TokenRefusal } from "./token-refusal.ts";
import { verifySignature } from "./verify-signature.ts";

type KeyName = "rsa" | "p256" | "p384" | "p521";

/** Which of the issuer's keys goes with an algorithm, and what Node calls its hash. */
const OWN: Readonly<Record<Algorithm, readonly [key: KeyName, hash: string]>> = {
  RS256: ["rsa", "sha256"],
  RS384: ["rsa", "sha384"],
  RS512: ["rsa", "sha512"],
  ES256: ["p256", "sha256"],
  ES384: ["p384", "sha384"],
  ES512: ["p521", "sha512"],
};
/** The dear ones more seldom. */
const ALGORITHMS: readonly Algorithm[] = [
  ...(Object.keys(OWN) as Algorithm[]),
  ...(["RS256", "RS512", "ES256", "ES256", "ES256"] as const),
];
/** Of the groups of the curves. Source: FIPS 186-5. */
const ORDERS: { readonly [Key in KeyName]?: bigint } = {
  p256: BigInt("0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"),
  p384: BigInt(`0x${"f".repeat(48)}c7634d81f4372ddf581a0db248b0a77aecec196accc52973`),
  p521: BigInt(`0x1${"f".repeat(64)}fa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409`),
};

const keySet = readKeySet(Buffer.from(JSON.stringify(KEY_SET))) ?? assert.fail();

/** What is signed, how, and what is done to the signature afterwards. */
interface Attempt {
  readonly algorithm: Algorithm;
  /** Whose name the header bears; mostly the one that goes with the algorithm. */
  readonly keyId: string | undefined;
  readonly signsWith: KeyObject;
  readonly hash: string;
  readonly form: "ieee-p1363" | "der";
  readonly subject: string;
  readonly change: (signature: Buffer) => Buffer;
  /** What the payload says in the end, where it was changed behind the signature. */
  readonly saidAfterwards: string | undefined;
}

const same = (signature: Buffer) => signature;

const edit: fc.Arbitrary<Attempt["change"]> = fc.oneof(
  fc.tuple(fc.nat(600), fc.nat(7)).map(([at, bit]) => (signature: Buffer) => {
    const changed = Buffer.from(signature);
    const index = at % changed.length;
    changed[index] = (changed[index] ?? 0) ^ (1 << bit);
    return changed;
  }),
  fc.nat(300).map((length) => (signature: Buffer) => signature.subarray(0, 1 + (length % signature.length))),
  fc.uint8Array({ minLength: 1, maxLength: 80 }).map((more) => (s: Buffer) => Buffer.concat([s, more])),
  fc.uint8Array({ minLength: 1, maxLength: 4 }).map((more) => (s: Buffer) => Buffer.concat([more, s])),
  fc.uint8Array({ minLength: 1, maxLength: 300 }).map((other) => () => Buffer.from(other)),
  fc.constantFrom(0, 1, 255).map((byte) => (signature: Buffer) => Buffer.alloc(signature.length, byte)),
);

/** Of ECDSA's two numbers: the other way round, one of them zero, the order, beyond it, or its opposite (which is good too). */
const pairEdit = (order: bigint): fc.Arbitrary<Attempt["change"]> =>
  fc
    .constantFrom<(r: bigint, s: bigint) => readonly [bigint, bigint]>(
      (r, s) => [s, r],
      (_, s) => [0n, s],
      (r) => [r, 0n],
      (_, s) => [order, s],
      (r) => [r, order],
      (r, s) => [r, order - s],
      (r, s) => [r + order, s],
      (r, s) => [r, s + order],
    )
    .map((change) => (signature) => {
      const half = signature.length / 2;
      const read = (from: number) => BigInt(`0x${signature.toString("hex", from, from + half)}`);
      const hex = change(read(0), read(half)).map((number) => number.toString(16).padStart(2 * half, "0"));
      return Buffer.from(hex.map((text) => text.slice(-2 * half)).join(""), "hex");
    });

const attempts: fc.Arbitrary<Attempt> = fc.constantFrom(...ALGORITHMS).chain((algorithm) => {
  const [name, hash] = OWN[algorithm];
  const order = ORDERS[name];
  const changes = [fc.constant(same), edit, ...(order === undefined ? [] : [pairEdit(order)])];
  const seldom = <Value>(usual: Value, ...others: readonly Value[]) =>
    fc.oneof({ weight: 6, arbitrary: fc.constant(usual) }, fc.constantFrom(...others));
  const privateKeys = Object.values(KEYS).map(({ privateKey }) => privateKey);
  return fc.record({
    algorithm: fc.constant(algorithm),
    keyId: seldom<string | undefined>(name, "rsa", "p256", "p384", "p521", "weak", "enc", undefined),
    signsWith: seldom<KeyObject>(KEYS[name].privateKey, ...privateKeys),
    hash: seldom(hash, "sha256", "sha384", "sha512", "sha1"),
    form: seldom<Attempt["form"]>("ieee-p1363", "der"),
    subject: fc.string({ maxLength: 20 }),
    change: fc.oneof(...changes.map((arbitrary, index) => ({ arbitrary, weight: index === 0 ? 3 : 2 }))),
    saidAfterwards: seldom<string | undefined>(undefined, "eve"),
  });
});

function write({ algorithm, keyId, signsWith, hash, form, change, ...said }: Attempt): string {
  const head = encodePart({ alg: algorithm, kid: keyId });
  const body = (subject: string) => encodePart({ ...CLAIMS, sub: subject });
  const input = `${head}.${body(said.subject)}`;
  const signature = change(sign(hash, Buffer.from(input), { key: signsWith, dsaEncoding: form }));
  return `${head}.${body(said.saidAfterwards ?? said.subject)}.${signature.toString("base64url")}`;
}

async function oursTakes(text: string): Promise<boolean> {
  try {
    await verifySignature(readToken(text), keySet);
    return true;
  } catch (error) {
    assert.ok(error instanceof TokenRefusal, `${error instanceof Error ? error.stack : error}`);
    return false;
  }
}

/** By the same key, whatever the algorithm says of its kind: jose judges that too. */
async function joseTakes(text: string, algorithm: Algorithm, keyId: string | undefined): Promise<boolean> {
  const key = keyId === undefined ? undefined : keySet.byId.get(keyId);
  if (key === undefined) return false;
  return compactVerify(text, key.key, { algorithms: [algorithm] }).then(
    () => true,
    () => false,
  );
}

test("jose takes what is taken, and refuses what is refused", async () => {
  const count = { taken: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(attempts, async (attempt) => {
      const text = write(attempt);
      const taken = await oursTakes(text);
      assert.equal(taken, await joseTakes(text, attempt.algorithm, attempt.keyId), text);
      count[taken ? "taken" : "refused"] += 1;
    }),
    { numRuns: 3_000 },
  );
  assert.ok(count.taken > 400 && count.refused > 400, JSON.stringify(count));
});
