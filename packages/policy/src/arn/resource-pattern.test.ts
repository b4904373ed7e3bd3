import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { compileResourcePattern } from "./resource-pattern.ts";

const context = new Map<string, string | readonly string[]>([
  ["aws:username", "alice"],
  ["aws:principaltag/star", "*"],
  ["aws:principaltag/path", "a:b/c"],
  ["aws:tagkeys", ["x", "y"]],
]);

function matches(pattern: string, resource: string): boolean {
  return (
    compileResourcePattern(pattern, { kind: "resource", version: "2012-10-17" })?.matches(
      resource,
      context,
    ) ?? false
  );
}

const cases: readonly (readonly [pattern: string, resource: string, expected: boolean])[] = [
  ["*", "", true],
  ["*", "arn:aws:s3:::b", true],
  ["arn:aws:s3:::b", "arn:aws:s3:::b", true],
  ["arn:aws:s3:::b", "arn:aws:s3:::bb", false],
  ["arn:aws:s3:::b/*", "arn:aws:s3:::b/", true],
  ["arn:aws:s3:::b/*", "arn:aws:s3:::b", false],
  ["arn:aws:s3:::b/*/x?z", "arn:aws:s3:::b/1/2/xyz", true],
  ["arn:aws:s3:::b/*/x?z", "arn:aws:s3:::b/1/2/xz", false],
  ["arn:aws:s3:::*.jpg", "arn:aws:s3:::b/a:b.jpg", true],
  // A `*` that ends its segment may run over colons; one within a segment may not, nor may `?`.
  ["arn:aws:sns:*:1:topic", "arn:aws:sns:eu-west-1:1:topic", true],
  ["arn:aws:sns:*:1:topic", "arn:aws:sns:eu:west:1:1:topic", true],
  ["arn:aws:sns:eu-*-1:1:topic", "arn:aws:sns:eu-west-1:1:topic", true],
  ["arn:aws:sns:eu-*-1:1:topic", "arn:aws:sns:eu-west:x-1:1:topic", false],
  ["arn:aws:sns:eu?west:1:topic", "arn:aws:sns:eu:west:1:topic", false],
  ["arn:aws:s*", "arn:aws:sns:eu-west-1:1:topic", true],
  // The first colon that the wide `*` tries is the wrong one: the narrow `*` behind it cannot go on.
  ["arn:aws:sns:*:a*z:t", "arn:aws:sns:r:ab:r:ayz:t", true],
  ["arn:aws:sns:*:a*z:t", "arn:aws:sns:r:ab:r:ay:z:t", false],
  [`arn:aws:s3:::b/\${aws:username}/*`, "arn:aws:s3:::b/alice/1", true],
  [`arn:aws:s3:::b/\${AWS:UserName}/*`, "arn:aws:s3:::b/alice/1", true],
  [`arn:aws:s3:::b/\${aws:username}/*`, "arn:aws:s3:::b/bob/1", false],
  [`arn:aws:s3:::b/\${aws:userid, 'nobody'}`, "arn:aws:s3:::b/nobody", true],
  [`arn:aws:s3:::b/\${aws:userid}`, "arn:aws:s3:::b/", false],
  [`arn:aws:s3:::b/*\${aws:userid}*`, "arn:aws:s3:::b/x", false],
  [`arn:aws:s3:::b/\${aws:tagkeys}`, "arn:aws:s3:::b/x", false],
  [`arn:aws:s3:::b/\${aws:principaltag/path}`, "arn:aws:s3:::b/a:b/c", true],
  [`arn:aws:s3:::b/\${aws:principaltag/star}`, "arn:aws:s3:::b/anything", false],
  [`arn:aws:s3:::b/\${aws:principaltag/star}`, "arn:aws:s3:::b/*", true],
  [`arn:aws:s3:::b/\${*}\${?}\${$}`, "arn:aws:s3:::b/*?$", true],
  [`arn:aws:s3:::b/\${*}`, "arn:aws:s3:::b/x", false],
  [`arn:aws:s3:::b/\${unclosed`, `arn:aws:s3:::b/\${unclosed`, true],
  [`arn:aws:iam::\${aws:username}:user/x`, "arn:aws:iam::alice:user/x", false],
];

for (const [pattern, resource, expected] of cases) {
  test(`${pattern} ${expected ? "matches" : "does not match"} ${resource}`, () => {
    assert.equal(matches(pattern, resource), expected);
  });
}

test("before 2012-10-17 a variable is plain text", () => {
  const pattern = compileResourcePattern(`arn:aws:s3:::b/\${aws:username}`, {
    kind: "resource",
    version: "2008-10-17",
  })!;
  assert.equal(pattern.matches("arn:aws:s3:::b/alice", context), false);
  assert.equal(pattern.matches(`arn:aws:s3:::b/\${aws:username}`, context), true);
});

/** Every way to match, tried one after the other. */
function matchesNaively(pattern: string, text: string): boolean {
  if (pattern === "") return text === "";
  const rest = pattern.slice(1);
  if (pattern[0] === "*") {
    return matchesNaively(rest, text) || (text !== "" && matchesNaively(pattern, text.slice(1)));
  }
  return text !== "" && (pattern[0] === "?" || pattern[0] === text[0]) && matchesNaively(rest, text.slice(1));
}

const letters = (alphabet: string, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...alphabet), maxLength });

test("a pattern matches what trying every way matches", () => {
  fc.assert(
    fc.property(letters("ab*?:", 8), letters("ab:", 10), (pattern, text) => {
      assert.equal(matches(pattern, text), matchesNaively(pattern, text));
    }),
    { numRuns: 2000 },
  );
});

test("a long text is searched in the same way as a short one", () => {
  const padding = "x".repeat(3000);
  fc.assert(
    fc.property(letters("ab?", 40), letters("ab:", 60), (part, text) => {
      const expression = new RegExp(`^[^]*${part.replaceAll("?", "[^]")}[^]*y$`);
      const resource = `${padding}${text}y`;
      assert.equal(matches(`*${part}*y`, resource), expression.test(resource));
    }),
    { numRuns: 500 },
  );
});
