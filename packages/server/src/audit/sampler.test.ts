import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createSampler } from "./sampler.ts";

test("so many in a second, and each that comes after others were left out tells how many", () => {
  const sampler = createSampler(2);
  const second = (ms: number) => Array.from({ length: 5 }, () => sampler.admit(ms));
  assert.deepEqual(second(1_000), [0, 0, undefined, undefined, undefined]);
  assert.deepEqual(second(2_999), [3, 0, undefined, undefined, undefined]);
  assert.deepEqual(second(1_000), [3, 0, undefined, undefined, undefined], "a clock that was set back");
  assert.deepEqual(
    Array.from({ length: 2 }, () => createSampler(0).admit(0)),
    [undefined, undefined],
  );
});

test("none is neither recorded nor counted", () => {
  const times = fc.array(fc.nat({ max: 5_000 }), { maxLength: 100 });
  fc.assert(
    fc.property(times, fc.integer({ min: 1, max: 5 }), (offsets, perSecond) => {
      const sampler = createSampler(perSecond);
      let told = 0;
      let silent = 0;
      for (const offset of offsets.sort((a, b) => a - b)) {
        const leftOut = sampler.admit(offset);
        if (leftOut === undefined) silent += 1;
        else told += 1 + leftOut;
      }
      const last = sampler.admit(10_000) ?? assert.fail("a new second");
      assert.equal(told + last, offsets.length);
      assert.ok(silent >= last);
    }),
  );
});
