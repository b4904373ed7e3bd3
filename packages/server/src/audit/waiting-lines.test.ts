import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { WaitingLines } from "./waiting-lines.ts";

const text = fc.string({ unit: "binary" }).map((each) => each.toWellFormed());

test("lines come out as they went in, batch after batch, whatever their characters and however long", () => {
  const lines = fc.oneof(
    { weight: 20, arbitrary: text },
    { weight: 1, arbitrary: fc.constant("ä€😀".repeat(60_000)) },
  );
  fc.assert(
    fc.property(fc.array(fc.array(lines, { minLength: 1, maxLength: 8 }), { maxLength: 6 }), (batches) => {
      const waiting = new WaitingLines();
      for (const batch of batches) {
        for (const line of batch) waiting.add(line);
        const expected = Buffer.from(`${batch.join("\n")}\n`);
        assert.equal(waiting.count, batch.length);
        assert.equal(waiting.size, expected.length);
        assert.ok(expected.equals(waiting.bytes()));
        waiting.clear();
        assert.deepEqual([waiting.count, waiting.size], [0, 0]);
      }
    }),
    { numRuns: 50 },
  );
});
