import assert from "node:assert/strict";
import { test } from "node:test";
import { compileArnPattern } from "./arn-pattern.ts";

const context = new Map([
  ["aws:principalaccount", "111122223333"],
  ["aws:username", "alice"],
  ["aws:principaltag/tail", "r:1:x"],
]);

const cases: readonly (readonly [pattern: string, arn: string, expected: boolean])[] = [
  ["arn:aws:sns:*:1:t", "arn:aws:sns:eu-west-1:1:t", true],
  // The AWS page's own example: no wildcard runs over a colon before the sixth component.
  [
    "arn:aws:someservice:*:111122223333:finance/*",
    "arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/document.txt",
    false,
  ],
  ["arn:aws:logs:*:*:*", "arn:aws:logs:r:1:log-group:x:y", true],
  ["arn:aws:iam::1:user/?", "arn:aws:iam::1:user/:", true],
  ["*", "not an arn", true],
  ["arn:*", "arn:aws:sns:r:1:t", false],
  ["arn:aws:iam::1:*", "arn:aws:iam::1", false],
  ["ARN:aws:iam::1:x", "arn:aws:iam::1:x", false],
  [
    `arn:aws:iam::\${aws:principalaccount}:user/\${aws:username}`,
    "arn:aws:iam::111122223333:user/alice",
    true,
  ],
  [`arn:aws:iam::\${aws:principalaccount}:user/\${aws:username}`, "arn:aws:iam::1:user/alice", false],
  [`arn:aws:iam::\${aws:userid}:user/*`, "arn:aws:iam::1:user/alice", false],
  // Colons that a variable brings in count: `x*` is the sixth component, where `*` may match colons.
  [`arn:aws:sns:\${aws:principaltag/tail}*`, "arn:aws:sns:r:1:xy:z", true],
];

for (const [pattern, arn, expected] of cases) {
  test(`${pattern} ${expected ? "matches" : "does not match"} ${arn}`, () => {
    assert.equal(compileArnPattern(pattern, "2012-10-17")(arn, context), expected);
  });
}
