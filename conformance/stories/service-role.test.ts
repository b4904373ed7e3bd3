import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  ListAttachedRolePoliciesCommand,
} from "@aws-sdk/client-iam";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { clientsOf } from "../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { assertRefused } from "../installation/refusal.ts";
import { ADMIN, seedWithAdmin } from "../installation/seed.ts";

/** A role that only EC2 may take: not even an administrator of its own account. */
const READ_ONLY = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";
const EC2_TRUST = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
};
let installation: TestInstallation;
before(async () => {
  installation = await startInstallation(seedWithAdmin());
});
after(() => installation.stop());

test("only the service that the trust policy names can assume the role", async () => {
  const { iam, sts } = clientsOf(installation, ADMIN);
  const { Role } = await iam.send(
    new CreateRoleCommand({ RoleName: "Reader", AssumeRolePolicyDocument: JSON.stringify(EC2_TRUST) }),
  );
  await iam.send(new AttachRolePolicyCommand({ RoleName: "Reader", PolicyArn: READ_ONLY }));
  const { AttachedPolicies } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: "Reader" }));
  assert.deepEqual(AttachedPolicies, [{ PolicyName: "AmazonS3ReadOnlyAccess", PolicyArn: READ_ONLY }]);
  assert.deepEqual(JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? "")), EC2_TRUST);
  await assertRefused(sts.send(new AssumeRoleCommand({ RoleArn: Role?.Arn, RoleSessionName: "story" })), {
    code: "AccessDenied",
    status: 403,
  });
});
