import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import * as iamSdk from "@aws-sdk/client-iam";
import { AssumeRoleCommand, GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { type ChildInstallation, runRolecall, startChild } from "../installation/child-process.ts";
import { type Clients, clientsOf, keysOf } from "../installation/clients.ts";
import { assertRefused } from "../installation/refusal.ts";

/** An installation may stand in one of AWS's other partitions: every ARN says so, from the first start on and for good. */
const ACCOUNT = "123456789012";
const HOME = "cn-north-1";
const READ_ONLY = "arn:aws-cn:iam::aws:policy/AmazonS3ReadOnlyAccess";
const EC2_TRUST = trust({ Service: "ec2.amazonaws.com.cn" });

let folder: string;
let running: ChildInstallation | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rolecall-partition-"));
});
afterEach(async () => {
  await running?.stop("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

function trust(Principal: object): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal, Action: "sts:AssumeRole" }],
  });
}

async function start(...args: readonly string[]): Promise<ChildInstallation> {
  running = await startChild(["--data", folder, "--account-id", ACCOUNT, ...args]);
  return running;
}

/** Clients as `rolecall env` says: its keys, its region. */
async function clients(region?: string): Promise<Clients> {
  const { output } = await runRolecall(["env", "--data", folder]);
  const exports = new Map(
    [...output.matchAll(/^export (\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
  );
  const said = (name: string) => exports.get(name) ?? "";
  const keys = { accessKeyId: said("AWS_ACCESS_KEY_ID"), secretAccessKey: said("AWS_SECRET_ACCESS_KEY") };
  const installation = { endpoint: said("AWS_ENDPOINT_URL"), clockOffsetMs: () => 0 };
  return clientsOf(installation, keys, region ?? said("AWS_REGION"));
}

test("users, roles, sessions and AWS's own policies are of the partition", async () => {
  const { endpoint } = await start("--partition", "aws-cn");
  const { iam, sts } = await clients();
  const caller = await sts.send(new GetCallerIdentityCommand({}));
  assert.equal(caller.Arn, `arn:aws-cn:iam::${ACCOUNT}:user/admin`);
  const role = {
    RoleName: "Reader",
    AssumeRolePolicyDocument: trust({ AWS: `arn:aws-cn:iam::${ACCOUNT}:root` }),
  };
  const { Role } = await iam.send(new iamSdk.CreateRoleCommand(role));
  assert.equal(Role?.Arn, `arn:aws-cn:iam::${ACCOUNT}:role/Reader`);
  await iam.send(new iamSdk.AttachRolePolicyCommand({ RoleName: "Reader", PolicyArn: READ_ONLY }));
  const assumed = await sts.send(new AssumeRoleCommand({ RoleArn: Role.Arn, RoleSessionName: "story" }));
  assert.equal(assumed.AssumedRoleUser?.Arn, `arn:aws-cn:sts::${ACCOUNT}:assumed-role/Reader/story`);
  const session = clientsOf({ endpoint, clockOffsetMs: () => 0 }, keysOf(assumed.Credentials), HOME);
  await assertRefused(session.iam.send(new iamSdk.CreateUserCommand({ UserName: "Bob" })), {
    code: "AccessDenied",
    status: 403,
    message: new RegExp(`^User: arn:aws-cn:sts::.* on resource: arn:aws-cn:iam::${ACCOUNT}:user/Bob `),
  });
  const named = { PolicyArn: "arn:aws-cn:iam::aws:policy/service-role/AWSLambdaDynamoDBExecutionRole" };
  const { Policy } = await iam.send(new iamSdk.GetPolicyCommand(named));
  assert.equal(Policy?.Arn, named.PolicyArn);
  const events = { PolicyArn: "arn:aws-cn:iam::aws:policy/AmazonEventBridgeFullAccess" };
  const { Policy: known } = await iam.send(new iamSdk.GetPolicyCommand(events));
  const version = { ...events, VersionId: known?.DefaultVersionId };
  const { PolicyVersion } = await iam.send(new iamSdk.GetPolicyVersionCommand(version));
  const document = decodeURIComponent(PolicyVersion?.Document ?? "");
  assert.match(document, /"arn:aws-cn:/);
  assert.doesNotMatch(document, /"arn:aws:/);
});

test("what is of another partition is refused", async () => {
  await start("--partition", "aws-cn");
  const { iam, sts } = await clients();
  const statement = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::photos/*" };
  const document = JSON.stringify({ Version: "2012-10-17", Statement: statement });
  const put = { UserName: "admin", PolicyName: "photos", PolicyDocument: document };
  await assertRefused(iam.send(new iamSdk.PutUserPolicyCommand(put)), {
    code: "MalformedPolicyDocumentException",
    status: 400,
    message: /Partition "aws" is not valid for resource "arn:aws:s3:::photos\/\*"/,
  });
  const attach = { UserName: "admin", PolicyArn: READ_ONLY.replace("aws-cn", "aws") };
  await assertRefused(iam.send(new iamSdk.AttachUserPolicyCommand(attach)), {
    code: "ValidationError",
    status: 400,
    message: "Invalid ARN partition",
  });
  const role = {
    RoleName: "Other",
    AssumeRolePolicyDocument: trust({ AWS: `arn:aws:iam::${ACCOUNT}:root` }),
  };
  await assertRefused(iam.send(new iamSdk.CreateRoleCommand(role)), {
    code: "MalformedPolicyDocumentException",
    status: 400,
  });
  const assume = { RoleArn: `arn:aws:iam::${ACCOUNT}:role/Reader`, RoleSessionName: "story" };
  await assertRefused(sts.send(new AssumeRoleCommand(assume)), { code: "ValidationError", status: 400 });
  const elsewhere = await clients("us-east-1");
  await assertRefused(elsewhere.iam.send(new iamSdk.ListUsersCommand({})), {
    code: "SignatureDoesNotMatch",
    status: 403,
  });
});

test("roles are passed to EC2 by its name in China, and services keep theirs", async () => {
  await start("--partition", "aws-cn");
  const { iam } = await clients();
  await iam.send(new iamSdk.CreateRoleCommand({ RoleName: "Web", AssumeRolePolicyDocument: EC2_TRUST }));
  await iam.send(new iamSdk.CreateInstanceProfileCommand({ InstanceProfileName: "Web" }));
  const Condition = { StringNotEquals: { "iam:PassedToService": "ec2.amazonaws.com.cn" } };
  const PolicyDocument = JSON.stringify({
    Version: "2012-10-17",
    Statement: { Effect: "Deny", Action: "iam:PassRole", Resource: "*", Condition },
  });
  const put = { UserName: "admin", PolicyName: "pass", PolicyDocument };
  await iam.send(new iamSdk.PutUserPolicyCommand(put));
  const pass = { InstanceProfileName: "Web", RoleName: "Web" };
  await iam.send(new iamSdk.AddRoleToInstanceProfileCommand(pass));
  const linked = { AWSServiceName: "autoscaling.amazonaws.com" };
  const { Role } = await iam.send(new iamSdk.CreateServiceLinkedRoleCommand(linked));
  assert.equal(
    Role?.Arn,
    `arn:aws-cn:iam::${ACCOUNT}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`,
  );
});

test("a store stays in its partition", async () => {
  const first = await start("--partition", "aws-us-gov");
  await first.stop();
  await start();
  const { sts } = await clients();
  const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
  assert.equal(Arn, `arn:aws-us-gov:iam::${ACCOUNT}:user/admin`);
  await running?.stop();
  const other = await runRolecall(["start", "--port", "0", "--data", folder, "--partition", "aws"]);
  assert.equal(other.code, 2, other.output);
  assert.match(other.output, /--partition: this store is of aws-us-gov/);
  const unknown = await runRolecall(["start", "--port", "0", "--data", folder, "--partition", "aws-iso"]);
  assert.match(unknown.output, /--partition: "aws-iso" is none of aws, aws-cn, aws-us-gov/);
});
