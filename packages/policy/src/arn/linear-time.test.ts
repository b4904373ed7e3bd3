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

/** Twice the text may take twice the work, and what does not depend on the text. */
function assertLinear(unit: string, lead: string, match: (text: string) => void): void {
  const shorter = lead + unit.repeat(Math.ceil(LENGTH / unit.length));
  const longer = shorter + unit.repeat(Math.ceil(LENGTH / unit.length));
  const [once, twice] = [shorter, longer].map((text) => countCharacters(() => match(text)));
  assert.ok(twice! <= 2.1 * once! + LENGTH, `${once} characters looked at, ${twice} in twice the text`);
  assert.ok(twice! <= 150 * longer.length, `${twice} characters looked at in ${longer.length}`);
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
        assertLinear(
          unit,
          name === "StringLike" ? "" : "arn:aws:s3:a:a:",
          (text) => void matches(text, context),
        );
      }),
      { numRuns: 300 },
    );
  });
}

test("a set of many statements takes time linear in the resource", () => {
  const asked = {
    principal: { kind: "anonymous" },
    action: "s3:GetObject",
    resourceAccountId: "111122223333",
    context,
  } as const;
  const resource = fc.tuple(fc.constantFrom("arn:aws:s3:::", "arn:aws:s3:*:*:", "*"), pattern);
  fc.assert(
    fc.property(fc.array(resource, { minLength: 1, maxLength: 30 }), stretch, (written, unit) => {
      const Statement = written.map((texts) => ({
        Effect: "Allow",
        Action: "s3:*",
        Resource: texts.join(""),
      }));
      const parsed = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement }), "identity");
      if (!parsed.ok) return;
      const set = compilePolicySet([compilePolicy(parsed.policy)]);
      const ask = (text: string) => set.ask({ ...asked, resource: text });
      ask("");
      ask("");
      const rules = Statement.length;
      const shorter = `arn:aws:s3:::${unit.repeat(Math.ceil(LENGTH / unit.length))}`;
      const longer = shorter + unit.repeat(Math.ceil(LENGTH / unit.length));
      const [once, twice] = [shorter, longer].map((text) => countCharacters(() => ask(text)));
      assert.ok(twice! <= 2.1 * once! + rules * LENGTH, `${once}, ${twice} in twice the text`);
    }),
    { numRuns: 300 },
  );
});

test("an index of names that begin with one another takes time linear in them", () => {
  const question = {
    principal: { kind: "anonymous" },
    action: "s3:GetObject",
    resource: "arn:aws:s3:::aaa/x",
    resourceAccountId: "111122223333",
    context,
  } as const;
  const workPerCharacter = (count: number) => {
    const names = Array.from({ length: count }, (_, index) => `arn:aws:s3:::${"a".repeat(index)}/*`);
    const Statement = names.map((Resource) => ({ Effect: "Allow", Action: "s3:GetObject", Resource }));
    const parsed = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement }), "identity");
    assert.ok(parsed.ok);
    const set = compilePolicySet([compilePolicy(parsed.policy)]);
    // The second question makes the index.
    const work = countCharacters(() => [1, 2].map(() => set.ask(question)));
    return work / names.join("").length;
  };
  const [few, many] = [100, 400].map(workPerCharacter);
  assert.ok(
    many! < 1.5 * few!,
    `${few} characters looked at for each, ${many} where they are four times as many`,
  );
});
