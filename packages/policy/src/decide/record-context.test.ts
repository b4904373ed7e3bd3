import assert from "node:assert/strict";
import { test } from "node:test";
import { recordContext } from "./record-context.ts";

test("a record's own texts and lists are the context's values", () => {
  const context = recordContext(JSON.parse('{"aws:username":"ana","aws:tagkeys":["a","b"],"__proto__":"x"}'));
  assert.equal(context.get("aws:username"), "ana");
  assert.deepEqual(context.get("aws:tagkeys"), ["a", "b"]);
  assert.equal(context.get("__proto__"), "x");
  assert.equal(context.get("aws:userid"), undefined);
});

test("what every object inherits is no context", () => {
  const context = recordContext({});
  for (const key of ["__proto__", "constructor", "hasownproperty", "hasOwnProperty", "toString"]) {
    assert.equal(context.get(key), undefined, key);
  }
});
