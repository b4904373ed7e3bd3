import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { IamOperations } from "@rolecall/contracts";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { BATCH_SERVICE_ROLE_POLICY } from "../../short-catalog.test-support.ts";
import { iamService } from "../index.ts";

let h: Harness<IamOperations>;
beforeEach(async () => {
  h = await createHarness(iamService, { RolesPerAccount: 0 });
});
afterEach(() => h.close());

const BATCH = "batch.amazonaws.com";
const RoleName = "AWSServiceRoleForBatch";
const create = (input: Partial<IamOperations["CreateServiceLinkedRole"]["input"]> = {}) =>
  h.ask(h.root, "CreateServiceLinkedRole", { AWSServiceName: BATCH, ...input });

test("a service's role has the service's path, trust and one policy, and no quota", async () => {
  const { Role: role } = await create();
  assert.equal(role?.Arn, `arn:aws:iam::111111111111:role/aws-service-role/${BATCH}/${RoleName}`);
  const trust = JSON.parse(decodeURIComponent(role?.AssumeRolePolicyDocument ?? ""));
  assert.deepEqual(trust.Statement[0].Principal, { Service: [BATCH] });
  const { AttachedPolicies: attached } = await h.ask(h.root, "ListAttachedRolePolicies", { RoleName });
  assert.deepEqual(
    attached?.map(({ PolicyArn }) => PolicyArn),
    [BATCH_SERVICE_ROLE_POLICY],
  );
  const words = `Service role name ${RoleName} has been taken in this account, please try a different suffix.`;
  await refuses(create(), "InvalidInput", words);
});

test("the trust policy has lists where the role is made, and texts where it is read", async () => {
  const { Role: made } = await create();
  const { Role: read } = await h.ask(h.root, "GetRole", { RoleName });
  const { Roles: listed } = await h.ask(h.root, "ListRoles", {});
  const statementOf = (role: { readonly AssumeRolePolicyDocument?: string | undefined } | undefined) =>
    JSON.parse(decodeURIComponent(role?.AssumeRolePolicyDocument ?? "")).Statement[0];
  const text = { Effect: "Allow", Principal: { Service: BATCH }, Action: "sts:AssumeRole" };
  assert.deepEqual([read, ...(listed ?? [])].map(statementOf), [text, text]);
  const list = { Effect: "Allow", Principal: { Service: [BATCH] }, Action: ["sts:AssumeRole"] };
  assert.deepEqual(statementOf(made), list);
});

test("what a service does not take is refused", async () => {
  const suffix = create({ CustomSuffix: "x" });
  await refuses(suffix, "InvalidInput", `Custom suffix is not allowed for ${BATCH}`);
  const without = create({ AWSServiceName: "account.amazonaws.com" });
  const words = "Cannot find Service Linked Role template for account.amazonaws.com";
  await refuses(without, "AccessDenied", words);
  for (const AWSServiceName of ["notreal.amazonaws.com", "elasticloadbalancing", "Batch.amazonaws.com"]) {
    const no = `${AWSServiceName} is not a valid AWS service name (Service Principal)`;
    await refuses(create({ AWSServiceName }), "AccessDenied", no);
  }
});

test("a suffix tells several roles of a service apart", async () => {
  const AWSServiceName = "autoscaling.amazonaws.com";
  const { Role: plain } = await create({ AWSServiceName });
  const { Role: other } = await create({ AWSServiceName, CustomSuffix: "web" });
  const name = "AWSServiceRoleForAutoScaling";
  assert.deepEqual([plain?.RoleName, other?.RoleName], [name, `${name}_web`]);
  const long = create({ AWSServiceName, CustomSuffix: "x".repeat(64) });
  await assert.rejects(long, { code: "InvalidInput", message: /longer than 64 characters/ });
});

test("only its own operation deletes it, and the task can be asked after by its account", async () => {
  await create();
  await assert.rejects(h.ask(h.root, "DeleteRole", { RoleName }), { code: "UnmodifiableEntity" });
  const { DeletionTaskId } = await h.ask(h.root, "DeleteServiceLinkedRole", { RoleName });
  assert.ok(DeletionTaskId.startsWith(`task/aws-service-role/${BATCH}/${RoleName}/`));
  const status = (id: string) => h.ask(h.root, "GetServiceLinkedRoleDeletionStatus", { DeletionTaskId: id });
  assert.deepEqual(await status(DeletionTaskId), { Status: "SUCCEEDED" });
  await assert.rejects(h.ask(h.root, "GetRole", { RoleName }), { code: "NoSuchEntity" });
  for (const other of ["task/x", DeletionTaskId.replace(RoleName, "Other"), `${DeletionTaskId}x`]) {
    await refuses(status(other), "NoSuchEntity", `Deletion task ${other} cannot be found.`);
  }
  const stranger = await h.addAccount("222222222222");
  const asked = h.ask(stranger, "GetServiceLinkedRoleDeletionStatus", { DeletionTaskId });
  await assert.rejects(asked, { code: "NoSuchEntity" });
});

test("the policy of a service's role cannot be attached to others", async () => {
  await h.ask(h.root, "CreateUser", { UserName: "Bob" });
  const attach = h.ask(h.root, "AttachUserPolicy", { UserName: "Bob", PolicyArn: BATCH_SERVICE_ROLE_POLICY });
  await assert.rejects(attach, { code: "PolicyNotAttachable" });
});

test("for which service a role may be made is a condition", async () => {
  await h.ask(h.root, "CreateUser", { UserName: "Bob" });
  const bob = await h.asUser("Bob");
  const condition = { StringLike: { "iam:AWSServiceName": "batch.*" } };
  await h.allow("Bob", { Action: "iam:CreateServiceLinkedRole", Condition: condition });
  const ask = (AWSServiceName: string) => h.ask(bob, "CreateServiceLinkedRole", { AWSServiceName });
  await assert.rejects(ask("ssm.amazonaws.com"), { code: "AccessDenied" });
  await ask(BATCH);
});
