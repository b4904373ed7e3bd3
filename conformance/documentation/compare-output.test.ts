import assert from "node:assert/strict";
import { test } from "node:test";
import { compareOutput } from "./compare-output.ts";

test("ids and times may be others, of the same kind at the same place", () => {
  const shown =
    '{ "Id": "AIDAANXESR5LT4L4YSOQG", "Account": "389158054649", "At": "2026-11-27T06:00:00+00:00" }';
  const printed =
    '{ "Id": "AIDAQQQQQQQQQQQQQQQQQ", "Account": "111111111111", "At": "2027-01-01T00:00:00Z" }';
  const { isSame, ids } = compareOutput(shown, printed);
  assert.ok(isSame);
  assert.equal(ids.get("389158054649"), "111111111111");
  assert.equal(compareOutput(shown, printed.replace("111111111111", "ann")).isSame, false);
  assert.equal(compareOutput("o-gc82ubclb3", "r-31fv12345").isSame, false);
});

test("words, numbers and lines count", () => {
  assert.equal(compareOutput("3 users", "4 users").isSame, false);
  assert.equal(compareOutput("allowed", "denied").isSame, false);
  assert.equal(compareOutput("a\nb", "a").isSame, false);
});

test("an ellipsis stands for anything on its line, alone for any lines; a long line may be broken", () => {
  assert.ok(compareOutput("AROA…:x", "AROAQQQQQQQQQQQQQQQQQ:x").isSame);
  assert.ok(compareOutput("a\n…\nz", "a\nb\nc\nz").isSame);
  assert.equal(compareOutput("a … z", "a b\ny").isSame, false);
  assert.ok(compareOutput("one two\nthree", "one two three").isSame);
});
