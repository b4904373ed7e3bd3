import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parsePolicy } from "../document/parse.ts";
import type { PolicyKind } from "../document/policy.ts";
import { ACCESS_LEVEL_DATA } from "../generated/access-levels.ts";
import { readAccessLevels } from "./access-levels.ts";
import { describePolicy } from "./describe-policy.ts";
import { hasUnknownShape, renderClause, renderDescription, renderShort } from "./render-description.ts";

const reference = readAccessLevels(ACCESS_LEVEL_DATA);

function read(kind: PolicyKind, ...statements: readonly object[]) {
  const text = JSON.stringify({ Version: "2012-10-17", Statement: statements });
  const parsed = parsePolicy(text, kind);
  assert.ok(parsed.ok, text);
  return describePolicy(parsed.policy, reference, { accountId: "111122223333" });
}

const allow = (Action: unknown, rest: object = {}) => ({ Effect: "Allow", Action, Resource: "*", ...rest });
const deny = (Action: unknown, rest: object = {}) => ({ Effect: "Deny", Action, Resource: "*", ...rest });
const everybody = { Principal: "*" };

/** Kind, what is said, the statements. Levels are those of the Service Authorization Reference. */
const SENTENCES: readonly (readonly [PolicyKind, string, ...object[]])[] = [
  ["identity", "Everything, in every service.", allow("*")],
  ["identity", "Everything, in every service.", allow("*:*")],
  ["identity", "Everything in S3, deleting included.", allow("s3:*")],
  ["identity", "Everything in S3, deleting included.", allow("S3:*"), allow("s3:GetObject")],
  ["identity", "Read everything in S3.", allow(["s3:Get*", "s3:List*", "s3:Describe*"])],
  // Without ListAllMyBuckets and the like it is not everything.
  ["identity", "Read some of S3.", allow("s3:Get*")],
  ["identity", "Call GetObject in S3.", allow("s3:getobject")],
  [
    "identity",
    "Everything except IAM and S3.",
    { Effect: "Allow", NotAction: ["iam:*", "s3:*"], Resource: "*" },
  ],
  [
    "identity",
    "Everything except PassRole in IAM.",
    { Effect: "Allow", NotAction: "iam:PassRole", Resource: "*" },
  ],
  ["identity", "Allows nothing.", { Effect: "Allow", NotAction: "*", Resource: "*" }],
  ["identity", "Allows nothing.", { Effect: "Allow", Action: "s3:*", NotResource: "*" }],
  ["identity", "Everything in no-such-service.", allow("no-such-service:*")],
  ["identity", "Call GetThing in no-such-service.", allow("no-such-service:GetThing")],
  [
    "identity",
    "Read and write photos/* in S3.",
    allow(["s3:GetObject", "s3:PutObject"], { Resource: "arn:aws:s3:::photos/*" }),
  ],
  [
    "identity",
    "Call PassRole on role/web in IAM.",
    allow("iam:PassRole", { Resource: "arn:aws:iam::111122223333:role/web" }),
  ],
  [
    "identity",
    "Everything with any resource of SQS of account 111122223333 in SQS, deleting included.",
    allow("sqs:*", { Resource: "arn:aws:sqs:*:111122223333:*" }),
  ],
  [
    "identity",
    "Everything in S3, deleting included, except on secrets/*.",
    { Effect: "Allow", Action: "s3:*", NotResource: "arn:aws:s3:::secrets/*" },
  ],
  [
    "identity",
    "Everything in S3, deleting included, if MFA was used.",
    allow("s3:*", { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } }),
  ],
  // What is denied for good is taken off; what is denied sometimes is an exception.
  ["identity", "Everything except IAM. Denies everything in IAM.", allow("*"), deny("iam:*")],
  [
    "identity",
    "Everything in S3, deleting included, with exceptions. Denies deleting keep/* in S3.",
    allow("s3:*"),
    deny("s3:DeleteObject", { Resource: "arn:aws:s3:::keep/*" }),
  ],
  [
    "identity",
    "Everything in S3, deleting included, with exceptions. Denies everything in S3 unless MFA was used.",
    allow("s3:*"),
    deny("s3:*", { Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } } }),
  ],
  ["serviceControl", "Forbids nothing.", allow("*")],
  [
    "serviceControl",
    "Denies everything except IAM and STS unless the region is eu-central-1 or eu-west-1.",
    allow("*"),
    {
      Effect: "Deny",
      NotAction: ["iam:*", "sts:*"],
      Resource: "*",
      Condition: { StringNotEquals: { "aws:RequestedRegion": ["eu-central-1", "eu-west-1"] } },
    },
  ],
  [
    "serviceControl",
    "Denies LeaveOrganization in Organizations. Denies ScheduleKeyDeletion in KMS unless the caller's tag BreakGlass is open.",
    allow("*"),
    deny("organizations:LeaveOrganization"),
    deny("kms:ScheduleKeyDeletion", {
      Condition: { StringNotEquals: { "aws:PrincipalTag/BreakGlass": "open" } },
    }),
  ],
  ["boundary", "At most: everything in S3, deleting included.", allow("s3:*")],
  ["identity", "Denies everything, in every service.", deny("*")],
  [
    "resource",
    "Everybody may read photos/* in S3.",
    allow("s3:GetObject", { ...everybody, Resource: "arn:aws:s3:::photos/*" }),
  ],
  [
    "resource",
    "Amazon EC2 and user ana may call SendMessage on what it is attached to in SQS.",
    {
      Effect: "Allow",
      Action: "sqs:SendMessage",
      Principal: { Service: "ec2.amazonaws.com", AWS: "arn:aws:iam::111122223333:user/people/ana" },
    },
  ],
  [
    "trust",
    "Amazon EC2 may call AssumeRole on the role in STS.",
    { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } },
  ],
  [
    "resource",
    "Denies everybody but account 4444-5555-6666 everything with photos/* in S3.",
    {
      Effect: "Deny",
      NotPrincipal: { AWS: "444455556666" },
      Action: "s3:*",
      Resource: "arn:aws:s3:::photos/*",
    },
  ],
];

