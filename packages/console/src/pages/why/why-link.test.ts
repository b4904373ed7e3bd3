import assert from "node:assert/strict";
import { test } from "node:test";
import { whyQuestionHref } from "../../patterns/why-question.ts";
import { denialHref, messageHref, readAsked } from "./why-link.ts";

const question = {
  principal: "arn:aws:iam::111111111111:user/ann",
  action: "s3:GetObject",
  resource: "arn:aws:s3:::photos/a b?#",
};
const hashOf = (link: string) => link.slice(link.indexOf("#"));

test("what a link asks is what was asked", () => {
  for (const asked of [
    question,
    { ...question, context: { "aws:SourceIp": ["192.0.2.1"] }, resourcePolicy: "{}" },
  ])
    assert.deepEqual(readAsked(undefined, hashOf(whyQuestionHref(asked))), {
      kind: "question",
      question: asked,
    });
  assert.deepEqual(readAsked(undefined, hashOf(messageHref("a+b/c="))), {
    kind: "message",
    encoded: "a+b/c=",
  });
  const id = "1fhumcih5b5kwfh3zjwjpwbqs";
  assert.equal(denialHref(id), `/console/why/e/${id}`);
  assert.deepEqual(readAsked(id, ""), { kind: "denial", authorizationId: id });
  assert.deepEqual(readAsked("3f2c1f0e-8a2b-4c3d-9e4f-0a1b2c3d4e5f", "").kind, "event");
});

test("others write a key's one value without a list", () => {
  const link = `#q=${encodeURIComponent(JSON.stringify({ ...question, context: { "aws:SourceIp": "192.0.2.1" } }))}`;
  const asked = readAsked(undefined, link);
  assert.deepEqual(asked.kind === "question" && asked.question.context, { "aws:SourceIp": ["192.0.2.1"] });
});

test("a link that was cut or says too little asks nothing", () => {
  for (const hash of [
    "",
    "#",
    "#q=",
    "#q={",
    "#q=[]",
    `#q=${encodeURIComponent(JSON.stringify({ ...question, action: "" }))}`,
  ])
    assert.deepEqual(readAsked(undefined, hash), { kind: "nothing" });
});
