import assert from "node:assert/strict";
import { test } from "node:test";
import { DIFFERS, INCOMPARABLE, MATCHES, type Match, UNDECIDED } from "../condition/value-matcher.ts";
import { compileArnPatterns } from "./arn-pattern.ts";

const context = new Map([
  ["aws:principalaccount", "111122223333"],
  ["aws:username", "alice"],
  ["aws:principaltag/tail", "r:1:x"],
]);

const NAMES: { readonly [Key in Match]: string } = {
  [DIFFERS]: "differs from",
  [MATCHES]: "matches",
  [INCOMPARABLE]: "is not compared with",
  [UNDECIDED]: "cannot decide",
};

const cases: readonly (readonly [pattern: string, arn: string, expected: Match])[] = [
  ["arn:aws:sns:*:1:t", "arn:aws:sns:eu-west-1:1:t", MATCHES],
  // The AWS page's own example: no wildcard runs over a colon before the sixth component.
  [
    "arn:aws:someservice:*:111122223333:finance/*",
    "arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/document.txt",
    DIFFERS,
  ],
  ["arn:aws:logs:*:*:*", "arn:aws:logs:r:1:log-group:x:y", MATCHES],
  ["arn:aws:iam::1:user/?", "arn:aws:iam::1:user/:", MATCHES],
  ["*", "arn:aws:iam::1:user/x", MATCHES],
  ["*", "not an arn", INCOMPARABLE],
  ["arn:aws:iam::1:*", "arn:aws:iam::1", INCOMPARABLE],
  ["arn:aws:iam::1:*", "ARN:aws:iam::1:x", INCOMPARABLE],
  ["arn:*", "arn:aws:sns:r:1:t", UNDECIDED],
  ["ARN:aws:iam::1:x", "arn:aws:iam::1:x", UNDECIDED],
  ["a*:aws:iam::1:x", "arn:aws:iam::1:x", UNDECIDED],
  [
    `arn:aws:iam::\${aws:principalaccount}:user/\${aws:username}`,
    "arn:aws:iam::111122223333:user/alice",
    MATCHES,
  ],
  [`arn:aws:iam::\${aws:principalaccount}:user/\${aws:username}`, "arn:aws:iam::1:user/alice", DIFFERS],
  [`arn:aws:iam::\${aws:userid}:user/*`, "arn:aws:iam::1:user/alice", DIFFERS],
  // Colons that a variable brings in count: `x*` is the sixth component, where `*` may match colons.
  [`arn:aws:sns:\${aws:principaltag/tail}*`, "arn:aws:sns:r:1:xy:z", MATCHES],
  [`arn:aws:sns:\${aws:principaltag/tail}`, "arn:aws:sns:r:1:y", DIFFERS],
  [`\${aws:username}`, "arn:aws:sns:r:1:y", UNDECIDED],
  [`\${aws:userid}`, "arn:aws:sns:r:1:y", DIFFERS],
  [`arn:\${aws:username}:*`, "arn:aws:sns:r:1:y", UNDECIDED],
];

for (const [pattern, arn, expected] of cases) {
  test(`${pattern} ${NAMES[expected]} ${arn}`, () => {
    assert.equal(compileArnPatterns([pattern], "2012-10-17")(arn, context), expected);
  });
}
