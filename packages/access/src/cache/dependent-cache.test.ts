import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { DependentCache } from "./dependent-cache.ts";

test("the oldest that nobody asked for make room, by number and by bytes, and what is too large for all of it is not kept", () => {
  const cache = new DependentCache<string>({ entries: 3, bytes: 100 });
  const put = (key: string, bytes: number) => cache.set(key, { value: key, subjects: [key], bytes });
  for (const key of ["a", "b", "c", "d"]) put(key, 10);
  assert.deepEqual([cache.get("a"), cache.get("b"), cache.size, cache.bytes], [undefined, "b", 3, 30]);
  put("large", 85);
  assert.deepEqual([cache.get("c"), cache.get("d"), cache.size, cache.bytes], [undefined, undefined, 2, 95]);
  put("larger", 101);
  put("large", 101);
  assert.deepEqual([cache.get("larger"), cache.get("large"), cache.bytes], [undefined, undefined, 10]);
});

test("those that are asked for again and again outlast any number that come once", () => {
  const cache = new DependentCache<number>({ entries: 100, bytes: 1_000 });
  const put = (key: string, value: number) => cache.set(key, { value, subjects: [], bytes: 10 });
  for (let hot = 0; hot < 20; hot++) put(`hot-${hot}`, hot);
  for (let once = 0; once < 5_000; once++) {
    put(`once-${once}`, once);
    assert.equal(cache.get(`hot-${once % 20}`), once % 20);
  }
  assert.equal(cache.size, 100);
});

test("where all were asked for, making room still costs a constant: one of them goes", () => {
  const cache = new DependentCache<number>({ entries: 100, bytes: 1_000 });
  const put = (number: number) => cache.set(String(number), { value: number, subjects: [], bytes: 10 });
  for (let number = 0; number < 100; number++) put(number);
  for (let number = 0; number < 100; number++) cache.get(String(number));
  put(100);
  const missing = Array.from({ length: 101 }, (_, number) => number).filter(
    (number) => cache.get(String(number)) === undefined,
  );
  assert.deepEqual(missing, [64]);
});

test("what several share is counted once, for as long as one of them is kept", () => {
  const cache = new DependentCache<string>({ entries: 10, bytes: 1_000 });
  const shared = [{ part: {}, bytes: 600 }];
  for (const key of ["a", "b"]) cache.set(key, { value: key, subjects: [key], bytes: 10, shared });
  assert.equal(cache.bytes, 620);
  cache.drop("a");
  assert.equal(cache.bytes, 610);
  cache.set("c", { value: "c", subjects: [], bytes: 400 });
  assert.deepEqual([cache.get("b"), cache.get("c"), cache.bytes], [undefined, "c", 400]);
  cache.set("d", { value: "d", subjects: [], bytes: 401, shared });
  assert.deepEqual([cache.get("d"), cache.bytes], [undefined, 400]);
});

test("whatever is put, dropped and forgotten, limits hold and a dropped subject leaves nothing", () => {
  const key = fc.constantFrom("a", "b", "c", "d");
  const parts = Array.from({ length: 3 }, (_, index) => ({ part: { index }, bytes: 10 * index }));
  const step = fc.oneof(
    fc.record({
      put: key,
      subjects: fc.uniqueArray(fc.constantFrom("s", "t", "u")),
      bytes: fc.nat({ max: 60 }),
      shared: fc.array(fc.constantFrom(...parts), { maxLength: 3 }),
    }),
    fc.record({ drop: fc.constantFrom("s", "t", "u") }),
    fc.constant({ clear: true }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const cache = new DependentCache<readonly string[]>({ entries: 3, bytes: 100 });
      for (const each of steps) {
        if ("put" in each) {
          const { put, ...entry } = each;
          cache.set(put, { value: entry.subjects, ...entry });
          const whole = entry.shared.reduce((sum, { bytes }) => sum + bytes, entry.bytes);
          assert.equal(cache.get(put), whole > 100 ? undefined : entry.subjects);
        } else if ("drop" in each) {
          cache.drop(each.drop);
          for (const left of ["a", "b", "c", "d"]) assert.ok(!cache.get(left)?.includes(each.drop));
        } else {
          cache.clear();
          assert.deepEqual([cache.size, cache.bytes], [0, 0]);
        }
        assert.ok(cache.size <= 3 && cache.bytes <= 100 && cache.bytes >= 0);
      }
    }),
  );
});
