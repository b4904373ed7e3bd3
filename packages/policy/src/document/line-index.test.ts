import assert from "node:assert/strict";
import { it } from "node:test";
import fc from "fast-check";
import { readAccessLevels } from "../describe/access-levels.ts";
import { describePolicy } from "../describe/describe-policy.ts";
import { describeElements } from "../describe/element-words.ts";
import { ACCESS_LEVEL_DATA } from "../generated/access-levels.ts";
import { indexLines } from "./line-index.ts";
import { parsePolicy } from "./parse.ts";
import { locate } from "./span.ts";

const TEXT = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": {
        "Service": "ec2.amazonaws.com"
      },
      "Action": "sts:AssumeRole"
    }
  ]
}`;

it("finds the lines of a trust policy's parts, as the page lights them", () => {
  const parsed = parsePolicy(TEXT, "trust");
  assert.ok(parsed.ok);
  const [part] = describePolicy(parsed.policy, readAccessLevels(ACCESS_LEVEL_DATA)).parts;
  const linesOf = indexLines(TEXT);
  assert.deepEqual(linesOf(part!.spans.statement), { first: 4, last: 10 });
  assert.deepEqual(linesOf(part!.spans.principal!), { first: 6, last: 8 });
  assert.deepEqual(linesOf(part!.spans.action), { first: 9, last: 9 });
  assert.deepEqual(
    describeElements(part!).map(({ element, words, span }) => [element, words, span && linesOf(span).first]),
    [
      ["who", "Amazon EC2", 6],
      ["may", "Call AssumeRole in STS", 9],
      ["on", "The role", undefined],
      ["conditions", "None", undefined],
    ],
  );
});

it("counts lines as locate does", () => {
  const text = fc.array(fc.constantFrom("a", "bc", "\n", "\r\n", "\r")).map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(text, fc.nat(30), fc.nat(30), (document, start, length) => {
      const [from, to] = [Math.min(start, document.length), Math.min(start + length, document.length)];
      // Between CR and LF no part of a document begins or ends.
      fc.pre(document.slice(from - 1, from + 1) !== "\r\n" && document.slice(to - 2, to) !== "\r\n");
      const { first, last } = indexLines(document)({ start: from, end: to });
      assert.equal(first, locate(document, from).line);
      assert.equal(last, locate(document, Math.max(from, to - 1)).line);
    }),
  );
});
