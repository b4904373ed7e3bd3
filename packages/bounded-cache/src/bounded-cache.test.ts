import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createBoundedCache } from "./bounded-cache.ts";

describe("createBoundedCache", () => {
  it("holds no more than its capacity and keeps what is asked for", () => {
    const cache = createBoundedCache<number>(10);
    cache.set("kept", 1);
    for (let index = 0; index < 1000; index++) {
      cache.set(`key-${index}`, index);
      assert.equal(cache.get("kept"), 1);
      assert.equal(cache.get(`key-${index}`), index);
      assert.ok(cache.size <= 10);
    }
    assert.equal(cache.get("key-1"), undefined);
  });
});
