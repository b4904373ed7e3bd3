import assert from "node:assert/strict";
import { it } from "node:test";
import { reviewPolicy } from "./review-policy.ts";

const lines = (...texts: readonly string[]) => texts.join("\n");

it("tells an editor what is wrong, of which kind and on which line", () => {
  const text = lines(
    "{",
    '  "Version": "2012-10-17",',
    '  "Statement": [',
    '    { "Effect": "Allow", "Action": "*", "Resource": "*" },',
    '    { "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*" }',
    "  ]",
    "}",
  );
  const told = reviewPolicy(text, "identity").map(({ category, code, start }) => [
    category,
    code,
    start.line,
  ]);
  assert.deepEqual(told, [
    ["security", "broadGrant", 4],
    ["suggestion", "repeatedStatement", 5],
  ]);
});

it("tells errors alone where there are any, each with AWS's message", () => {
  const text = lines(
    '{ "Version": "2012-10-17",',
    '  "Statement": [{ "Effect": "allow", "Action": "s3:*", "Resource": "*" }] }',
  );
  const [finding, ...others] = reviewPolicy(text, "identity");
  assert.deepEqual(others, []);
  assert.ok(finding?.severity === "error");
  assert.equal(finding.category, "error");
  assert.equal(finding.start.line, 2);
  assert.ok(finding.awsMessage.length > 0);
});
