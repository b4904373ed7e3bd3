import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { poolRandomBytes } from "./random-pool.ts";

test("gives as much as was asked for, and nothing twice", () => {
  const wordCounts = fc.array(fc.nat({ max: 50 }), { maxLength: 200 });
  fc.assert(
    fc.property(wordCounts, (counts) => {
      const random = poolRandomBytes(countingSource().random);
      const given = counts.map((count) => random(count * WORD_BYTES));
      assert.deepEqual(
        given.map((bytes) => bytes.length / WORD_BYTES),
        counts,
      );
      const words = given.flatMap(wordsOf);
      assert.equal(new Set(words).size, words.length);
    }),
  );
});

test("asks the system seldom for small sizes", () => {
  const source = countingSource();
  const random = poolRandomBytes(source.random);
  for (let index = 0; index < 1000; index++) random(16);
  assert.equal(source.calls(), 4);
});

const WORD_BYTES = 4;

/** Gives the numbers from 1 on, four bytes each. A pool that repeats or forgets shows in them. */
function countingSource() {
  let next = 1;
  let calls = 0;
  const random = (size: number) => {
    calls += 1;
    const bytes = Buffer.alloc(size);
    for (let at = 0; at < size; at += WORD_BYTES) bytes.writeUInt32BE(next++, at);
    return bytes;
  };
  return { random, calls: () => calls };
}

function wordsOf(bytes: Uint8Array): number[] {
  const view = Buffer.from(bytes);
  return Array.from({ length: view.length / WORD_BYTES }, (_, index) =>
    view.readUInt32BE(index * WORD_BYTES),
  );
}
