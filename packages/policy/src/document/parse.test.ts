import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { MAX_ERRORS } from "./finding-list.ts";
import { MAX_DOCUMENT_LENGTH, parsePolicy } from "./parse.ts";
import type { Policy, PolicyKind } from "./policy.ts";
import { locate } from "./span.ts";

const KINDS: readonly PolicyKind[] = [
  "identity",
  "trust",
  "resource",
  "session",
  "boundary",
  "serviceControl",
  "resourceControl",
];

function read(document: unknown, kind: PolicyKind = "identity"): Policy {
  const result = parsePolicy(JSON.stringify(document), kind);
  assert.ok(result.ok, JSON.stringify(result));
  return result.policy;
}

const GET = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };

test("a single statement, a string and a list are all one form", () => {
  const one = read({ Statement: GET }).statements[0]!;
  const two = read({ Statement: [{ ...GET, Action: ["s3:GetObject"], Resource: ["*"] }] }).statements[0]!;
  assert.deepEqual(one.action.values, two.action.values);
  assert.deepEqual(one.resource?.values, ["*"]);
  assert.equal(one.index, 0);
});

test("the version defaults to the older one", () => {
  assert.equal(read({ Statement: GET }).version, "2008-10-17");
  assert.equal(read({ Version: "2012-10-17", Statement: GET }).version, "2012-10-17");
});

test("negated elements are told from plain ones", () => {
  const statement = { Effect: "Deny", NotAction: "iam:*", NotResource: ["arn:aws:s3:::a"] };
  const { action, resource } = read({ Statement: statement }).statements[0]!;
  assert.deepEqual([action.negated, resource?.negated], [true, true]);
});

test("principals keep their type and order", () => {
  const principal = { AWS: ["111111111111", "*"], Service: "ec2.amazonaws.com" };
  const statement = { Effect: "Allow", Action: "sts:AssumeRole", Principal: principal };
  const element = read({ Statement: statement }, "trust").statements[0]?.principal;
  assert.deepEqual(element?.entries, [
    { type: "AWS", value: "111111111111" },
    { type: "AWS", value: "*" },
    { type: "Service", value: "ec2.amazonaws.com" },
  ]);
  const everyone = read({ Statement: { ...GET, Principal: "*" } }, "resource").statements[0]?.principal;
  assert.deepEqual([everyone?.everyone, everyone?.entries], [true, []]);
});

test("conditions become one entry a key, their operators the table's names", () => {
  const conditions = {
    "ForAnyValue:stringlikeIfExists": { "aws:TagKeys": ["a*", "b"] },
    Bool: { "aws:SecureTransport": true },
    NumericLessThan: { "s3:max-keys": 10.5, "aws:MultiFactorAuthAge": ["3600"] },
    Nonsense: {},
    StringEquals: { "aws:username": [] },
  };
  const entries = read({ Statement: { ...GET, Condition: conditions } }).statements[0]!.conditions;
  assert.deepEqual(
    entries.map(({ operator, quantifier, ifExists, key, values }) => [
      operator,
      quantifier,
      ifExists,
      key,
      values,
    ]),
    [
      ["StringLike", "ForAnyValue", true, "aws:TagKeys", ["a*", "b"]],
      ["Bool", undefined, false, "aws:SecureTransport", ["true"]],
      ["NumericLessThan", undefined, false, "s3:max-keys", ["10.5"]],
      ["NumericLessThan", undefined, false, "aws:MultiFactorAuthAge", ["3600"]],
      ["StringEquals", undefined, false, "aws:username", []],
    ],
  );
});

test("a statement's span runs from its brace to just after its brace", () => {
  const text = `{ "Statement": [\n  ${JSON.stringify(GET)} ] }`;
  const result = parsePolicy(text, "identity");
  assert.ok(result.ok);
  const { span } = result.policy.statements[0]!;
  assert.equal(text.slice(span.start, span.end), JSON.stringify(GET));
  assert.deepEqual(locate(text, span.start), { line: 2, column: 3, offset: span.start });
});

test("every error comes with its place and a way out", () => {
  const text = `{
  "Version": "2012-10-17",
  "Statement": {
    "effect": "Allow",
    "Action": "GetObject",
    "Resource": ["arn:aws:s3:::a", "bucket"]
  }
}`;
  const result = parsePolicy(text, "identity");
  assert.ok(!result.ok);
  const told = result.findings.map((finding) => {
    const { line, column } = locate(text, finding.span.start);
    return `${line}:${column} ${finding.code}: ${finding.suggestion ?? ""}`;
  });
  assert.deepEqual(told, [
    '4:5 unknownElement: Write "Effect".',
    '3:16 missingEffect: Add "Effect": "Allow" or "Effect": "Deny".',
    '6:36 resourceNotArn: Write an ARN, such as "arn:aws:s3:::bucket/key", or "*".',
    '5:15 actionWithoutVendor: Write "service:Action", such as "s3:GetObject".',
  ]);
});

