import assert from "node:assert/strict";
import { test } from "node:test";
import { compilePolicy, parsePolicy } from "@rolecall/policy";
import { DOCUMENTS_MAX, refuseTooMuch, STATEMENTS_MAX } from "./explanation-bounds.ts";

const statement = { Effect: "Allow", Action: "iam:GetUser", Resource: "*" };

function source(statements: number, blanks = 0) {
  const text = JSON.stringify({ Version: "2012-10-17", Statement: Array(statements).fill(statement) });
  const parsed = parsePolicy(text, "identity");
  assert.ok(parsed.ok);
  return { policy: compilePolicy(parsed.policy), document: " ".repeat(blanks) };
}

test("500 statements are explained; more than can be asked again for each change are refused before anything is done", () => {
  refuseTooMuch([source(500)]);
  const half = source(STATEMENTS_MAX / 2);
  refuseTooMuch([half, half]);
  assert.throws(() => refuseTooMuch([half, half, source(1)]), {
    code: "LimitExceededException",
    message: "5001 statements have a say, and at most 5000 can be explained.",
  });
});

test("documents stand in the answer, and are bounded together", () => {
  refuseTooMuch([source(1, DOCUMENTS_MAX)]);
  assert.throws(() => refuseTooMuch([source(1, DOCUMENTS_MAX), source(1, 1)]), {
    code: "LimitExceededException",
  });
});
