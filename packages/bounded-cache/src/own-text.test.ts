import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ownText } from "./own-text.ts";

test("it is the same text, whatever is in it", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 50 }), (text) => assert.equal(ownText(text), text)),
  );
});
