import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { createBoundedCache } from "./bounded-cache.ts";

describe("createBoundedCache", () => {
  it("holds no more than its entries and keeps what is asked for", () => {
    const cache = createBoundedCache<number>({ entries: 10 });
    cache.set("kept", 1);
    for (let index = 0; index < 1000; index++) {
      cache.set(`key-${index}`, index);
      assert.equal(cache.get("kept"), 1);
      assert.equal(cache.get(`key-${index}`), index);
      assert.ok(cache.size <= 10);
    }
    assert.equal(cache.get("key-1"), undefined);
  });

  it("holds no more than its bytes, and nothing that would drive out all else", () => {
    const cache = createBoundedCache<string>({
      entries: 1000,
      weight: { maxBytes: 100, bytesOf: (key, value) => key.length + value.length },
    });
    cache.set("a", "x".repeat(39));
    cache.set("b", "x".repeat(9));
    assert.deepEqual([cache.size, cache.bytes], [2, 50]);
    cache.set("c", "x".repeat(50));
    assert.equal(cache.get("c"), undefined);
    assert.equal(cache.get("b"), "x".repeat(9));
    cache.set("b", "x");
    assert.deepEqual([cache.size, cache.bytes], [2, 42]);
  });

  it("is within its limits and answers truly, whatever is set and asked", () => {
    const step = fc.record({
      key: fc.constantFrom("a", "b", "c", "d", "e"),
      value: fc.option(fc.string({ maxLength: 30 }), { nil: undefined }),
    });
    const weighed = { maxBytes: 60, bytesOf: (key: string, value: string) => key.length + value.length };
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const cache = createBoundedCache<string>({ entries: 4, weight: weighed });
        const model = new Map<string, string>();
        for (const { key, value } of steps) {
          if (value === undefined) {
            const found = cache.get(key);
            assert.ok(found === undefined || found === model.get(key));
          } else {
            cache.set(key, value);
            model.set(key, value);
            if (value.length + 1 <= 30) assert.equal(cache.get(key), value);
          }
          assert.ok(cache.size <= 4 && cache.bytes <= 60 && cache.bytes >= 0);
        }
      }),
    );
  });
});
