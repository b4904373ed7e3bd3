import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { RequestFacts } from "./request-facts.ts";
import { jsonFormat, prettyFormat } from "./request-line.ts";

const plain = prettyFormat(false);
const FACTS: RequestFacts = {
  at: Date.UTC(2026, 0, 31, 12, 0, 5),
  who: "ana",
  account: "111111111111",
  action: "iam:CreateUser",
  resource: "bob",
  from: "127.0.0.1",
  status: 200,
  result: "allowed",
  why: undefined,
  durationMs: 1.26,
  requestId: "6ad2fb3b-0000-4000-8000-000000000000",
  authorizationId: undefined,
};
const DENIED: RequestFacts = {
  ...FACTS,
  status: 403,
  result: "denied",
  why: "an identity policy forbids it: Guard, statement NoUsers",
};

test("a line tells when, who, what, on what, from where, the status, and why not", () => {
  assert.equal(
    plain.line(FACTS, undefined),
    "12:00:05  ana@111111111111      iam:CreateUser            bob  127.0.0.1  200  allowed  1.3 ms\n",
  );
  assert.equal(
    plain.line(DENIED, undefined),
    "12:00:05  ana@111111111111      iam:CreateUser            bob  127.0.0.1  403  denied: an identity policy forbids it: Guard, statement NoUsers  1.3 ms\n",
  );
  const stranger = { ...FACTS, who: "anonymous", account: undefined, action: undefined, resource: undefined };
  assert.match(plain.line(stranger, undefined), /^12:00:05 {2}anonymous +- +- {2}127/);
});

test("an explanation stands below its line, indented", () => {
  const [line, ...below] = plain.line(DENIED, "✘ Denied\n\n  principal  ana\n").split("\n");
  assert.match(line ?? "", /denied: /);
  assert.deepEqual(below, ["    ✘ Denied", "", "      principal  ana", ""]);
});

test("JSON has the same, an object a line", () => {
  assert.deepEqual(JSON.parse(jsonFormat.line(DENIED, "✘ Denied\n")), {
    time: "2026-01-31T12:00:05.000Z",
    who: "ana",
    account: "111111111111",
    action: "iam:CreateUser",
    resource: "bob",
    from: "127.0.0.1",
    status: 403,
    result: "denied",
    why: DENIED.why,
    durationMs: 1.26,
    requestId: FACTS.requestId,
    explanation: "✘ Denied\n",
  });
  assert.equal(JSON.parse(jsonFormat.leftOut(3)).leftOut, 3);
});

test("colours are for who wants them", () => {
  assert.ok(!plain.line(DENIED, undefined).includes("\u001b"));
  const colored = prettyFormat(true).line(DENIED, undefined);
  assert.ok(colored.includes(`\u001b[31mdenied: ${DENIED.why}\u001b[39m`));
});

const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 2_000 }),
  fc.constantFrom(
    "\u001b[2J\u001b]0;title\u0007",
    "\r\nforged line",
    "\u009b31m",
    "\u202egnp.exe",
    "\ud800",
    "\0",
  ),
  fc.constant("\u0001".repeat(5_000)),
);

test("whatever a stranger is called, a line is one line, writes to no terminal, and is bounded", () => {
  fc.assert(
    fc.property(hostile, hostile, hostile, hostile, (who, resource, why, explanation) => {
      const facts = { ...DENIED, who, resource, why };
      const json = jsonFormat.line(facts, explanation);
      for (const line of [plain.line(facts, undefined), json]) {
        assert.match(line, /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*\n$/u);
        assert.ok(Buffer.byteLength(line) <= 4_097, `${Buffer.byteLength(line)}`);
      }
      assert.equal(JSON.parse(json).status, 403);
    }),
  );
});
