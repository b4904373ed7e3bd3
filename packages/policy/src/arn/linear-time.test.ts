import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { compilePolicy } from "../compile/compile-policy.ts";
import { compilePolicySet } from "../compile/policy-set.ts";
import { compileLike } from "../condition/text.ts";
import { parsePolicy } from "../document/parse.ts";
import { compileArnPattern } from "./arn-pattern.ts";
import { compileResourcePattern } from "./resource-pattern.ts";
import { countCharacters } from "./string-work.test-support.ts";

/** Few letters, so that everything almost matches everywhere. */
const stretch = fc.string({
  unit: fc.constantFrom("a", "a", "a", "b", ":", "/"),
  minLength: 1,
  maxLength: 6,
});
const long = fc.tuple(stretch, fc.integer({ min: 1, max: 30 })).map(([text, times]) => text.repeat(times));
const part = fc.oneof(stretch, long, fc.constantFrom("*", "*", "*", "?", "${aws:username}"));
const pattern = fc.array(part, { minLength: 1, maxLength: 60 }).map((parts) => parts.join(""));
const context = new Map([["aws:username", "aaab"]]);

/** From here on patterns are matched as long texts are. */
const LENGTH = 3_000;

/**
 * Twice the text may take twice the work, and what does not depend on the text.
 * @returns the characters looked at for each character of the longer text
 */
function assertLinear(unit: string, lead: string, match: (text: string) => void): number {
  const shorter = lead + unit.repeat(Math.ceil(LENGTH / unit.length));
  const longer = shorter + unit.repeat(Math.ceil(LENGTH / unit.length));
  const [once, twice] = [shorter, longer].map((text) => countCharacters(() => match(text)));
  const most = 2.1 * once! + 30 * LENGTH;
  assert.ok(twice! <= most, `${once} characters looked at, ${twice} in twice the text`);
  return twice! / longer.length;
}

const matchers = {
  StringLike: (written: string) => compileLike(written, "2012-10-17"),
  Resource: (written: string) => {
    const compiled = compileResourcePattern(`arn:aws:s3:*:*:${written}`, "2012-10-17")!;
    return (text: string) => compiled.matches(text, context);
  },
  ArnLike: (written: string) => compileArnPattern(`arn:*:*:a*:*a:${written}`, "2012-10-17"),
};

for (const [name, compile] of Object.entries(matchers)) {
  test(`${name} takes time linear in the text, whatever the pattern`, () => {
    fc.assert(
      fc.property(pattern, stretch, (written, unit) => {
        const matches = compile(written);
        const lead = name === "StringLike" ? "" : "arn:aws:s3:a:a:";
        const workPerCharacter = assertLinear(unit, lead, (text) => void matches(text, context));
        assert.ok(workPerCharacter <= 40, `${workPerCharacter} characters looked at for each`);
      }),
      { numRuns: 300 },
    );
  });
}

const question = {
  principal: { kind: "anonymous" },
  action: "s3:GetObject",
  resourceAccountId: "111122223333",
  context,
} as const;

/** A set of one policy, to be asked about a resource; undefined where the policy is refused. */
function setOf(resources: readonly string[]): ((resource: string) => void) | undefined {
  const Statement = resources.map((Resource) => ({ Effect: "Allow", Action: "s3:*", Resource }));
  const parsed = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement }), "identity");
  if (!parsed.ok) return undefined;
  const set = compilePolicySet([compilePolicy(parsed.policy)]);
  return (resource) => void set.ask({ ...question, resource });
}

test("a set of many statements takes time linear in the resource", () => {
  const resource = fc.tuple(fc.constantFrom("arn:aws:s3:::", "arn:aws:s3:*:*:", "arn:aws:s*:"), pattern);
  let askedCount = 0;
  fc.assert(
    fc.property(fc.array(resource, { minLength: 1, maxLength: 30 }), stretch, (written, unit) => {
      const ask = setOf(written.map((texts) => texts.join("")));
      if (ask === undefined) return;
      askedCount++;
      // The second question makes the index.
      for (let time = 0; time < 2; time++) ask("");
      assertLinear(unit, "arn:aws:s3:::", ask);
    }),
    { numRuns: 300 },
  );
  assert.ok(askedCount > 100, `only ${askedCount} of the policies were taken`);
});

test("an index of names that begin with one another takes time linear in them", () => {
  const workPerCharacter = (count: number) => {
    const names = Array.from({ length: count }, (_, index) => `arn:aws:s3:::${"a".repeat(index)}/*`);
    const ask = setOf(names)!;
    const work = countCharacters(() => {
      for (let time = 0; time < 2; time++) ask("arn:aws:s3:::aaa/x");
    });
    return work / names.join("").length;
  };
  const [few, many] = [100, 400].map(workPerCharacter);
  assert.ok(
    many! < 1.5 * few!,
    `${few} characters looked at for each, ${many} where they are four times as many`,
  );
});
