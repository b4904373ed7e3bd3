import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  AcquireRoleCommand,
  AttachRolePolicyCommand,
  GetRoleCommand,
  GetRoleTemplateVersionCommand,
} from "@aws-sdk/client-iam";
import { type Clients, clientsOf } from "../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { assertRefused } from "../installation/refusal.ts";
import { ADMIN, seedWithAdmin } from "../installation/seed.ts";

const TemplateArn = "arn:aws:iam::aws:role-template/iam.amazonaws.com/PowerUserRoleTemplate:1";
const RoleName = "ForLambda";

let installation: TestInstallation;
let admin: Clients;
before(async () => {
  installation = await startInstallation(seedWithAdmin());
  admin = clientsOf(installation, ADMIN);
});
after(() => installation.stop());

const acquire = (service: string) =>
  admin.iam.send(
    new AcquireRoleCommand({
      TemplateArn,
      ReplacementValues: { AWSServiceName: { Values: [service] }, RoleName: { Values: [RoleName] } },
    }),
  );

test("every template that is known comes over the wire, and another does not", async () => {
  const read = async (name: string) =>
    (
      await admin.iam.send(
        new GetRoleTemplateVersionCommand({ TemplateArn: `arn:aws:iam::aws:role-template/${name}:1` }),
      )
    ).RoleTemplateVersion;
  for (const name of [
    "iam.amazonaws.com/PowerUserRoleTemplate",
    "backup.amazonaws.com/AWSBackupDefaultServiceRoleTemplate",
    "datazone.amazonaws.com/AmazonSageMakerAdminIAMPermissiveExecutionRoleTemplate",
    "datazone.amazonaws.com/AmazonSageMakerUserIAMPermissiveExecutionRoleTemplate",
    "secretsmanager.amazonaws.com/AWSSecretsManagerRotationRoleTemplate",
  ]) {
    const template = await read(name);
    assert.equal(`${template?.ManagedByValue}/${template?.TemplateName}`, name);
    JSON.parse(decodeURIComponent(template?.AssumeRolePolicyDocumentTemplate ?? ""));
  }
  await assertRefused(read("rum.amazonaws.com/AmazonCloudWatchRUMPutEventsRoleTemplate"), {
    code: "NoSuchEntityException",
    status: 404,
    message:
      "Role template not found in repository: arn:aws:iam::aws:role-template/rum.amazonaws.com/AmazonCloudWatchRUMPutEventsRoleTemplate:1",
  });
});

test("a role is acquired, is the same again, and is no longer managed once it was edited", async () => {
  const { Role } = await acquire("lambda.amazonaws.com");
  assert.deepEqual((await acquire("lambda.amazonaws.com")).Role, Role);
  const read = await admin.iam.send(new GetRoleCommand({ RoleName }));
  assert.deepEqual(read.Role?.SourceRoleTemplate, { TemplateArn, TemplateMinorVersion: 0 });
  const conflict = { code: "NameConflictException", status: 409 };
  await assertRefused(acquire("states.amazonaws.com"), conflict);
  const PolicyArn = "arn:aws:iam::aws:policy/ReadOnlyAccess";
  await admin.iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
  await assertRefused(acquire("lambda.amazonaws.com"), { code: "RoleModifiedException", status: 409 });
});
