import assert from "node:assert/strict";
import { test } from "node:test";
import { compilePolicy } from "../compile/compile-policy.ts";
import { compilePolicySet } from "../compile/policy-set.ts";
import { parsePolicy } from "../document/parse.ts";
import { explain } from "./explain.ts";
import { exportExplanation } from "./export-explanation.ts";

const DOCUMENT = `{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": "s3:*", "Resource": "*" },
    { "Sid": "Home", "Effect": "Deny", "Action": "s3:Get*", "Resource": "*",
      "Condition": { "StringNotEquals": { "aws:RequestedRegion": "eu-central-1" } } }
  ]
}`;

test("programs are told decision, passes, sets with their policies and statements, and the changes", () => {
  const parsed = parsePolicy(DOCUMENT, "identity");
  assert.ok(parsed.ok);
  const request = {
    principal: {
      kind: "user",
      accountId: "111111111111",
      arn: "arn:aws:iam::111111111111:user/ana",
      id: "AIDAANA",
    },
    action: "s3:GetObject",
    resource: "arn:aws:s3:::photos/cat.jpg",
    resourceAccountId: "111111111111",
    context: new Map([["aws:requestedregion", "us-east-1"]]),
  } as const;
  const explanation = explain(
    request,
    { identity: compilePolicySet([compilePolicy(parsed.policy)]) },
    {
      describe: () => ({
        name: "Photos",
        versionId: "v2",
        document: DOCUMENT,
        arn: "arn:aws:iam::aws:policy/P",
      }),
    },
  );
  const { passes, ...exported } = JSON.parse(JSON.stringify(exportExplanation(explanation)));
  const every = { layer: "identity", level: 0 };
  const action = { element: "Action", actual: "s3:GetObject" };
  const resource = { element: "Resource", actual: "arn:aws:s3:::photos/cat.jpg", value: "*" };
  assert.deepEqual(exported, {
    format: "rolecall-explanation",
    version: 1,
    decision: "explicitDeny",
    layer: "identity",
    headline: {
      sentence: "Denied: an identity policy forbids it",
      paragraph:
        "Statement Home of Photos denies s3:Get* unless the region is eu-central-1. In this request the region is us-east-1.",
      more: "",
    },
    request: {
      principal: "arn:aws:iam::111111111111:user/ana",
      principalKind: "user",
      principalAccountId: "111111111111",
      action: "s3:GetObject",
      resource: "arn:aws:s3:::photos/cat.jpg",
      resourceAccountId: "111111111111",
      isTrust: false,
    },
    sets: [
      {
        ...every,
        verdict: "denies",
        policies: [
          {
            name: "Photos",
            versionId: "v2",
            arn: "arn:aws:iam::aws:policy/P",
            readAction: "iam:GetPolicyVersion",
            isHidden: false,
          },
        ],
        statements: [
          {
            policy: 0,
            index: 0,
            effect: "Allow",
            lines: { first: 4, last: 4 },
            matched: true,
            match: { action: { ...action, value: "s3:*" }, resource, conditions: [] },
          },
          {
            policy: 0,
            index: 1,
            sid: "Home",
            effect: "Deny",
            lines: { first: 5, last: 6 },
            matched: true,
            match: {
              action: { ...action, value: "s3:Get*" },
              resource,
              conditions: [
                {
                  operator: "StringNotEquals",
                  key: "aws:RequestedRegion",
                  actual: "us-east-1",
                  expected: ["eu-central-1"],
                  met: ["eu-central-1"],
                },
              ],
            },
          },
        ],
      },
    ],
    changes: [
      {
        ...every,
        kind: "liftDeny",
        statements: [{ policy: 0, index: 1, sid: "Home" }],
        escapes: [{ key: "aws:RequestedRegion", kind: "value", value: "eu-central-1" }],
      },
    ],
    hidden: [],
  });
  assert.deepEqual(passes.at(-1), { layer: "identity", first: "denies", second: "allows", decides: "first" });
  assert.equal(passes.length, 7);
});
