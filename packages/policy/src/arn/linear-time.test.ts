import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { compilePolicy } from "../compile/compile-policy.ts";
import { compilePolicySet } from "../compile/policy-set.ts";
import { parsePolicy } from "../document/parse.ts";
import type { RequestContext } from "../request/request.ts";
import { countCharacters } from "./string-work.test-support.ts";

/** Few letters, so that everything almost matches everywhere. */
const stretch = fc.string({
  unit: fc.constantFrom("a", "a", "a", "b", ":", "/"),
  minLength: 1,
  maxLength: 6,
});
const long = fc.tuple(stretch, fc.integer({ min: 1, max: 30 })).map(([text, times]) => text.repeat(times));
const part = fc.oneof(stretch, long, fc.constantFrom("*", "*", "*", "?", "${aws:username}", "${app:long}"));
const parts = fc.array(part, { minLength: 1, maxLength: 60 });

/** From here on most patterns are matched as long texts are. */
const LENGTH = 3_000;
/**
 * From here on all are: one character is tried at 8,192 places before another way is taken. Where many patterns take it between a
 * length and its double, the work more than doubles, once.
 */
const FAR_LENGTH = 8_500;

/** Asking for a variable's value counts as looking at so many characters. */
const CHARACTERS_PER_KEY = 8;

interface Question {
  /** The text that is matched. */
  readonly text: string;
  /** The value of `app:long`. */
  readonly value: string;
}

type Ask = (question: Question, context: RequestContext) => void;

function workOf(ask: Ask, question: Question): number {
  let asked = 0;
  const values = new Map([
    ["aws:username", "aaab"],
    ["app:long", question.value],
    ["app:text", question.text],
  ]);
  const get = (key: string) => {
    asked++;
    return values.get(key);
  };
  return countCharacters(() => ask(question, { get })) + asked * CHARACTERS_PER_KEY;
}

/** How a text and a long value are made, from small to large. */
interface Growing {
  readonly lead: string;
  readonly unit: string;
  readonly valueUnit: string;
  /** How long the value is, in parts of the text. */
  readonly share: number;
}

function questionOf({ lead, unit, valueUnit, share }: Growing, length: number): Question {
  const fill = (piece: string, size: number) => piece.repeat(Math.ceil(size / piece.length));
  return { text: lead + fill(unit, length), value: fill(valueUnit, length * share) };
}

/**
 * Twice the text and twice the values may take twice the work, and what does not depend on either.
 * @returns the characters looked at for each character of the longer text
 */
function assertLinear(growing: Growing, ask: Ask, length = LENGTH): number {
  const shorter = questionOf(growing, length);
  const longer = questionOf(growing, 2 * length);
  const [once, twice] = [shorter, longer].map((question) => workOf(ask, question));
  const most = 2.1 * once! + 30 * length;
  assert.ok(twice! <= most, `${once} characters looked at, ${twice} in twice the text`);
  return twice! / longer.text.length;
}

const account = "111122223333";
const question = {
  principal: { kind: "user", accountId: account, arn: `arn:aws:iam::${account}:user/a`, id: "AIDAA" },
  action: "s3:GetObject",
  resourceAccountId: account,
} as const;

/** A set of one policy, to be asked; undefined where the policy is refused. */
function compileStatements(statements: readonly object[]) {
  const Statement = statements.map((each) => ({ Effect: "Allow", Action: "s3:*", Resource: "*", ...each }));
  const parsed = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement }), "identity");
  return parsed.ok ? compilePolicySet([compilePolicy(parsed.policy)]) : undefined;
}

interface Comparison {
  readonly lead: string;
  readonly statement: (written: string) => object;
}

const onText = (operator: string, lead: string, before = lead): Comparison => ({
  lead,
  statement: (written) => ({ Condition: { [operator]: { "app:text": `${before}${written}` } } }),
});

/** A `*` that runs over colons stands before one that does not. */
const RESOURCE = "arn:aws:s3:*:*:";
/** Each of the first five components has a wildcard of its own. */
const ARN = "arn:*:*:a*:*a:";
const LEAD = "arn:aws:s3:a:a:";