test("names such as __proto__ are elements like any other", () => {
  const result = parsePolicy('{"__proto__":{"Statement":[]},"constructor":1}', "identity");
  assert.ok(!result.ok);
  assert.deepEqual(
    result.findings.map((finding) => finding.code),
    ["unknownElement", "unknownElement", "missingStatement"],
  );
  const condition = '{"StringEquals":{"__proto__":"x"}}';
  const text = `{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":${condition}}}`;
  const proto = parsePolicy(text, "identity");
  assert.ok(proto.ok);
  assert.equal(proto.policy.statements[0]?.conditions[0]?.key, "__proto__");
});

test("documents and findings are bounded", () => {
  const huge = parsePolicy(" ".repeat(MAX_DOCUMENT_LENGTH + 1), "identity");
  assert.ok(!huge.ok && huge.findings[0]?.code === "tooLarge");
  const wrong = parsePolicy(JSON.stringify({ Statement: Array(5000).fill(0) }), "identity");
  assert.ok(!wrong.ok);
  assert.equal(wrong.findings.length, MAX_ERRORS);
});

/** Policies of the right shape with strange things in every place. */
const strange = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(
    "*",
    "Allow",
    "sts:AssumeRole",
    "arn:aws:iam::1:role/x",
    "2012-10-17",
    "",
    "arn:",
    "::::::",
  ),
);
const strangeStatement = fc.record(
  Object.fromEntries(
    ["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource"].map(
      (name) => [
        name,
        fc.oneof(
          strange,
          fc.array(strange, { maxLength: 3 }),
          fc.dictionary(fc.constantFrom("AWS", "Service", "x"), strange),
        ),
      ],
    ),
  ),
  { requiredKeys: [] },
);
const strangeCondition = fc.dictionary(
  fc.constantFrom("StringEquals", "DateEquals", "ForAllValues:Bool", "x"),
  fc.oneof(strange, fc.dictionary(fc.string(), strange)),
);
const strangePolicy = fc.record(
  {
    Version: strange,
    Id: strange,
    Statement: fc.oneof(
      strange,
      fc.array(
        fc.tuple(strangeStatement, strangeCondition).map(([s, Condition]) => ({ ...s, Condition })),
        { maxLength: 3 },
      ),
    ),
  },
  { requiredKeys: [] },
);

test("any text and any mutated policy is answered, with findings inside the text", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.json(),
    strangePolicy.map((value) => JSON.stringify(value)),
  );
  fc.assert(
    fc.property(text, fc.constantFrom(...KINDS), (document, kind) => {
      const result = parsePolicy(document, kind);
      if (result.ok) {
        assert.ok(result.policy.statements.length > 0);
        return;
      }
      assert.ok(result.findings.length > 0);
      for (const { span, message, awsMessage } of result.findings) {
        assert.ok(span.start >= 0 && span.start <= span.end && span.end <= document.length);
        assert.ok(message !== "" && awsMessage !== "");
        // A blank that was left unfilled.
        if (!document.includes("{}")) assert.ok(!awsMessage.includes("{}"));
      }
    }),
    { numRuns: 1000 },
  );
});

test("reading takes time linear in the text", () => {
  const hostile = [
    `{"Statement":[${'{"Effect":"Allow","Action":"*","Resource":"*"},'.repeat(20_000)}0]}`,
    `{"Statement":{"Effect":"Allow","Resource":"*","Action":["${"a:".repeat(450_000)}"]}}`,
    `{"Statement":{"Effect":"Allow","Action":"*","Resource":["arn:aws:iam::1:${"*".repeat(900_000)}"]}}`,
    `{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"DateEquals":{"k":"${"1".repeat(900_000)}"}}}}`,
    `{"Statement":{"Effect":"Allow","Action":"*","Principal":{"AWS":"arn:aws:iam::111111111111:role/${"a".repeat(900_000)} "}}}`,
    "[".repeat(1_000_000),
    `"${"\\u0041".repeat(160_000)}`,
  ];
  for (const text of hostile) {
    const before = process.cpuUsage();
    for (const kind of ["identity", "trust"] as const) parsePolicy(text, kind);
    assert.ok(process.cpuUsage(before).user < 5_000_000, text.slice(0, 60));
  }
});
