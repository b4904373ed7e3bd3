import assert from "node:assert/strict";
import { test } from "node:test";
import { policySize } from "./policy-size.ts";

test("white space does not count, wherever it is", () => {
  assert.equal(policySize(""), 0);
  assert.equal(policySize(' { "a b" :\r\n\t[ ] } '), 9);
  assert.equal(policySize(JSON.stringify({ a: ["b"] }, null, 8)), policySize('{"a":["b"]}'));
});

test("a character outside the basic plane counts once", () => {
  assert.equal(policySize('"\u{1f600}é"'), 4);
});
