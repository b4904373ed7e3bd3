import assert from "node:assert/strict";
import { test } from "node:test";
import { scanJson } from "@rolecall/policy";
import fc from "fast-check";
import {
  addCondition,
  addResources,
  addStatement,
  addValues,
  removeCondition,
  removeStatement,
  removeValue,
  setEffect,
} from "./change-statement.ts";
import { readVisual, type ShownStatement } from "./read-visual.ts";
import { applyEdit, type TextEdit } from "./text-edit.ts";

type Written = string | string[];
interface Model {
  Sid?: string;
  Effect: "Allow" | "Deny";
  Action?: Written;
  NotAction?: Written;
  Resource?: Written;
  Condition?: Record<string, Record<string, Written>>;
}

const word = fc.constantFrom("s3:GetObject", 's3:"odd"', "iam:*", "a\\b", "ünïcödé", "x,y]}", "*");
const written: fc.Arbitrary<Written> = fc.oneof(word, fc.array(word, { maxLength: 4 }));
const operator = fc.constantFrom("StringEquals", "Bool", "ForAnyValue:StringLike");
const key = fc.constantFrom("aws:RequestedRegion", "s3:prefix", "aws:MultiFactorAuthPresent");
const entries = { minKeys: 1, maxKeys: 3, noNullPrototype: true } as const;
const condition = fc.dictionary(operator, fc.dictionary(key, written, entries), entries);
const statement: fc.Arbitrary<Model> = fc
  .tuple(
    fc.record(
      { Sid: fc.constantFrom("", "Own"), Effect: fc.constantFrom("Allow", "Deny"), Action: written },
      { requiredKeys: ["Effect", "Action"] },
    ),
    fc.record({ Resource: written, Condition: condition }, { requiredKeys: [] }),
    fc.boolean(),
  )
  .map(([first, second, isTurned]) => ({
    ...(isTurned ? { ...second, ...first } : { ...first, ...second }),
  }));

/** Laid out as people do, and as nobody does: by a step, on one line, with blanks between all tokens. */
const layout = fc.constantFrom("pretty", "tabs", "one line", "blanks", "windows");

function write(value: unknown, how: string): string {
  if (how === "pretty") return JSON.stringify(value, undefined, 4);
  if (how === "tabs") return `\n${JSON.stringify(value, undefined, "\t")}\n`;
  if (how === "windows") return JSON.stringify(value, undefined, 2).replaceAll("\n", "\r\n");
  return how === "one line" ? JSON.stringify(value) : spread(value);
}

