import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { documentLines } from "./document-lines.ts";

test("a document of one line is spread, and the lines of each statement hold it", () => {
  const statement = fc.record({
    Sid: fc.stringMatching(/^[A-Za-z0-9]{1,8}$/),
    Effect: fc.constantFrom("Allow", "Deny"),
    Action: fc.oneof(fc.constant("s3:*"), fc.array(fc.constantFrom("s3:Get*", "iam:*"), { maxLength: 3 })),
    Condition: fc.dictionary(
      fc.constantFrom("Bool", "Null"),
      fc.dictionary(fc.constant("aws:x"), fc.constant("true")),
    ),
  });
  fc.assert(
    fc.property(
      fc.array(statement, { minLength: 1, maxLength: 5 }),
      fc.boolean(),
      fc.boolean(),
      (all, hasId, isAlone) => {
        const Statement = isAlone ? all[0] : all;
        const policy = { Version: "2012-10-17", ...(hasId && { Id: "x" }), Statement };
        for (const index of isAlone ? [0] : all.keys()) {
          const { text, lines } = documentLines(JSON.stringify(policy), { index, lines: undefined });
          assert.ok(lines);
          const found = text
            .split("\n")
            .slice(lines.first - 1, lines.last)
            .join("\n");
          const json = found.replace(/^\s*"Statement":/, "").replace(/,\s*$/, "");
          assert.equal(JSON.stringify(JSON.parse(json)), JSON.stringify(all[index]));
        }
      },
    ),
  );
});

test("what was written on several lines stays as it was written, with its own lines", () => {
  const text = '{\n"Statement": []}';
  const lines = { first: 2, last: 2 };
  assert.deepEqual(documentLines(text, { index: 0, lines }), { text, lines });
  assert.deepEqual(documentLines("{", { index: 0, lines: undefined }), { text: "{", lines: undefined });
});
