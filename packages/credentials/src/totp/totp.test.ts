import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { encodeBase32 } from "@rolecall/names";
import { createKeyRing, newKey } from "../key-ring.ts";
import { findCodeStep, findPairStep } from "./find-steps.ts";
import { openTotpSeed, sealTotpSeed } from "./sealed-seed.ts";
import { newTotpSeed, type TotpSeed, toTotpSeed, totpCode, totpStep } from "./totp.ts";

/** The RFCs' own secret. */
const RFC_SEED = Buffer.from("12345678901234567890", "ascii") as Uint8Array as TotpSeed;
const STEP_MS = 30_000;
const NOW = 1_800_000_012_345;
const HERE = totpStep(NOW);

test("RFC 4226, appendix D: the codes of the first ten counters", () => {
  const codes = "755224 287082 359152 969429 338314 254676 287922 162583 399871 520489".split(" ");
  assert.deepEqual(
    codes.map((_, counter) => totpCode(RFC_SEED, counter)),
    codes,
  );
});

test("RFC 6238, appendix B: times and their codes, of whose eight digits the last six are asked for", () => {
  const vectors: readonly (readonly [seconds: number, code: string])[] = [
    [59, "94287082"],
    [1_111_111_109, "07081804"],
    [1_111_111_111, "14050471"],
    [1_234_567_890, "89005924"],
    [2_000_000_000, "69279037"],
    [20_000_000_000, "65353130"],
  ];
  for (const [seconds, code] of vectors) {
    assert.equal(totpCode(RFC_SEED, totpStep(seconds * 1000)), code.slice(2), `at ${seconds}`);
  }
});

test("a new seed has 64 letters; one of less than 128 bits is none", () => {
  assert.equal(encodeBase32(newTotpSeed(randomBytes)).length, 64);
  assert.equal(toTotpSeed(new Uint8Array(15)), undefined);
  assert.ok(toTotpSeed(new Uint8Array(16)));
});

test("two codes are found from 998 steps behind the device's clock to 1,000 ahead, in their order alone", () => {
  const find = (step: number, clockSteps = 0, after?: number) => {
    const pair = { first: totpCode(RFC_SEED, step - 1), second: totpCode(RFC_SEED, step) };
    return findPairStep({ seed: RFC_SEED, clockSteps }, pair, { nowMs: NOW, after });
  };
  for (const clockSteps of [0, -700, 333]) {
    const center = HERE + clockSteps;
    for (const distance of [-998, -1, 0, 1, 1_000]) {
      assert.equal(find(center + distance, clockSteps), center + distance);
    }
    assert.equal(find(center - 999, clockSteps), undefined);
    assert.equal(find(center + 1_001, clockSteps), undefined);
  }
  const reversed = { first: totpCode(RFC_SEED, HERE), second: totpCode(RFC_SEED, HERE - 1) };
  assert.equal(
    findPairStep({ seed: RFC_SEED, clockSteps: 0 }, reversed, { nowMs: NOW, after: undefined }),
    undefined,
  );
});

test("both codes come after the pair that was taken last", () => {
  const at = (step: number, after: number) =>
    findPairStep(
      { seed: RFC_SEED, clockSteps: 0 },
      { first: totpCode(RFC_SEED, step - 1), second: totpCode(RFC_SEED, step) },
      { nowMs: NOW, after },
    );
  assert.equal(at(HERE, HERE - 2), HERE);
  assert.equal(at(HERE, HERE - 1), undefined);
  assert.equal(at(HERE, HERE), undefined);
});

test("a clock that began lately is looked at from 1970 on", () => {
  const pair = { first: totpCode(RFC_SEED, 3), second: totpCode(RFC_SEED, 4) };
  assert.equal(findPairStep({ seed: RFC_SEED, clockSteps: 0 }, pair, { nowMs: 0, after: undefined }), 4);
  assert.equal(findCodeStep({ seed: RFC_SEED, clockSteps: 0 }, "755224", { nowMs: 0, spent: [] }), 0);
});

test("one code is good two steps to either side of the device's clock, unless it is spent", () => {
  const find = (step: number, clockSteps = 0, spent: readonly number[] = []) =>
    findCodeStep({ seed: RFC_SEED, clockSteps }, totpCode(RFC_SEED, step), { nowMs: NOW, spent });
  for (const clockSteps of [0, 40, -40]) {
    const center = HERE + clockSteps;
    for (const distance of [-2, -1, 0, 1, 2])
      assert.equal(find(center + distance, clockSteps), center + distance);
    for (const distance of [-3, 3]) assert.equal(find(center + distance, clockSteps), undefined);
  }
  assert.equal(find(HERE, 0, [HERE - 1, HERE]), undefined);
  assert.equal(find(HERE - 1, 0, [HERE]), HERE - 1);
});

test("what has not six digits is no code, whatever it holds", () => {
  const find = (code: string) =>
    findCodeStep({ seed: RFC_SEED, clockSteps: 0 }, code, { nowMs: STEP_MS, spent: [] });
  assert.equal(find("287082"), 1);
  for (const code of ["", "28708", "2870820", "２８７０８２", "28708\u{100}2"])
    assert.equal(find(code), undefined, code);
});

test("a sealed seed opens for its own device of its own account alone", () => {
  const ring = createKeyRing([newKey(randomBytes)], randomBytes);
  const place = { accountId: "111111111111", serialNumber: "arn:aws:iam::111111111111:mfa/phone" };
  const sealed = sealTotpSeed(ring, place, RFC_SEED);
  assert.deepEqual(new Uint8Array(openTotpSeed(ring, place, sealed) ?? []), new Uint8Array(RFC_SEED));
  assert.equal(openTotpSeed(ring, { ...place, accountId: "222222222222" }, sealed), undefined);
  assert.equal(openTotpSeed(ring, { ...place, serialNumber: `${place.serialNumber}2` }, sealed), undefined);
});
