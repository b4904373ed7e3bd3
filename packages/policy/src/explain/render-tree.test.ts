import assert from "node:assert/strict";
import { test } from "node:test";
import { stripVTControlCharacters } from "node:util";
import { compilePolicy } from "../compile/compile-policy.ts";
import { compilePolicySet } from "../compile/policy-set.ts";
import type { PolicyLayers } from "../decide/layers.ts";
import { parsePolicy } from "../document/parse.ts";
import type { AuthorizationRequest } from "../request/request.ts";
import { explain } from "./explain.ts";
import { renderTree } from "./render-tree.ts";

function set(...statements: readonly object[]) {
  const result = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statements }), "identity");
  assert.ok(result.ok);
  return compilePolicySet([compilePolicy(result.policy)]);
}

const request: AuthorizationRequest = {
  principal: {
    kind: "user",
    accountId: "111111111111",
    arn: "arn:aws:iam::111111111111:user/ana",
    id: "AIDAANA",
  },
  action: "s3:PutObject",
  resource: "arn:aws:s3:::photos/cat.jpg",
  resourceAccountId: "111111111111",
  context: new Map([["aws:sourceip", "203.0.113.7"]]),
};

const layers: PolicyLayers = {
  serviceControl: [set({ Effect: "Allow", Action: "*", Resource: "*" })],
  identity: set(
    { Sid: "Read", Effect: "Allow", Action: "s3:Get*", Resource: "*" },
    { Sid: "Music", Effect: "Allow", Action: "s3:*", Resource: "arn:aws:s3:::music/*" },
    {
      Effect: "Allow",
      Action: "s3:*",
      Resource: "*",
      Condition: { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } },
    },
  ),
};

const TREE = `✘ Denied because no identity-based policy allows it
  Nothing forbids it, but nothing allows it either. In AWS that is a no. Closest is statement 3 of policy 1: it allows it if the source address is in 192.0.2.0/24. In this request the source address is 203.0.113.7.

  principal  arn:aws:iam::111111111111:user/ana
  action     s3:PutObject
  resource   arn:aws:s3:::photos/cat.jpg

Service control policy, level 1: allows
  ✔ Allow statement 1 of policy 1: matches
Identity-based policy: does not allow (decided here)
  – Allow statement 2 "Music" of policy 1: Resource does not match
      request  arn:aws:s3:::photos/cat.jpg
      policy   arn:aws:s3:::music/*
  – Allow statement 3 of policy 1: Condition IpAddress aws:SourceIp is not met
      request  203.0.113.7
      policy   192.0.2.0/24
  · 1 statement about other actions

What would allow it
  identity-based policy: add
    {"Effect":"Allow","Action":"s3:PutObject","Resource":"arn:aws:s3:::photos/cat.jpg"}
    or meet the condition of statement 3 of policy 1
    or ask with aws:SourceIp like 192.0.2.0/24
`;

test("the tree tells each layer and what would allow the request", () => {
  assert.equal(renderTree(explain(request, layers)), TREE);
});

test("a resource control policy that does not apply is told as not asked", () => {
  const resourceControl = [set({ Effect: "Deny", Action: "*", Resource: "*" })];
  const other = { ...request, action: "ec2:StopInstances" };
  assert.match(
    renderTree(explain(other, { resourceControl })),
    /level 1: not asked: it does not apply to this action/,
  );
  assert.match(renderTree(explain(request, { resourceControl })), /level 1: denies/);
});

test("colours change nothing but colours", () => {
  const colored = renderTree(explain(request, layers), { color: true });
  assert.notEqual(colored, TREE);
  assert.equal(stripVTControlCharacters(colored), TREE);
});

test("policies go by the names that the caller gives them, and all statements can be shown", () => {
  const explanation = explain(request, layers, { nameOf: () => "photos.json" });
  const tree = renderTree(explanation, { allStatements: true });
  assert.match(tree, /Allow statement 1 "Read" of photos.json: Action does not match/);
});

test("an explicit deny names the statement that must no longer match", () => {
  const identity = set(
    { Effect: "Allow", Action: "*", Resource: "*" },
    { Sid: "Guard", Effect: "Deny", Action: "s3:Put*", Resource: "*" },
  );
  const tree = renderTree(explain(request, { identity }));
  assert.match(tree, /^✘ Denied explicitly by an identity-based policy\n/);
  assert.match(tree, /✘ Deny statement 2 "Guard" of policy 1: matches/);
  assert.match(tree, /identity-based policy: statement 2 "Guard" of policy 1 must no longer match/);
});

for (const effect of ["Allow", "Deny"] as const)
  test(`nor does the key of a condition whose ${effect} decides, wherever it is named`, () => {
    const written = "\u001b[2J\u001b]0;title\u0007\u202e\r\u009b";
    const condition = {
      [effect === "Allow" ? "StringEquals" : "StringNotEquals"]: { [`aws:RequestTag/${written}`]: written },
      [effect === "Allow" ? "StringLike" : "StringNotLike"]: { [written]: [written, written] },
    };
    const all = { Effect: "Allow", Action: "*", Resource: "*" };
    const statement = { Sid: "Own", Effect: effect, Action: "s3:*", Resource: "*", Condition: condition };
    const own = { identity: effect === "Allow" ? set(statement) : set(all, statement) };
    for (const color of [false, true]) {
      const tree = stripVTControlCharacters(renderTree(explain(request, own), { color }));
      assert.match(tree, /In this request the requested tag \\u001b\[2J/);
      assert.deepEqual(tree.match(/[^\P{C}\n]/gu), null);
    }
    assert.deepEqual(renderTree(explain(request, own)).match(/[^\P{C}\n]/gu), null);
  });

test("nothing from a policy or a request reaches the terminal as a control character", () => {
  const hostile = { ...request, resource: "arn:aws:s3:::a\u001b[2J\u202e\r\nb" };
  const tree = renderTree(explain(hostile, layers));
  assert.ok(tree.includes("arn:aws:s3:::a\\u001b[2J\\u202e\\u000d\\u000ab"));
  for (const character of ["\u001b", "\u202e", "\r"]) assert.ok(!tree.includes(character));
});
