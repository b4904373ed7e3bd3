import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  CreateLoginProfileCommand,
  CreateUserCommand,
  DeactivateMFADeviceCommand,
  DeleteAccessKeyCommand,
  DeleteLoginProfileCommand,
  DeleteVirtualMFADeviceCommand,
  DisableOrganizationsRootCredentialsManagementCommand,
  EnableOrganizationsRootCredentialsManagementCommand,
  EnableOrganizationsRootSessionsCommand,
  GetAccountSummaryCommand,
  GetLoginProfileCommand,
  GetUserCommand,
  ListAccessKeysCommand,
  ListMFADevicesCommand,
  ListOrganizationsFeaturesCommand,
} from "@aws-sdk/client-iam";
import {
  AttachPolicyCommand,
  CreatePolicyCommand,
  DetachPolicyCommand,
  EnableAWSServiceAccessCommand,
  EnablePolicyTypeCommand,
  ListRootsCommand,
  PolicyType,
  RegisterDelegatedAdministratorCommand,
} from "@aws-sdk/client-organizations";
import {
  AssumeRoleCommand,
  AssumeRootCommand,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
} from "@aws-sdk/client-sts";
import {
  type Company,
  keysOfUser,
  MANAGEMENT,
  MEMBER,
  ROOT,
  ROOT_DEVICE,
  STRANGER,
  startCompany,
} from "../account/company.ts";
import { readAuditLog } from "../installation/audit.ts";
import { keysOf } from "../installation/clients.ts";
import { assertRefused } from "../installation/refusal.ts";

/** The management account takes away the root user's credentials of a member, without them. */

const IAM = "iam.amazonaws.com";
const TASK = "arn:aws:iam::aws:policy/root-task/";
const DENIED = { code: "AccessDenied", status: 403 };

let company: Company;
before(async () => {
  company = await startCompany();
});
after(() => company.stop());

async function keysOfRoot(task: string, TargetPrincipal = MEMBER, by = company.management) {
  const command = new AssumeRootCommand({ TargetPrincipal, TaskPolicyArn: { arn: `${TASK}${task}` } });
  return keysOf((await by.sts.send(command)).Credentials);
}

async function assumeRoot(...asked: Parameters<typeof keysOfRoot>) {
  return company.as(await keysOfRoot(...asked));
}

test("features need an organization that trusts IAM, and the management account", async () => {
  const { iam, organizations } = company.management;
  const list = new ListOrganizationsFeaturesCommand({});
  const enable = new EnableOrganizationsRootCredentialsManagementCommand({});
  await assertRefused(company.stranger.iam.send(list), {
    code: "OrganizationNotFoundException",
    status: 400,
  });
  await assertRefused(iam.send(enable), { code: "ServiceAccessNotEnabledException", status: 400 });
  await organizations.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: IAM }));
  await assertRefused(company.member.iam.send(list), {
    code: "AccountNotManagementOrDelegatedAdministratorException",
    status: 400,
  });
  await assertRefused(assumeRoot("IAMAuditRootUserCredentials"), DENIED);
  const { EnabledFeatures, OrganizationId } = await iam.send(enable);
  assert.deepEqual(EnabledFeatures, ["RootCredentialsManagement"]);
  assert.match(OrganizationId ?? "", /^o-[a-z0-9]{10}$/);
});

test("a service control policy keeps root out and lets sessions of its tasks in", async () => {
  const { organizations } = company.management;
  const Type = PolicyType.SERVICE_CONTROL_POLICY;
  const { Roots: [root] = [] } = await organizations.send(new ListRootsCommand({}));
  await organizations.send(new EnablePolicyTypeCommand({ RootId: root?.Id, PolicyType: Type }));
  const Statement = {
    Effect: "Deny",
    Action: "*",
    Resource: "*",
    Condition: {
      ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:root" },
      Null: { "aws:AssumedRoot": "true" },
    },
  };
  const Content = JSON.stringify({ Version: "2012-10-17", Statement });
  const policy = new CreatePolicyCommand({ Name: "NoRoot", Description: "", Type, Content });
  const { Policy } = await organizations.send(policy);
  const attachment = { PolicyId: Policy?.PolicySummary?.Id, TargetId: MEMBER };
  const itself = company.as(ROOT).iam;
  await itself.send(new GetUserCommand({}));
  await organizations.send(new AttachPolicyCommand(attachment));
  await assertRefused(itself.send(new GetUserCommand({})), DENIED);
  const session = await assumeRoot("IAMAuditRootUserCredentials");
  await session.iam.send(new GetUserCommand({}));
  await organizations.send(new DetachPolicyCommand(attachment));
});

