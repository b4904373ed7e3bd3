import assert from "node:assert/strict";
import { test } from "node:test";
import { compilePolicy } from "../compile/compile-policy.ts";
import { compilePolicySet } from "../compile/policy-set.ts";
import { decide } from "../decide/decide.ts";
import { parsePolicy } from "../document/parse.ts";
import { explain } from "../explain/explain.ts";
import { principalContext } from "./principal-context.ts";
import { recordContext } from "./record-context.ts";
import type { RequestContext } from "./request.ts";

test("a record's own texts and lists are the context's values", () => {
  const context = recordContext(JSON.parse('{"aws:username":"ana","aws:tagkeys":["a","b"],"__proto__":"x"}'));
  assert.equal(context.get("aws:username"), "ana");
  assert.deepEqual(context.get("aws:tagkeys"), ["a", "b"]);
  assert.equal(context.get("__proto__"), "x");
  assert.equal(context.get("aws:userid"), undefined);
});

test("what every object inherits is no context", () => {
  const context = recordContext({});
  for (const key of ["__proto__", "constructor", "hasownproperty", "hasOwnProperty", "toString"]) {
    assert.equal(context.get(key), undefined, key);
  }
});

const ana = {
  kind: "user",
  accountId: "111122223333",
  arn: "arn:aws:iam::111122223333:user/team/ana",
  id: "AIDAEXAMPLEEXAMPLEANA",
} as const;

const Condition = {
  NumericLessThan: { "s3:max-keys": "11" },
  Bool: { "aws:SecureTransport": "true" },
  StringEquals: { "aws:username": "ana" },
  "ForAnyValue:StringEquals": { "aws:TagKeys": "7" },
};
const parsed = parsePolicy(
  JSON.stringify({
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Action: "s3:*", Resource: "arn:aws:s3:::${aws:username}/*", Condition },
  }),
  "identity",
);
assert.ok(parsed.ok);
const layers = { identity: compilePolicySet([compilePolicy(parsed.policy)]) };

function ask(context: RequestContext) {
  const question = {
    action: "s3:GetObject",
    resource: "arn:aws:s3:::ana/x",
    resourceAccountId: "111122223333",
  };
  return decide({ principal: ana, ...question, context }, layers).decision;
}

const GIVEN = { "s3:Max-Keys": 10, "aws:SecureTransport": true, "AWS:UserName": "ana", "aws:TagKeys": [7] };

test("keys in any case, numbers and booleans are taken from an object and from a map", () => {
  const ways = {
    object: recordContext(GIVEN),
    map: recordContext(new Map(Object.entries(GIVEN))),
    // As JavaScript without types can bring it.
    "a map as it is": new Map<string, unknown>(Object.entries(GIVEN)) as RequestContext,
  };
  for (const [name, context] of Object.entries(ways)) {
    assert.equal(ask(context), "allowed", name);
    const request = { principal: ana, action: "s3:GetObject", resource: "arn:aws:s3:::ana/x" };
    const explanation = explain({ ...request, resourceAccountId: "111122223333", context }, layers);
    assert.equal(explanation.decision, "allowed", name);
  }
  assert.equal(
    ask(recordContext({ ...GIVEN, "s3:max-keys": 12 })),
    "implicitDeny",
    "the last of two spellings",
  );
});

test("what is in the form that is asked is not copied", () => {
  const map = new Map([["aws:username", "ana"]]);
  assert.equal(recordContext(map), map);
  assert.equal(recordContext(map), map);
});

test("values that no condition compares are refused in words", () => {
  for (const value of [null, {}, [undefined], Symbol("x")]) {
    assert.throws(() => recordContext({ "aws:UserName": value } as never), /aws:UserName.*give a text/);
  }
  const wrong: RequestContext = { get: () => 10 as never };
  assert.throws(() => ask(wrong), { name: "TypeError", message: /type number.*recordContext/ });
});

test("a context as the principal alone fills it", () => {
  assert.deepEqual(principalContext(ana), {
    "aws:principalarn": ana.arn,
    "aws:principalaccount": "111122223333",
    "aws:principaltype": "User",
    "aws:principalisawsservice": "false",
    "aws:userid": ana.id,
    "aws:username": "ana",
  });
  const session = principalContext({
    kind: "roleSession",
    accountId: "111122223333",
    arn: "arn:aws:sts::111122223333:assumed-role/build/one",
    id: "AROAEXAMPLEEXAMPLE:one",
    roleArn: "arn:aws:iam::111122223333:role/ci/build",
    roleId: "AROAEXAMPLEEXAMPLE",
    serviceLinked: false,
  });
  assert.equal(session["aws:principalarn"], "arn:aws:iam::111122223333:role/ci/build");
  assert.equal(session["aws:userid"], "AROAEXAMPLEEXAMPLE:one");
  assert.equal(session["aws:username"], undefined);
  const root = principalContext({
    kind: "root",
    accountId: "111122223333",
    arn: "arn:aws:iam::111122223333:root",
  });
  assert.deepEqual([root["aws:userid"], root["aws:principaltype"]], ["111122223333", "Account"]);
});
