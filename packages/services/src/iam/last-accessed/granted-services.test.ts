import assert from "node:assert/strict";
import { test } from "node:test";
import { type CompiledPolicy, compilePolicy, parsePolicy } from "@rolecall/policy";
import fc from "fast-check";
import { allowsService } from "./granted-services.ts";

type Statement = Readonly<Record<string, unknown>>;

function compile(statement: Statement): CompiledPolicy {
  const parsed = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: [statement] }), "identity");
  assert.ok(parsed.ok, JSON.stringify(statement));
  return compilePolicy(parsed.policy);
}

const allow = (Action: unknown, more: Statement = {}) => ({
  Effect: "Allow",
  Action,
  Resource: "*",
  ...more,
});
const deny = (Action: unknown, more: Statement = {}) => ({ Effect: "Deny", Action, Resource: "*", ...more });
const isAllowed = (statements: readonly Statement[], namespace: string) =>
  allowsService(statements.map(compile), namespace);

test("an action of the service is enough, and nothing but a denial of all of it everywhere takes it away", () => {
  const conditional = { Condition: { Bool: { "aws:SecureTransport": "false" } } };
  const cases: readonly (readonly [readonly Statement[], boolean])[] = [
    [[], false],
    [[allow("sqs:*")], false],
    [[allow("s3:GetObject")], true],
    [[allow("S3:GetObject", conditional)], true],
    [[allow("s3:GetObject", { Resource: "arn:aws:s3:::photos/a" })], true],
    [[allow("*"), deny("s3:*")], false],
    [[allow("*"), deny("S3:*")], false],
    [[allow("*"), deny("*")], false],
    [[allow("*"), deny(["sqs:*", "s3:*"])], false],
    [[allow("*"), deny("s3:*", conditional)], true],
    [[allow("*"), deny("s3:*", { Resource: "arn:aws:s3:::photos/*" })], true],
    [[allow("s3:GetObject"), deny("s3:GetObject")], true],
    [[allow("*"), deny("s3:Get*")], true],
    [[allow("*"), { Effect: "Deny", NotAction: "sqs:*", Resource: "*" }], true],
    [[deny("sqs:*")], false],
  ];
  for (const [statements, expected] of cases)
    assert.equal(isAllowed(statements, "s3"), expected, JSON.stringify(statements));
});

const NAMESPACES = ["s3", "sqs", "iam"];
const actions = fc.constantFrom("*", "s3:*", "s3:Get*", "sqs:SendMessage", "iam:*", "IAM:GetUser");
const statements = fc.array(
  fc.record({ Effect: fc.constantFrom("Allow", "Deny"), Action: actions, Resource: fc.constant("*") }),
  { maxLength: 5 },
);

test("more denials never add a service, more grants never take one; the order of policies says nothing", () => {
  fc.assert(
    fc.property(statements, actions, fc.constantFrom(...NAMESPACES), (all, action, namespace) => {
      const before = isAllowed(all, namespace);
      assert.equal(isAllowed(all.toReversed(), namespace), before);
      if (!before) assert.equal(isAllowed([...all, deny(action)], namespace), false);
      if (before) assert.equal(isAllowed([...all, allow(action)], namespace), true);
      assert.equal(isAllowed([...all, deny("*")], namespace), false);
    }),
  );
});
