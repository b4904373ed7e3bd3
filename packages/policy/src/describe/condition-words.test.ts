import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { compileCondition } from "../condition/compiled-condition.ts";
import type { ConditionEntry } from "../document/policy.ts";
import { describeCondition } from "./condition-words.ts";

const entry = (
  operator: string,
  key: string,
  values: readonly string[],
  rest: Partial<ConditionEntry> = {},
): ConditionEntry => ({
  operator,
  key,
  values,
  ifExists: false,
  span: { start: 0, end: 0 },
  ...rest,
});

const WORDS: readonly (readonly [ConditionEntry, string, string?])[] = [
  [entry("Bool", "aws:MultiFactorAuthPresent", ["true"]), "MFA was used"],
  [
    entry("Bool", "aws:MultiFactorAuthPresent", ["false"], { ifExists: true }),
    "MFA was not used, or nothing is said of it",
    "MFA was used",
  ],
  [
    entry("StringNotEquals", "aws:RequestedRegion", ["eu-west-1", "eu-central-1"]),
    "the region is none of eu-west-1 and eu-central-1",
    "the region is eu-west-1 or eu-central-1",
  ],
  [
    entry("NotIpAddress", "aws:SourceIp", ["10.0.0.0/8"]),
    "the source address is not in 10.0.0.0/8",
    "the source address is in 10.0.0.0/8",
  ],
  [entry("StringEquals", "aws:PrincipalTag/team", ["blue"]), "the caller's tag team is blue"],
  [entry("DateLessThan", "aws:CurrentTime", ["2027-01-01"]), "the time is before 2027-01-01"],
  [entry("StringLike", "s3:prefix", ["a", "b", "c", "d"]), "the prefix is like one of 4 values"],
  [
    entry("ArnNotLike", "aws:PrincipalArn", ["arn:aws:iam::*:role/A"]),
    "the caller is not like arn:aws:iam::*:role/A",
    "the caller is like arn:aws:iam::*:role/A",
  ],
];

/** What the words say of a key's value, read word by word. */
function isSaid(words: string, key: string, value: string | readonly string[] | undefined): boolean {
  const alternative = /^(.*), or (?:is not sent|none is sent|nothing is said of it)$/.exec(words)?.[1];
  if (alternative !== undefined) return value === undefined || isSaid(alternative, key, value);
  if (words === `${key} is sent`) return value !== undefined;
  if (words === `${key} is not sent`) return value === undefined;
  if (words === `${key} is sent or not`) return true;
  if (words.endsWith("which is never so")) return false;
  const every = `every value of ${key}, if there is any, `;
  if (words.startsWith(every))
    return listOf(value).every((each) => isPredicate(words.slice(every.length), each));
  const some = `some value of ${key} `;
  if (words.startsWith(some))
    return listOf(value).some((each) => isPredicate(words.slice(some.length), each));
  assert.ok(words.startsWith(`${key} `), words);
  return isPredicate(
    words.slice(key.length + 1).replace(" and this is said", ""),
    value as string | undefined,
    words.endsWith("said"),
  );
}

const listOf = (value: string | readonly string[] | undefined) => (value === undefined ? [] : [value].flat());

function isPredicate(predicate: string, value: string | undefined, isSent = false): boolean {
  const none = /^is (?:not|none of) (.*)$/.exec(predicate)?.[1];
  if (none !== undefined)
    return (value !== undefined || !isSent) && !none.split(/, | and /).includes(value ?? "");
  const listed = /^is (.*)$/.exec(predicate)?.[1]?.split(/, | or /) ?? [];
  return value !== undefined && listed.includes(value);
}

describe("a condition in words", () => {
  it("is said plainly", () => {
    for (const [written, words, unless] of WORDS) {
      const told = describeCondition(written);
      assert.deepEqual([told.words, told.unless], [words, unless]);
    }
  });

  it("is met where its words are so, and nowhere else", () => {
    const values = fc.subarray(["a", "b", "c"], { minLength: 1 });
    const booleans = fc.subarray(["true", "false"], { minLength: 1 });
    const written = fc.oneof(
      fc.record({
        operator: fc.constantFrom("StringEquals", "StringNotEquals"),
        key: fc.constantFrom("x:one", "aws:TagKeys"),
        quantifier: fc.constantFrom(undefined, "ForAllValues" as const, "ForAnyValue" as const),
        ifExists: fc.boolean(),
        values,
      }),
      fc.record({
        operator: fc.constant("Bool"),
        key: fc.constant("x:flag"),
        ifExists: fc.boolean(),
        values: booleans,
      }),
      fc.record({
        operator: fc.constant("Null"),
        key: fc.constant("x:one"),
        ifExists: fc.constant(false),
        values: booleans,
      }),
    );
    const sent = fc.constantFrom<string | undefined>(undefined, "a", "b", "d");
    const list = fc.option(fc.subarray(["a", "b", "d"]), { nil: undefined });
    fc.assert(
      fc.property(
        written,
        sent,
        list,
        fc.constantFrom("true", "false", undefined),
        (each, text, texts, flag) => {
          const condition = entry(each.operator, each.key, each.values, each);
          const isListed = condition.quantifier !== undefined;
          const value = each.key === "x:flag" ? flag : isListed ? texts : text;
          const context = new Map(value === undefined ? [] : [[each.key.toLowerCase(), value]]);
          for (const isDeny of [false, true]) {
            const isMet = compileCondition(condition, { version: "2012-10-17", isDeny }).isMet(context);
            const { words, unless } = describeCondition(condition);
            assert.equal(isSaid(words, each.key, value), isMet, words);
            if (unless !== undefined)
              assert.equal(isSaid(unless, each.key, value), !isMet, `unless ${unless}`);
          }
        },
      ),
      { numRuns: 3000 },
    );
  });
});
