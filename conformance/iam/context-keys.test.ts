import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  CreateRoleCommand,
  GetContextKeysForCustomPolicyCommand,
  GetContextKeysForPrincipalPolicyCommand,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { assertRefused } from "../installation/refusal.ts";
import { arn, type IamStage, startIamStage, TRUST } from "./stage.ts";

/** The document of the AWS CLI's reference. */
const DOCUMENT = JSON.stringify({
  Version: "2012-10-17",
  Statement: {
    Effect: "Allow",
    Action: "dynamodb:*",
    Resource: "arn:aws:dynamodb:us-west-2:123456789012:table/${aws:username}",
    Condition: { DateGreaterThan: { "aws:CurrentTime": "2015-08-16T12:00:00Z" } },
  },
});
const KEYS = ["aws:username", "aws:CurrentTime"];

let stage: IamStage;
before(async () => {
  stage = await startIamStage();
});
after(() => stage?.stop());

test("the condition keys of documents", async () => {
  const { iam } = stage.admin;
  const given = { PolicyInputList: [DOCUMENT] };
  const { ContextKeyNames } = await iam.send(new GetContextKeysForCustomPolicyCommand(given));
  assert.deepEqual(ContextKeyNames, KEYS);
  const broken = { PolicyInputList: [DOCUMENT, "[]"] };
  await assertRefused(iam.send(new GetContextKeysForCustomPolicyCommand(broken)), {
    code: "InvalidInputException",
    status: 400,
    message: "Policy input list item 2 has invalid content",
  });
});

test("the condition keys of a role's policies", async () => {
  const { iam } = stage.admin;
  const role = { RoleName: "Keyed" };
  await iam.send(new CreateRoleCommand({ ...role, AssumeRolePolicyDocument: TRUST }));
  await iam.send(new PutRolePolicyCommand({ ...role, PolicyName: "Own", PolicyDocument: DOCUMENT }));
  const of = (PolicySourceArn: string) =>
    iam.send(new GetContextKeysForPrincipalPolicyCommand({ PolicySourceArn }));
  assert.deepEqual((await of(arn("role/Keyed"))).ContextKeyNames, KEYS);
  await assertRefused(of(arn("role/not-there")), {
    code: "NoSuchEntityException",
    status: 404,
    message: "Unable to retrieve specified IAM entity.",
  });
});
