import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import {
  CreateUserCommand,
  ListUsersCommand,
  PutRolePolicyCommand,
  SimulatePrincipalPolicyCommand,
} from "@aws-sdk/client-iam";
import { type RunningCommand, spawnCommand } from "../delivery/rolecall-child.ts";
import { clientsOf, type Keys } from "../installation/clients.ts";
import { missingClient, runClient } from "../installation/external-client.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { ACCOUNT, ADMIN, seedWithAdmin } from "../installation/seed.ts";
import { ID, INSTANCE_ARN, trustIn } from "../rolecall/machine.ts";
import { callRolecall } from "../rolecall/rolecall-client.ts";

/**
 * A company's employee directory runs on a machine, with no keys in its configuration: it looks people up, and shows their photos from
 * a bucket, as the role of its instance. When the profile is taken away, that ends.
 */
const PHOTOS = "arn:aws:s3:::employee-photos";
const ROLE = `arn:aws:iam::${ACCOUNT}:role/EmployeeDirectory`;
const here = { ArnEquals: { "ec2:SourceInstanceARN": INSTANCE_ARN } };
const directory = {
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Action: "iam:ListUsers", Resource: "*", Condition: here },
    { Effect: "Allow", Action: "s3:GetObject", Resource: `${PHOTOS}/*` },
  ],
};
/** The metadata server asks after its instance every half minute. */
const NOTICED_WITHIN_MS = 60_000;

const folder = mkdtempSync(join(tmpdir(), "rolecall-directory-"));
let installation: TestInstallation;
let metadata: RunningCommand | undefined;
let imds = "";
before(async () => {
  const seed = seedWithAdmin({
    users: [
      { name: "ann", path: "/employees/" },
      { name: "bob", path: "/employees/" },
    ],
    roles: [
      { name: "EmployeeDirectory", trust: trustIn("ec2.amazonaws.com"), inlinePolicies: { directory } },
    ],
    instanceProfiles: [{ name: "EmployeeDirectory", role: "EmployeeDirectory" }],
    instances: [{ id: ID, name: "directory-1", instanceProfile: "EmployeeDirectory", region: "us-east-1" }],
  });
  installation = await startInstallation(seed);
  const created = await callRolecall(installation, "CreateInstanceEnrolment", { InstanceId: ID }, ADMIN);
  const { endpoint } = installation;
  metadata = spawnCommand([
    ...["metadata", "--port", "0", "--endpoint", endpoint],
    ...["--enrol", created.EnrolmentToken, "--state", join(folder, "machine.json")],
  ]);
  [, imds = ""] = await metadata.until(/AWS_EC2_METADATA_SERVICE_ENDPOINT=(\S+)\/\n/);
});
after(async () => {
  metadata?.child.kill("SIGTERM");
  await metadata?.ended;
  await installation?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function read(path: string): Promise<{ readonly status: number; readonly text: string }> {
  const ttl = { "x-aws-ec2-metadata-token-ttl-seconds": "60" };
  const put = await fetch(`${imds}/latest/api/token`, { method: "PUT", headers: ttl });
  const headers = { "x-aws-ec2-metadata-token": await put.text() };
  const answer = await fetch(`${imds}/latest/meta-data/${path}`, { headers });
  return { status: answer.status, text: await answer.text() };
}

async function keysOfMachine(): Promise<Keys> {
  const { status, text } = await read("iam/security-credentials/EmployeeDirectory");
  assert.equal(status, 200, text);
  const { Code, AccessKeyId, SecretAccessKey, Token } = JSON.parse(text);
  assert.equal(Code, "Success", text);
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: Token };
}

const listEmployees = (keys: Keys) =>
  clientsOf(installation, keys).iam.send(new ListUsersCommand({ PathPrefix: "/employees/" }));

test("the directory finds its role's credentials, and may do what its role may", async () => {
  const keys = await keysOfMachine();
  const { Users } = await listEmployees(keys);
  assert.deepEqual(
    Users?.map(({ UserName }) => UserName),
    ["ann", "bob"],
  );
  const make = new CreateUserCommand({ UserName: "carol" });
  await assert.rejects(clientsOf(installation, keys).iam.send(make), { name: "AccessDenied" });
  assert.equal(await decide(`${PHOTOS}/ann.jpg`), "allowed");
  assert.equal(await decide("arn:aws:s3:::payroll/2026.csv"), "implicitDeny");
});

/** What a request for an object comes to, of the role that the directory has. */
async function decide(object: string): Promise<string | undefined> {
  const input = { PolicySourceArn: ROLE, ActionNames: ["s3:GetObject"], ResourceArns: [object] };
  const { iam } = clientsOf(installation, ADMIN);
  const { EvaluationResults } = await iam.send(new SimulatePrincipalPolicyCommand(input));
  return EvaluationResults?.[0]?.EvalDecision;
}

const environment = () => ({
  AWS_ENDPOINT_URL: installation.endpoint,
  AWS_EC2_METADATA_SERVICE_ENDPOINT: `${imds}/`,
  AWS_DEFAULT_REGION: "us-east-1",
  AWS_CONFIG_FILE: "/dev/null",
  AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
});

test("the AWS CLI on the machine is told nothing and lists the employees", {
  skip: missingClient("aws", "--version"),
}, async () => {
  const args = [
    "iam",
    "list-users",
    "--path-prefix",
    "/employees/",
    "--query",
    "Users[].UserName",
    "--output",
    "text",
  ];
  const { stdout, stderr } = await runClient("aws", { args, environment: environment() });
  assert.equal(stdout.trim(), "ann\tbob", stderr);
});

test("the profile is taken away: nothing is handed out any more, and what was is revoked", async () => {
  const keys = await keysOfMachine();
  await callRolecall(installation, "DisassociateInstanceProfile", { InstanceId: ID }, ADMIN);
  const begun = Date.now();
  for (;;) {
    const { status } = await read("iam/security-credentials/");
    if (status === 404) break;
    assert.ok(Date.now() - begun < NOTICED_WITHIN_MS, `IMDS still answers ${status}`);
    await wait(500);
  }
  // As on AWS, what is out lives to its end, unless the role's sessions are revoked.
  await listEmployees(keys);
  const Statement = {
    Effect: "Deny",
    Action: ["*"],
    Resource: ["*"],
    Condition: { DateLessThan: { "aws:TokenIssueTime": new Date(Date.now() + 1000).toISOString() } },
  };
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [Statement] });
  const revoking = { RoleName: "EmployeeDirectory", PolicyName: "AWSRevokeOlderSessions", PolicyDocument };
  await clientsOf(installation, ADMIN).iam.send(new PutRolePolicyCommand(revoking));
  await assert.rejects(listEmployees(keys), { name: "AccessDenied" });
});