/** JSON with blanks and breaks wherever JSON lets them be. */
function spread(value: unknown): string {
  if (Array.isArray(value)) return ` [ ${value.map(spread).join("\n ,")}\t] `;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{\n${Object.entries(value)
    .map(([name, inner]) => `${JSON.stringify(name)} :${spread(inner)}`)
    .join(" ,\n   ")} }`;
}

const listOf = (value: Written) => (typeof value === "string" ? [value] : value);

/** A change of the text, and the same of what the text says. */
interface Change {
  readonly edit: (text: string, shown: ShownStatement) => TextEdit | undefined;
  readonly model: (statement: Model) => Model;
}

const changes: fc.Arbitrary<Change> = fc.oneof(
  fc.constantFrom<"Allow" | "Deny">("Allow", "Deny").map((effect) => ({
    edit: (_text: string, shown: ShownStatement) => setEffect(shown, effect),
    model: (before: Model) => ({ ...before, Effect: effect }),
  })),
  fc.array(word, { minLength: 1, maxLength: 3 }).map((values) => ({
    edit: (text: string, { actions }: ShownStatement) => addValues(text, actions.node, values),
    model: (before: Model) => ({ ...before, Action: [...listOf(before.Action ?? []), ...values] }),
  })),
  fc.nat(4).map((at) => ({
    edit: (_text: string, { actions }: ShownStatement) =>
      at < actions.values.length ? removeValue(actions.node, at) : undefined,
    model: (before: Model) => ({ ...before, Action: listOf(before.Action ?? []).toSpliced(at, 1) }),
  })),
  word.map((value) => ({
    edit: (text: string, shown: ShownStatement) => addResources(text, shown, [value]),
    model: (before: Model) => ({ ...before, Resource: [...listOf(before.Resource ?? []), value] }),
  })),
  fc.tuple(operator, key, word).map(([operator, key, value]) => ({
    edit: (text: string, shown: ShownStatement) =>
      addCondition(text, shown, { operator, key, values: [value] }),
    model: (before: Model) => ({ ...before, Condition: withValue(before.Condition, operator, key, value) }),
  })),
  fc.nat(5).map((at) => ({
    edit: (_text: string, shown: ShownStatement) => {
      const found = shown.conditions[at];
      return found === undefined ? undefined : removeCondition(shown, found);
    },
    model: (before: Model) => withoutCondition(before, at),
  })),
);

function withValue(before: Model["Condition"] = {}, operator: string, key: string, value: string) {
  const own = before[operator]?.[key];
  return {
    ...before,
    [operator]: { ...before[operator], [key]: own === undefined ? value : [...listOf(own), value] },
  };
}

function withoutCondition({ Condition = {}, ...rest }: Model, at: number): Model {
  const pairs = Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.keys(keys).map((key) => ({ operator, key })),
  );
  const gone = pairs[at];
  const left: Record<string, Record<string, Written>> = {};
  for (const { operator, key } of pairs)
    if (operator !== gone?.operator || key !== gone.key)
      left[operator] = { ...left[operator], [key]: Condition[operator]?.[key] ?? [] };
  return Object.keys(left).length === 0 ? rest : { ...rest, Condition: left };
}

function shownAt(text: string, at: number): ShownStatement {
  const read = readVisual(text);
  assert.ok(read.ok, text);
  const found = read.statements[at];
  assert.equal(found?.kind, "shown", text);
  return found as ShownStatement;
}

test("a change of a statement says what it means, parses, and leaves all around that statement byte for byte", () => {
  let changed = 0;
  fc.assert(
    fc.property(
      fc.array(statement, { minLength: 1, maxLength: 3 }),
      fc.nat(2),
      changes,
      layout,
      (all, nth, change, how) => {
        const at = nth % all.length;
        const text = write({ Version: "2012-10-17", Statement: all }, how);
        const shown = shownAt(text, at);
        const edit = change.edit(text, shown);
        if (edit === undefined) return;
        changed++;
        assert.ok(edit.start >= shown.node.start && edit.end <= shown.node.end, "within its statement");
        const after = applyEdit(text, edit);
        assert.ok(scanJson(after).ok, after);
        const model = all.map((each, place) => (place === at ? change.model(each) : each));
        assert.deepEqual(JSON.parse(after), { Version: "2012-10-17", Statement: model }, after);
        assert.equal(after.slice(0, shown.node.start), text.slice(0, shown.node.start));
        assert.ok(after.endsWith(text.slice(shown.node.end)));
      },
    ),
    { numRuns: 2_000 },
  );
  assert.ok(changed > 1_000, `${changed} changes were made`);
});

test("statements are added and removed; the others stay byte for byte", () => {
  fc.assert(
    fc.property(
      fc.array(statement, { minLength: 1, maxLength: 3 }),
      fc.boolean(),
      layout,
      (all, isAlone, how) => {
        const Statement = isAlone ? all[0] : all;
        const text = write({ Version: "2012-10-17", Statement }, how);
        const read = readVisual(text);
        assert.ok(read.ok);
        const texts = read.statements.map(({ node }) => text.slice(node.start, node.end));
        const more = applyEdit(text, addStatement(text, read));
        const grown = readVisual(more);
        assert.ok(grown.ok, more);
        assert.deepEqual(
          grown.statements.slice(0, -1).map(({ node }) => more.slice(node.start, node.end)),
          texts,
        );
        assert.equal(grown.statements.length, texts.length + 1);
        for (const [at] of read.statements.entries()) {
          const less = applyEdit(text, removeStatement(read, at));
          const left = readVisual(less);
          assert.ok(left.ok, less);
          assert.deepEqual(
            left.statements.map(({ node }) => less.slice(node.start, node.end)),
            texts.toSpliced(at, 1),
          );
        }
      },
    ),
    { numRuns: 500 },
  );
});

test("what is added is laid out as what stands there", () => {
  const text = `{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Action": [
                "s3:GetObject"
            ],
            "Resource": "*"
        }
    ]
}`;
  const actions = shownAt(text, 0).actions;
  const more = applyEdit(text, addValues(text, actions.node, ["s3:PutObject"]));
  assert.equal(more, text.replace('"s3:GetObject"', '"s3:GetObject",\n                "s3:PutObject"'));
  const asked = applyEdit(
    text,
    addCondition(text, shownAt(text, 0), { operator: "Bool", key: "aws:SecureTransport", values: ["true"] }),
  );
  assert.equal(
    asked,
    text.replace(
      '"Resource": "*"',
      `"Resource": "*",
            "Condition": {
                "Bool": {
                    "aws:SecureTransport": "true"
                }
            }`,
    ),
  );
});

test("what parts cannot show is told, and stays", () => {
  const hidden: readonly (readonly [object | string, RegExp])[] = [
    [{ Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "*" }, /"Principal"/],
    [{ Effect: "allow", Action: "s3:*" }, /Effect/],
    [{ Effect: "Allow", Action: "a:b", NotAction: "a:c" }, /both/],
    [{ Effect: "Allow", Action: ["a:b", 1] }, /no text/],
    [{ Effect: "Allow", Resource: "*" }, /no actions/],
    [{ Effect: "Allow", Action: "a:b", Condition: {} }, /empty/],
    [{ Effect: "Allow", Action: "a:b", Condition: { Bool: "x" } }, /not as conditions/],
    [{ Effect: "Allow", Action: "a:b", Condition: { Bool: { "a:b": null } } }, /no text/],
    ["x", /no object/],
  ];
  for (const [Statement, why] of hidden) {
    const read = readVisual(JSON.stringify({ Statement: [Statement] }));
    assert.ok(read.ok);
    const [found] = read.statements;
    assert.equal(found?.kind, "hidden");
    assert.match((found as { why: string }).why, why);
  }
  for (const text of ["", "[]", "{}", '{"Statement":[],"Statement":[]}'])
    assert.ok(!readVisual(text).ok, text);
});