describe("describePolicy", () => {
  it("says a condition of several things before them", () => {
    const isOnTime = { Condition: { DateLessThan: { "aws:CurrentTime": "2027-01-01T00:00:00Z" } } };
    const both = read(
      "identity",
      allow(["s3:*", "sqs:SendMessage"], isOnTime),
      allow("sns:*"),
      allow("kms:Sign"),
    );
    assert.equal(
      renderDescription(both),
      "Everything in SNS, deleting included; call Sign in KMS; if the time is before 2027-01-01T00:00:00Z: everything in S3, deleting included; call SendMessage in SQS.",
    );
  });

  for (const [kind, sentence, ...statements] of SENTENCES) {
    it(`says of ${kind}: ${sentence}`, () =>
      assert.equal(renderDescription(read(kind, ...statements)), sentence));
  }

  it("shows nothing of a document that could write over what stands beside it", () => {
    const hostile = "\u202e\u0007";
    const Condition = { StringEquals: { [`aws:${hostile}`]: hostile } };
    const told = read(
      "identity",
      allow([`s3:${hostile}`], { Resource: `arn:aws:s3:::${hostile}`, Condition }),
    );
    for (const text of [renderDescription(told), renderShort(told)])
      assert.doesNotMatch(text, /\p{Cc}|\p{Cf}/u);
    assert.match(renderDescription(told), /u202e/);
  });

  it("counts what it cannot tell", () => {
    const unknown = read("identity", {
      Effect: "Deny",
      Action: ["*:Delete*", "*:Put*", "s3:Get*"],
      Resource: "*",
      Condition: { StringEquals: { "aws:PrincipalTag/a": "b" }, Bool: { "aws:SecureTransport": "true" } },
    });
    assert.ok(hasUnknownShape(unknown));
    assert.equal(renderDescription(unknown), "Denies 3 actions under 2 conditions.");
  });

  it("has parts, grants and their levels as data", () => {
    const { parts, grants, denials } = read("identity", { Sid: "One", ...allow("s3:List*") }, allow("s3:*"));
    assert.deepEqual(denials, []);
    assert.equal(grants.length, 1);
    assert.deepEqual(grants[0]?.statements, [0, 1]);
    const [part] = parts;
    assert.equal(part?.sid, "One");
    assert.ok(part?.actions.kind === "some");
    const [s3] = part.actions.services;
    assert.equal(s3?.label, "S3");
    assert.equal(s3?.isEverything, false);
    const list = s3?.levels.find(({ level }) => level === "list");
    assert.ok(list !== undefined && list.count > 5 && list.count <= list.of);
    assert.equal(s3?.levels.find(({ level }) => level === "tagging")?.count, 0);
  });

  it("is short where it must be, and never longer than the whole", () => {
    const services = ["s3", "ec2", "sqs", "sns", "rds", "kms", "lambda", "events", "states"];
    const many = read(
      "identity",
      ...services.map((name, at) => allow(`${name}:List*`, { Resource: `arn:aws:${name}:*:*:r${at}` })),
    );
    assert.equal(renderShort(many), "Read some of S3 and 8 more services");
    assert.match(
      renderClause(many) ?? "",
      /^list r0 in S3, list r1 in EC2, .* and list r8 in Step Functions$/,
    );
    assert.equal(renderShort(read("identity", allow("s3:*"))), "Everything in S3, deleting included");
    assert.equal(renderClause(read("identity", allow("s3:*"))), "do everything in S3, deleting included");
    assert.equal(renderClause(read("identity", deny("s3:*"))), undefined);
  });
});
