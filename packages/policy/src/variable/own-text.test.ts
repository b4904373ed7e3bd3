import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ownText } from "./own-text.ts";

test("a text of its own is the same text", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => assert.equal(ownText(text), text)));
  for (const text of ["", "0", "42", "__proto__", "constructor", "\ud800", "a".repeat(100_000)]) {
    assert.equal(ownText(text), text);
  }
});
