import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { GrowingBytes } from "./growing-bytes.ts";
import { SpareBuffers } from "./spare-buffers.ts";

const KIBIBYTE = 1024;

test("bodies that are read side by side, given up or kept, hold what was sent, whatever buffers they were given", () => {
  const body = fc.record({
    pieces: fc.array(fc.integer({ min: 1, max: 200 * KIBIBYTE }), { maxLength: 8 }),
    isGivenUp: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(body, { minLength: 1, maxLength: 6 }), (bodies) => {
      const spare = new SpareBuffers();
      const kept: { readonly bytes: Uint8Array; readonly fill: number; readonly size: number }[] = [];
      for (const [index, { pieces, isGivenUp }] of bodies.entries()) {
        const growing = new GrowingBytes(Number.POSITIVE_INFINITY, spare);
        for (const size of pieces) growing.append(new Uint8Array(size).fill(index + 1));
        const size = pieces.reduce((sum, each) => sum + each, 0);
        assert.equal(growing.size, size);
        if (isGivenUp) growing.discard();
        else kept.push({ bytes: growing.bytes(), fill: index + 1, size });
      }
      for (const { bytes, fill, size } of kept) {
        assert.equal(bytes.length, size);
        assert.ok(bytes.every((byte) => byte === fill));
      }
    }),
    { numRuns: 40 },
  );
});

test("spare buffers are kept within a bound, and not for long", () => {
  const spare = new SpareBuffers();
  for (let count = 0; count < 100; count++) spare.give(Buffer.allocUnsafeSlow(1024 * KIBIBYTE));
  assert.equal(spare.bytes, 16 * 1024 * KIBIBYTE);
  spare.give(new Uint8Array(10));
  const taken = spare.take(1024 * KIBIBYTE);
  assert.equal(spare.bytes, 15 * 1024 * KIBIBYTE);
  spare.give(taken);
  for (const expected of [8, 4, 2, 1, 0]) {
    spare.shrink();
    assert.equal(spare.bytes, expected * 1024 * KIBIBYTE);
  }
});
