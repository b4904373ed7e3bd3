import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parsePolicy } from "../document/parse.ts";
import { compilePolicy } from "./compile-policy.ts";
import { StatementFinder } from "./statement-finder.ts";

const values = fc.constantFrom(
  "s3:Get*",
  "s3:GetObject",
  "S3:getobject",
  "sqs:*",
  "*",
  "*:*Object",
  "s3:?etObject",
);
const lists = fc.oneof(values, fc.array(values, { minLength: 1, maxLength: 3 }));
const statements = fc.oneof(fc.record({ Action: lists }), fc.record({ NotAction: lists }));
const policies = fc.array(fc.array(statements, { minLength: 1, maxLength: 6 }), { maxLength: 6 });
const actions = fc.constantFrom("s3:getobject", "s3:get", "sqs:send", "sns:send", "ec2:runinstances", "none");

const compile = (list: readonly object[]) => {
  const written = list.map((statement) => ({ Effect: "Allow", Resource: "*", ...statement }));
  const parsed = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: written }), "identity");
  if (!parsed.ok) throw new Error(parsed.findings[0]!.message);
  return compilePolicy(parsed.policy);
};

test("finds the statements that match an action, each once", () => {
  fc.assert(
    fc.property(policies, fc.array(actions, { minLength: 1 }), (written, asked) => {
      const compiled = written.map(compile);
      const every = compiled.flatMap((policy) => policy.statements);
      const finder = new StatementFinder(compiled);
      for (const action of asked) {
        const found = finder.find(action);
        const expected = every.filter((statement) => statement.matchesAction(action));
        assert.equal(found.length, expected.length);
        assert.deepEqual(new Set(found), new Set(expected));
      }
    }),
    { numRuns: 1000 },
  );
});
