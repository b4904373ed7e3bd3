import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  AttachGroupPolicyCommand,
  CreateGroupCommand,
  ListPoliciesGrantingServiceAccessCommand,
  PutGroupPolicyCommand,
} from "@aws-sdk/client-iam";
import { assertRefused } from "../installation/refusal.ts";
import { arn, DOCUMENT, type IamStage, READ_ONLY, startIamStage } from "./stage.ts";

let stage: IamStage;
before(async () => {
  stage = await startIamStage();
  const { iam } = stage.admin;
  const group = { GroupName: "Team" };
  await iam.send(new CreateGroupCommand(group));
  await iam.send(new PutGroupPolicyCommand({ ...group, PolicyName: "Listing", PolicyDocument: DOCUMENT }));
  await iam.send(new AttachGroupPolicyCommand({ ...group, PolicyArn: READ_ONLY }));
});
after(() => stage?.stop());

const ask = (Arn: string, ...ServiceNamespaces: string[]) =>
  stage.admin.iam.send(new ListPoliciesGrantingServiceAccessCommand({ Arn, ServiceNamespaces }));

test("the policies of a group that allow anything of a service", async () => {
  const { PoliciesGrantingServiceAccess, IsTruncated } = await ask(arn("group/Team"), "s3", "ec2", "iam");
  assert.equal(IsTruncated, false);
  assert.deepEqual(PoliciesGrantingServiceAccess, [
    {
      ServiceNamespace: "s3",
      Policies: [{ PolicyName: "Listing", PolicyType: "INLINE", EntityType: "GROUP", EntityName: "Team" }],
    },
    { ServiceNamespace: "ec2", Policies: [] },
    {
      ServiceNamespace: "iam",
      Policies: [{ PolicyName: "IAMReadOnlyAccess", PolicyType: "MANAGED", PolicyArn: READ_ONLY }],
    },
  ]);
});

test("two hundred services and no more, each of letters, digits, _ and -", async () => {
  const many = Array.from({ length: 201 }, (_, index) => `s${index}`);
  await assertRefused(ask(arn("group/Team"), ...many), {
    code: "ValidationError",
    status: 400,
    message:
      "1 validation error detected: Value at 'serviceNamespaces' failed to satisfy constraint: Member must have length less than or equal to 200",
  });
  await assertRefused(ask(arn("group/Team"), "s 3"), { code: "ValidationError", status: 400 });
  await assertRefused(ask(arn("user/not-there"), "s3"), {
    code: "NoSuchEntityException",
    status: 404,
    message: "The user with name not-there cannot be found.",
  });
});
