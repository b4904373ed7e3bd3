import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { DependentCache } from "./dependent-cache.ts";

test("the oldest make room, by number and by bytes, and what is too large for all of it is not kept", () => {
  const cache = new DependentCache<string>({ entries: 3, bytes: 100 });
  const put = (key: string, bytes: number) => cache.set(key, { value: key, subjects: [key], bytes });
  for (const key of ["a", "b", "c", "d"]) put(key, 10);
  assert.deepEqual([cache.get("a"), cache.get("b"), cache.size, cache.bytes], [undefined, "b", 3, 30]);
  put("large", 85);
  assert.deepEqual([cache.get("c"), cache.get("d"), cache.size, cache.bytes], [undefined, "d", 2, 95]);
  put("larger", 101);
  put("large", 101);
  assert.deepEqual([cache.get("larger"), cache.get("large"), cache.bytes], [undefined, undefined, 10]);
});

test("whatever is put, dropped and forgotten, limits hold and a dropped subject leaves nothing", () => {
  const key = fc.constantFrom("a", "b", "c", "d");
  const step = fc.oneof(
    fc.record({
      put: key,
      subjects: fc.uniqueArray(fc.constantFrom("s", "t", "u")),
      bytes: fc.nat({ max: 60 }),
    }),
    fc.record({ drop: fc.constantFrom("s", "t", "u") }),
    fc.constant({ clear: true }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const cache = new DependentCache<readonly string[]>({ entries: 3, bytes: 100 });
      for (const each of steps) {
        if ("put" in each) {
          const { put, subjects, bytes } = each;
          cache.set(put, { value: subjects, subjects, bytes });
          assert.equal(cache.get(put), subjects);
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
