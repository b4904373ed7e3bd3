import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fingerprintOf, withFingerprint } from "./fingerprint.ts";
import { STATEMENTS } from "./statements.ts";

const STREAMS = 64;

test("snapshots that differ by a few writes have different fingerprints, whatever their sums", () => {
  const step = fc.record({ stream: fc.nat(STREAMS - 1), by: fc.integer({ min: -3, max: 3 }) });
  const numbers = fc.array(fc.nat(1_000_000), { minLength: STREAMS, maxLength: STREAMS });
  fc.assert(
    fc.property(numbers, fc.array(step, { minLength: 1, maxLength: 4 }), (seqs, steps) => {
      const before = new Map(seqs.entries());
      const after = new Map(before);
      for (const { stream, by } of steps) after.set(stream, after.get(stream)! + by);
      const isSame = [...before].every(([stream, seq]) => after.get(stream) === seq);
      assert.equal(fingerprintOf(before) === fingerprintOf(after), isSame);
    }),
  );
});

test("every statement that reads can carry it", () => {
  let count = 0;
  for (const { read } of STATEMENTS.values()) {
    if (read === undefined) continue;
    assert.match(
      withFingerprint(read),
      /^select "r"\."revision#".+ as text\) as "revision#" from "streams"\)/,
    );
    count += 1;
  }
  assert.ok(count > 30);
});
