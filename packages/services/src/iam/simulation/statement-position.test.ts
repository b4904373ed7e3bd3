/** Where AWS was recorded to say that statements stand, in September 2026. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { compilePolicy, locate, parsePolicy } from "@rolecall/policy";
import fc from "fast-check";
import { statementPositions } from "./statement-position.ts";

/** `2:17-6:4`, for each statement. */
function positions(text: string): readonly string[] {
  const parsed = parsePolicy(text, "identity");
  assert.ok(parsed.ok, text);
  const source = { layer: "identity", id: "x", policy: compilePolicy(parsed.policy), text } as const;
  const found = statementPositions(source);
  assert.equal(statementPositions(source), found);
  return found.map(
    ({ StartPosition: from, EndPosition: to }) => `${from.Line}:${from.Column}-${to.Line}:${to.Column}`,
  );
}

const STATEMENT = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };

test("in a list a statement starts where the list or the statement before it does or ends", () => {
  const one = { Version: "2012-10-17", Statement: [STATEMENT] };
  assert.deepEqual(positions(JSON.stringify(one)), ["1:38-1:95"]);
  assert.deepEqual(positions(JSON.stringify(one, undefined, 2)), ["3:17-8:6"]);
  const two = { Statement: [STATEMENT, STATEMENT] };
  assert.deepEqual(positions(JSON.stringify(two)), ["1:15-1:72", "1:72-1:130"]);
  assert.deepEqual(positions(JSON.stringify(two, undefined, 2)), ["2:17-7:6", "7:6-12:6"]);
});

test("one that is in no list starts behind its brace", () => {
  assert.deepEqual(positions(JSON.stringify({ Statement: STATEMENT }, undefined, 2)), ["2:17-6:4"]);
});

test("columns count characters, and a lone carriage return ends a line", () => {
  const cafe =
    '{"Id": "café", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}';
  assert.deepEqual(positions(cafe), ["1:30-1:92"]);
  const text = JSON.stringify({ Version: "2012-10-17", Statement: [STATEMENT] }, undefined, 2);
  for (const end of ["\r", "\r\n"]) assert.deepEqual(positions(text.replaceAll("\n", end)), ["3:17-8:6"]);
});

test("whatever the white space, the positions are those of the offsets in the whole text", () => {
  const blank = fc
    .array(fc.constantFrom(" ", "\t", "\n", "\r", "\r\n"), { maxLength: 4 })
    .map((all) => all.join(""));
  fc.assert(
    fc.property(fc.array(blank, { minLength: 2, maxLength: 5 }), (blanks) => {
      const items = blanks.slice(1).map((each) => `${each}${JSON.stringify(STATEMENT)}${blanks[0]}`);
      const text = `{"Statement":${blanks[0]}[${items.join(",")}]}`;
      const told = positions(text);
      let from = text.indexOf("[") + 1;
      for (const [index, position] of told.entries()) {
        const to = text.indexOf("}", from + 1) + 1;
        const [start, end] = [locate(text, from), locate(text, to)];
        assert.equal(position, `${start.line}:${start.column}-${end.line}:${end.column}`, String(index));
        from = to;
      }
    }),
  );
});