const comparisons: Readonly<Record<string, Comparison>> = {
  StringEquals: onText("StringEquals", ""),
  StringNotEquals: onText("StringNotEquals", ""),
  StringEqualsIgnoreCase: onText("StringEqualsIgnoreCase", ""),
  StringNotEqualsIgnoreCase: onText("StringNotEqualsIgnoreCase", "", "É"),
  StringLike: onText("StringLike", ""),
  StringNotLike: onText("StringNotLike", ""),
  "ForAnyValue:StringLike": onText("ForAnyValue:StringLike", ""),
  ArnLike: onText("ArnLike", LEAD, ARN),
  ArnEquals: onText("ArnEquals", LEAD, ARN),
  ArnNotLike: onText("ArnNotLike", LEAD, ARN),
  ArnNotEquals: onText("ArnNotEquals", LEAD, ARN),
  "ArnLike with a variable before the resource": onText("ArnLike", LEAD, "arn:${app:long}:"),
  Resource: { lead: LEAD, statement: (written) => ({ Resource: RESOURCE + written }) },
  "Resource with components": {
    lead: "arn:aws:s3:",
    statement: (written) => ({ Resource: `arn:aws:s3:*:a*a:${written}` }),
  },
  NotResource: {
    lead: LEAD,
    statement: (written) => ({ Resource: undefined, NotResource: RESOURCE + written }),
  },
};

for (const [name, { lead, statement }] of Object.entries(comparisons)) {
  test(`${name} takes time linear in the text and in the values of variables, whatever the pattern`, () => {
    let askedCount = 0;
    fc.assert(
      fc.property(
        parts,
        stretch,
        stretch,
        fc.constantFrom(0.01, 0.3, 0.5, 1),
        (written, unit, valueUnit, share) => {
          const set = compileStatements([statement(written.join(""))]);
          if (set === undefined) return;
          askedCount++;
          const workPerCharacter = assertLinear({ lead, unit, valueUnit, share }, ({ text }, context) => {
            set.ask({ ...question, resource: text, context });
          });
          const most = 40 + 2 * written.length;
          assert.ok(workPerCharacter <= most, `${workPerCharacter} characters looked at for each`);
        },
      ),
      { numRuns: 150 },
    );
    assert.ok(askedCount > 100, `only ${askedCount} of the policies were taken`);
  });
}

