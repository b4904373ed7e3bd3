import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { after, before, test } from "node:test";
import {
  CreateUserCommand,
  PutUserPolicyCommand,
  paginateSimulatePrincipalPolicy,
  SimulateCustomPolicyCommand,
  SimulatePrincipalPolicyCommand,
} from "@aws-sdk/client-iam";
import { withoutAwsCliShell as skip } from "../installation/aws-cli-shell.ts";
import { assertRefused } from "../installation/refusal.ts";
import { ADMIN } from "../installation/seed.ts";
import { arn, type IamStage, startIamStage } from "./stage.ts";

const ANN = arn("user/staff/ann");
const OBJECT = "arn:aws:s3:::photos/a";

/** Pretty, so that statements stand on lines of their own. */
const READING = JSON.stringify(
  {
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::photos/*" },
      {
        Effect: "Allow",
        Action: "s3:PutObject",
        Resource: "*",
        Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } },
      },
    ],
  },
  undefined,
  2,
);

let stage: IamStage;
before(async () => {
  stage = await startIamStage();
  const { iam } = stage.admin;
  await iam.send(new CreateUserCommand({ UserName: "ann", Path: "/staff/" }));
  const PolicyDocument = READING;
  await iam.send(new PutUserPolicyCommand({ UserName: "ann", PolicyName: "Reading", PolicyDocument }));
});
after(() => stage?.stop());

test("a user's policies, with resources, statements, their positions and missing keys", async () => {
  const { EvaluationResults, IsTruncated } = await stage.admin.iam.send(
    new SimulatePrincipalPolicyCommand({
      PolicySourceArn: ANN,
      ActionNames: ["s3:GetObject", "s3:PutObject"],
      ResourceArns: [OBJECT],
    }),
  );
  const MatchedStatements = [
    {
      SourcePolicyId: "user_ann_Reading",
      SourcePolicyType: "IAM Policy",
      StartPosition: { Line: 3, Column: 17 },
      EndPosition: { Line: 8, Column: 6 },
    },
  ];
  const missing = { MissingContextValues: ["aws:RequestedRegion"] };
  assert.equal(IsTruncated, false);
  assert.deepEqual(EvaluationResults, [
    {
      EvalActionName: "s3:GetObject",
      EvalResourceName: OBJECT,
      EvalDecision: "allowed",
      MatchedStatements,
      MissingContextValues: [],
      EvalDecisionDetails: {},
      ResourceSpecificResults: [
        { EvalResourceName: OBJECT, EvalResourceDecision: "allowed", MatchedStatements },
      ],
    },
    {
      EvalActionName: "s3:PutObject",
      EvalResourceName: OBJECT,
      EvalDecision: "implicitDeny",
      MatchedStatements: [],
      ...missing,
      EvalDecisionDetails: {},
      ResourceSpecificResults: [
        { EvalResourceName: OBJECT, EvalResourceDecision: "implicitDeny", ...missing },
      ],
    },
  ]);
});

test("condition keys of every type, one or several values", async () => {
  const asks = (operator: string, values: unknown) =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: {
        Effect: "Allow",
        Action: "*",
        Resource: "*",
        Condition: { [operator]: { "x:key": values } },
      },
    });
  const cases = [
    ["string", "StringEquals", "a", ["a"]],
    ["numeric", "NumericLessThan", "5", ["4.5"]],
    ["boolean", "Bool", "true", ["TRUE"]],
    ["date", "DateGreaterThan", "2026-01-01T00:00:00Z", ["2026-06-01T00:00:00Z"]],
    ["ip", "IpAddress", "192.0.2.0/24", ["192.0.2.7"]],
    ["binary", "BinaryEquals", "YWJj", ["YWJj"]],
    ["stringList", "ForAllValues:StringLike", ["a*", "b"], ["ab", "b"]],
    ["numericList", "ForAnyValue:NumericEquals", "2", ["1", "2"]],
  ] as const;
  for (const [ContextKeyType, operator, wanted, ContextKeyValues] of cases) {
    const entry = { ContextKeyName: "x:key", ContextKeyType, ContextKeyValues: [...ContextKeyValues] };
    const { EvaluationResults } = await stage.admin.iam.send(
      new SimulateCustomPolicyCommand({
        PolicyInputList: [asks(operator, wanted)],
        ActionNames: ["s3:GetObject"],
        ContextEntries: [entry],
      }),
    );
    assert.equal(EvaluationResults?.[0]?.EvalDecision, "allowed", `${ContextKeyType} ${operator}`);
  }
});

test("the client goes from page to page", async () => {
  const ActionNames = Array.from({ length: 7 }, (_, index) => `s3:Get${index}`);
  const pages: (readonly (string | undefined)[])[] = [];
  const paging = { client: stage.admin.iam, pageSize: 3 };
  for await (const { EvaluationResults = [] } of paginateSimulatePrincipalPolicy(paging, {
    PolicySourceArn: ANN,
    ActionNames,
  }))
    pages.push(EvaluationResults.map(({ EvalActionName }) => EvalActionName));
  assert.deepEqual(
    pages.map(({ length }) => length),
    [3, 3, 1],
  );
  assert.deepEqual(pages.flat(), ActionNames);
});

test("what cannot be simulated is refused with InvalidInput, who is not there with NoSuchEntity", async () => {
  const { iam } = stage.admin;
  const ActionNames = ["s3:GetObject"];
  await assertRefused(iam.send(new SimulateCustomPolicyCommand({ PolicyInputList: ["{"], ActionNames })), {
    code: "InvalidInputException",
    status: 400,
    message: "Policy input list item 1 has invalid content",
  });
  const nobody = { PolicySourceArn: arn("user/not-there"), ActionNames };
  await assertRefused(iam.send(new SimulatePrincipalPolicyCommand(nobody)), {
    code: "NoSuchEntityException",
    status: 404,
    message: "Unable to retrieve specified IAM entity.",
  });
  const entry = { ContextKeyName: "x:key", ContextKeyType: "unknown" as never, ContextKeyValues: ["a"] };
  const custom = { PolicyInputList: [], ActionNames, ContextEntries: [entry] };
  await assertRefused(iam.send(new SimulateCustomPolicyCommand(custom)), {
    code: "ValidationError",
    status: 400,
  });
});

test("the AWS CLI simulates", { skip }, async () => {
  const child = spawn(
    "python3",
    [
      ...["-m", "awscli", "iam", "simulate-custom-policy", "--output", "json"],
      ...["--policy-input-list", READING, "--action-names", "s3:GetObject", "s3:PutObject"],
      ...["--resource-arns", OBJECT, "--context-entries"],
      "ContextKeyName=aws:RequestedRegion,ContextKeyType=string,ContextKeyValues=eu-west-1",
    ],
    {
      env: {
        PATH: process.env.PATH,
        AWS_ENDPOINT_URL: stage.installation.endpoint,
        AWS_DEFAULT_REGION: "us-east-1",
        AWS_ACCESS_KEY_ID: ADMIN.accessKeyId,
        AWS_SECRET_ACCESS_KEY: ADMIN.secretAccessKey,
      },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const [out, [code]] = await Promise.all([text(child.stdout), once(child, "exit")]);
  assert.equal(code, 0);
  const { EvaluationResults } = JSON.parse(out) as {
    EvaluationResults: readonly { EvalDecision: string }[];
  };
  assert.deepEqual(
    EvaluationResults.map(({ EvalDecision }) => EvalDecision),
    ["allowed", "allowed"],
  );
});