test("root's credentials are looked at, and deleted", async () => {
  const { iam, sts } = await assumeRoot("IAMAuditRootUserCredentials");
  const { Arn, UserId } = await sts.send(new GetCallerIdentityCommand({}));
  assert.deepEqual([Arn, UserId], [`arn:aws:iam::${MEMBER}:root`, MEMBER]);
  assert.equal((await iam.send(new GetUserCommand({}))).User?.Arn, Arn);
  assert.equal((await iam.send(new GetAccountSummaryCommand({}))).SummaryMap?.AccountAccessKeysPresent, 1);
  const { MFADevices = [] } = await iam.send(new ListMFADevicesCommand({}));
  assert.deepEqual(
    MFADevices.map(({ SerialNumber }) => SerialNumber),
    [ROOT_DEVICE.serialNumber],
  );
  const { AccessKeyMetadata = [] } = await iam.send(new ListAccessKeysCommand({}));
  const [AccessKeyId = ""] = AccessKeyMetadata.map((key) => key.AccessKeyId ?? "");
  const remove = new DeleteAccessKeyCommand({ AccessKeyId });
  await assertRefused(iam.send(remove), {
    ...DENIED,
    message:
      /is not authorized to perform: iam:DeleteAccessKey on resource: arn:aws:iam::222222222222:root with an explicit deny in a session policy/,
  });
  const deleter = await assumeRoot("IAMDeleteRootUserCredentials", `arn:aws:iam::${MEMBER}:root`);
  await deleter.iam.send(remove);
  assert.deepEqual((await iam.send(new ListAccessKeysCommand({}))).AccessKeyMetadata, []);
  const device = { SerialNumber: ROOT_DEVICE.serialNumber };
  await assertRefused(iam.send(new DeactivateMFADeviceCommand(device)), DENIED);
  await deleter.iam.send(new DeactivateMFADeviceCommand(device));
  await deleter.iam.send(new DeleteVirtualMFADeviceCommand(device));
  assert.deepEqual((await iam.send(new ListMFADevicesCommand({}))).MFADevices, []);
});

test("a password can be recovered by who gets the task, and taken away again", async () => {
  const auditor = await assumeRoot("IAMAuditRootUserCredentials");
  const read = new GetLoginProfileCommand({});
  await assertRefused(auditor.iam.send(read), { code: "NoSuchEntityException", status: 404 });
  const creator = await assumeRoot("IAMCreateRootUserPassword");
  await creator.iam.send(new CreateLoginProfileCommand({}));
  await auditor.iam.send(read);
  const deleter = await assumeRoot("IAMDeleteRootUserCredentials");
  await deleter.iam.send(new DeleteLoginProfileCommand({}));
  await assertRefused(auditor.iam.send(read), { code: "NoSuchEntityException", status: 404 });
});

test("nothing lies beyond the task: no users, no roles, no other session", async () => {
  const { iam, sts } = await assumeRoot("IAMDeleteRootUserCredentials");
  await assertRefused(iam.send(new CreateUserCommand({ UserName: "bob" })), DENIED);
  await assertRefused(iam.send(new ListAccessKeysCommand({ UserName: "admin" })), DENIED);
  const role = { RoleArn: `arn:aws:iam::${MEMBER}:role/Any`, RoleSessionName: "root" };
  const invalid = { code: "InvalidClientTokenId", status: 403 };
  await assertRefused(sts.send(new AssumeRoleCommand(role)), invalid);
  await assertRefused(sts.send(new GetSessionTokenCommand({})), invalid);
});

test("tasks of other services are a feature of their own", async () => {
  await assertRefused(assumeRoot("S3UnlockBucketPolicy"), DENIED);
  await company.management.iam.send(new EnableOrganizationsRootSessionsCommand({}));
  const { iam } = await assumeRoot("S3UnlockBucketPolicy");
  await assertRefused(iam.send(new ListAccessKeysCommand({})), DENIED);
});

test("nobody's root but a member's, by nobody but who manages it", async () => {
  const task = "IAMAuditRootUserCredentials";
  await assertRefused(assumeRoot(task, MANAGEMENT), DENIED);
  await assertRefused(assumeRoot(task, STRANGER), DENIED);
  await assertRefused(assumeRoot(task, MEMBER, company.stranger), DENIED);
  await assertRefused(assumeRoot(task, MEMBER, company.member), DENIED);
  const delegation = { AccountId: MEMBER, ServicePrincipal: IAM };
  await company.management.organizations.send(new RegisterDelegatedAdministratorCommand(delegation));
  await assumeRoot(task, MEMBER, company.member);
  await company.member.iam.send(new ListOrganizationsFeaturesCommand({}));
  await assertRefused(company.member.iam.send(new EnableOrganizationsRootSessionsCommand({})), {
    code: "CallerIsNotManagementAccountException",
    status: 400,
  });
});

test("a session ends after 15 minutes, and the record tells that it was one", async () => {
  const keys = await keysOfRoot("IAMAuditRootUserCredentials");
  await company.as(keys).iam.send(new GetUserCommand({}));
  company.installation.advanceClock(901_000);
  await assertRefused(company.as(keys).iam.send(new GetUserCommand({})), {
    code: "ExpiredToken",
    status: 403,
  });
  const events = await readAuditLog(company.installation);
  assert.match(JSON.stringify(events), /"sessionContext":\{[^}]*"assumedRoot":"true"/);
});

test("with the feature goes the way in", async () => {
  const { iam } = company.as(keysOfUser(MANAGEMENT, "admin"));
  const { EnabledFeatures } = await iam.send(new DisableOrganizationsRootCredentialsManagementCommand({}));
  assert.deepEqual(EnabledFeatures, ["RootSessions"]);
});
