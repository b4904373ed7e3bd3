import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { hashOf, NO_QUESTION, type Question, readQuestion } from "./question.ts";

const texts = fc.array(fc.string(), { maxLength: 3 });
const question: fc.Arbitrary<Question> = fc.record(
  {
    principal: fc.string(),
    policy: fc.string(),
    resourcePolicy: fc.string(),
    actions: texts,
    resources: texts,
    context: fc.dictionary(fc.string(), fc.string(), { maxKeys: 3, noNullPrototype: true }),
  },
  { noNullPrototype: true },
);

test("what an address says is what was asked", () => {
  fc.assert(fc.property(question, (asked) => assert.deepEqual(readQuestion(hashOf(asked)), asked)));
});

test("an address that says something else asks nothing", () => {
  for (const hash of ["", "#", "#q=", "#q=%", "#q=7", "#q=null", "#other=1"])
    assert.deepEqual(readQuestion(hash), NO_QUESTION, hash);
  assert.deepEqual(readQuestion("#q=%7B%22actions%22%3A%5B1%2C%22a%3Ab%22%5D%7D"), {
    ...NO_QUESTION,
    actions: ["a:b"],
  });
});