/** Each took seconds: what is repeated almost matches wherever it is tried. */
const hostile: readonly (readonly [name: string, statement: object, question: Question])[] = [
  [
    "a value that stands in a pattern more often than the text is long",
    { Condition: { StringLike: { "app:text": `*${"${app:long}".repeat(110)}*b` } } },
    { text: "a".repeat(24_000), value: "a".repeat(24_000) },
  ],
  [
    "a long value that almost matches everywhere",
    { Condition: { StringLike: { "app:text": "*${app:long}b*" } } },
    { text: "a".repeat(24_000), value: "a".repeat(12_000) },
  ],
  [
    "a long value beside a character that may be any",
    { Condition: { StringLike: { "app:text": "*${app:long}?b*" } } },
    { text: "a".repeat(24_000), value: "a".repeat(12_000) },
  ],
  [
    "many values of middling length",
    { Condition: { StringLike: { "app:text": `*${"${app:long}?".repeat(60)}b*` } } },
    { text: "a".repeat(24_000), value: "a".repeat(200) },
  ],
  [
    "a way back at every colon",
    { Resource: "arn:aws:s3:*:a*a:${app:long}b*" },
    { text: `arn:aws:s3${":aa".repeat(8_000)}`, value: ":aa".repeat(4_000).slice(1) },
  ],
  [
    "a value in another case, repeated",
    { Condition: { StringEqualsIgnoreCase: { "app:text": "${app:long}".repeat(110) } } },
    { text: "A".repeat(24_000), value: "a".repeat(24_000) },
  ],
  [
    "short values against a long text that is not ASCII",
    {
      Condition: {
        StringEqualsIgnoreCase: { "app:text": Array.from({ length: 1_000 }, (_, at) => `b${at}`) },
      },
    },
    { text: `\u0141${"a".repeat(24_000)}`, value: "" },
  ],
  [
    "many numbers against a long one",
    { Condition: { NumericEquals: { "app:text": Array.from({ length: 2_000 }, (_, at) => String(at)) } } },
    { text: "9".repeat(24_000), value: "" },
  ],
  [
    "many dates against a long text of digits",
    {
      Condition: {
        DateLessThan: { "app:text": Array.from({ length: 2_000 }, (_, at) => String(1900 + at)) },
      },
    },
    { text: `2024-01-01T00:00:00.${"0".repeat(24_000)}Z`, value: "" },
  ],
  [
    "many ranges against a long address",
    {
      Condition: {
        IpAddress: { "app:text": Array.from({ length: 2_000 }, (_, at) => `10.0.${at % 256}.1`) },
      },
    },
    { text: `${"0".repeat(24_000)}.0.0.1`, value: "" },
  ],
  [
    "many ARNs against a text that is nearly one",
    {
      Condition: { ArnLike: { "app:text": Array.from({ length: 2_000 }, (_, at) => `arn:aws:s3:::${at}*`) } },
    },
    { text: `arn:${"a".repeat(24_000)}`, value: "" },
  ],
  [
    "an ARN whose components a value fills",
    { Condition: { ArnLike: { "app:text": `arn:${"${app:long}".repeat(100)}*` } } },
    { text: `arn${":aa".repeat(8_000)}`, value: "aa:".repeat(8_000) },
  ],
];

for (const [name, statement, asked] of hostile) {
  test(`${name}: few characters are looked at for each of the text`, () => {
    const set = compileStatements([statement])!;
    const work = workOf(({ text }, context) => void set.ask({ ...question, resource: text, context }), asked);
    assert.ok(work <= 12 * asked.text.length, `${work} characters looked at in ${asked.text.length}`);
  });
}

/** A set of one policy, to be asked about a resource; undefined where the policy is refused. */
function setOf(resources: readonly string[]): Ask | undefined {
  const set = compileStatements(resources.map((Resource) => ({ Resource })));
  return set && (({ text }, context) => void set.ask({ ...question, resource: text, context }));
}

test("a set of many statements takes time linear in the resource", () => {
  const resource = fc.tuple(fc.constantFrom("arn:aws:s3:::", "arn:aws:s3:*:*:", "arn:aws:s*:"), parts);
  let askedCount = 0;
  fc.assert(
    fc.property(
      fc.array(resource, { minLength: 1, maxLength: 30 }),
      stretch,
      stretch,
      (written, unit, valueUnit) => {
        const ask = setOf(written.map(([lead, texts]) => lead + texts.join("")));
        if (ask === undefined) return;
        askedCount++;
        // The second question makes the index.
        for (let time = 0; time < 2; time++) ask({ text: "", value: "" }, new Map());
        assertLinear({ lead: "arn:aws:s3:::", unit, valueUnit, share: 0.3 }, ask, FAR_LENGTH);
      },
    ),
    { numRuns: 150 },
  );
  assert.ok(askedCount > 50, `only ${askedCount} of the policies were taken`);
});

test("an index of names that begin with one another takes time linear in them", () => {
  const workPerCharacter = (count: number) => {
    const names = Array.from({ length: count }, (_, index) => `arn:aws:s3:::${"a".repeat(index)}/*`);
    const ask = setOf(names)!;
    const work = countCharacters(() => {
      for (let time = 0; time < 2; time++) ask({ text: "arn:aws:s3:::aaa/x", value: "" }, new Map());
    });
    return work / names.join("").length;
  };
  const [few, many] = [100, 400].map(workPerCharacter);
  assert.ok(
    many! < 1.5 * few!,
    `${few} characters looked at for each, ${many} where they are four times as many`,
  );
});
