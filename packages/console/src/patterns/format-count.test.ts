import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { formatCount } from "./format-count.ts";

test("a count is what an English reader expects, as the browser's languages have it", () => {
  fc.assert(fc.property(fc.maxSafeInteger(), (count) => formatCount(count) === count.toLocaleString("en")));
  assert.equal(formatCount(1_284), "1,284");
});
