/** Machines over real sockets: what they are given, when that ends, and who gets nothing. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  DeleteInstanceProfileCommand,
  GetUserCommand,
  IAMClient,
  PutRolePolicyCommand,
  RemoveRoleFromInstanceProfileCommand,
} from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { readAuditLog, readAuditText } from "../installation/audit.ts";
import { clientConfiguration, clientsOf, type Keys } from "../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { ADMIN, ADMINISTRATOR, seedUser, seedWithAdmin } from "../installation/seed.ts";
import { enrolMachine, ID, INSTANCE_ARN, MACHINES, machineAt, newKeyPair, proofOf } from "./machine.ts";
import { callRolecall } from "./rolecall-client.ts";

const STRANGER = { accessKeyId: "AKIASTRANGER22222222", secretAccessKey: ADMIN.secretAccessKey };

let installation: TestInstallation;
before(async () => {
  const { accounts } = seedWithAdmin({ users: [seedUser("bob")], ...MACHINES });
  const accessKeys = [{ id: STRANGER.accessKeyId, secret: STRANGER.secretAccessKey }];
  const users = [{ name: "stranger", policies: [ADMINISTRATOR], accessKeys }];
  installation = await startInstallation({ accounts: [...accounts, { id: "222222222222", users }] });
});
after(() => installation?.stop());

const admin = () => new IAMClient(clientConfiguration(installation, ADMIN));
const ask = <Name extends Parameters<typeof callRolecall>[1]>(
  name: Name,
  input: Parameters<typeof callRolecall<Name>>[2],
  keys: Keys = ADMIN,
) => callRolecall<Name>(installation, name, input, keys);

async function allowRole(RoleName: string, Condition: object): Promise<void> {
  const Statement = { Effect: "Allow", Action: "iam:GetUser", Resource: "*", Condition };
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
  await admin().send(new PutRolePolicyCommand({ RoleName, PolicyName: "own", PolicyDocument }));
}

const getUser = (keys: Keys) =>
  clientsOf(installation, keys).iam.send(new GetUserCommand({ UserName: "bob" }));

test("a machine is its role, and later requests tell where its credentials were handed out", async () => {
  const machine = await enrolMachine(installation);
  const keys = await machine.credentials();
  const { sts } = clientsOf(installation, keys);
  const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
  assert.equal(Arn, `arn:aws:sts::111111111111:assumed-role/Web/${ID}`);
  const right = {
    ArnEquals: { "ec2:SourceInstanceARN": INSTANCE_ARN },
    NumericEquals: { "ec2:RoleDelivery": "2.0" },
    StringEquals: { "aws:Ec2InstanceSourceVPC": "vpc-1", "aws:Ec2InstanceSourcePrivateIPv4": "10.0.0.7" },
  };
  await allowRole("Web", right);
  assert.equal((await getUser(keys)).User?.UserName, "bob");
  const older = await machine.credentials("1.0");
  await assert.rejects(getUser(older), { name: "AccessDenied" });
  for (const wrong of [
    { ArnEquals: { "ec2:SourceInstanceARN": `${INSTANCE_ARN.slice(0, -1)}1` } },
    { StringEquals: { "aws:Ec2InstanceSourceVPC": "vpc-2" } },
    { Null: { "aws:Ec2InstanceSourcePrivateIPv4": "true" } },
  ]) {
    await allowRole("Web", wrong);
    await assert.rejects(getUser(keys), { name: "AccessDenied" }, JSON.stringify(wrong));
  }
  // Nobody else's request has the keys.
  await allowRole("Web", { StringEquals: { "aws:Ec2InstanceSourceVPC": "vpc-1" } });
  assert.equal((await getUser(keys)).User?.UserName, "bob");
});

test("what is changed counts at the next question: the profile, the trust, the sessions that were revoked", async () => {
  const machine = await enrolMachine(installation);
  const roleOf = async () =>
    (await clientsOf(installation, await machine.credentials()).sts.send(new GetCallerIdentityCommand({})))
      .Arn;
  await ask("ReplaceInstanceProfile", { InstanceId: ID, InstanceProfileName: "Other" });
  assert.match((await roleOf()) ?? "", /\/Other\//);
  await ask("ReplaceInstanceProfile", { InstanceId: ID, InstanceProfileName: "Untrusting" });
  await assert.rejects(machine.credentials(), {
    name: "AccessDeniedException",
    message:
      /ec2\.amazonaws\.com is not authorized to perform: sts:AssumeRole on resource: .*role\/Untrusting/,
  });
  await ask("DisassociateInstanceProfile", { InstanceId: ID });
  await assert.rejects(machine.credentials(), { name: "NoInstanceProfileException" });
  assert.equal((await machine.identity()).InstanceProfile, undefined);
  await ask("AssociateInstanceProfile", { InstanceId: ID, InstanceProfileName: "Web" });
  const keys = await machine.credentials();
  await allowRole("Web", {});
  await getUser(keys);
  installation.advanceClock(2000);
  const revokedAt = new Date(Date.now() + installation.clockOffsetMs());
  const Statement = [
    {
      Effect: "Deny",
      Action: ["*"],
      Resource: ["*"],
      Condition: { DateLessThan: { "aws:TokenIssueTime": revokedAt.toISOString() } },
    },
  ];
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
  const revoking = { RoleName: "Web", PolicyName: "AWSRevokeOlderSessions", PolicyDocument };
  await admin().send(new PutRolePolicyCommand(revoking));
  await assert.rejects(getUser(keys), { name: "AccessDenied" });
  const told = (await machine.identity()).InstanceProfile?.SessionsRevokedAt as unknown as number;
  assert.equal(Math.round(told * 1000), revokedAt.getTime());
  installation.advanceClock(2000);
  await getUser(await machine.credentials());
});

test("a profile that is deleted, and made anew under its name, gives nothing", async () => {
  await ask("RunInstance", { InstanceId: "i-00000000000000001", InstanceProfileName: "Other" });
  const machine = await enrolMachine(installation, "i-00000000000000001");
  const names = { InstanceProfileName: "Other", RoleName: "Other" };
  await admin().send(new RemoveRoleFromInstanceProfileCommand(names));
  await assert.rejects(machine.credentials(), { name: "InstanceProfileWithoutRoleException" });
  await admin().send(new DeleteInstanceProfileCommand(names));
  await assert.rejects(machine.credentials(), { name: "InstanceProfileNotFoundException" });
  assert.equal((await machine.identity()).InstanceProfile?.State, "not-found");
});

test("stolen proofs give nothing: of another instance, request or time, used before, of a machine that was replaced", async () => {
  await ask("RunInstance", { InstanceId: "i-00000000000000002", InstanceProfileName: "Web" });
  const machine = await enrolMachine(installation, "i-00000000000000002");
  const { privateKey } = machine;
  const asked = { operation: "GetInstanceRoleCredentials", input: {} };
  const give = (Proof: string) => callRolecall(installation, "GetInstanceRoleCredentials", { Proof });
  const refused = (Proof: string, message: RegExp) =>
    assert.rejects(give(Proof), { name: "InvalidProofException", message });
  const own = "i-00000000000000002";
  const now = Math.floor((Date.now() + installation.clockOffsetMs()) / 1000);
  await refused(proofOf(installation, ID, { privateKey, ...asked }), /not made with the key of/);
  await refused(
    proofOf(installation, own, { privateKey, ...asked, operation: "GetInstanceIdentity" }),
    /another request/,
  );
  await refused(proofOf(installation, own, { privateKey, ...asked, now: now - 400 }), /has ended/);
  await refused(proofOf(installation, own, { privateKey, ...asked, now: now + 400 }), /in the future/);
  await refused("not.a.proof", /not a JSON object/);
  const once = proofOf(installation, own, { privateKey, ...asked });
  const outcomes = await Promise.allSettled(Array.from({ length: 16 }, () => give(once)));
  assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 1);
  await enrolMachine(installation, own);
  await refused(proofOf(installation, own, { privateKey, ...asked }), /not made with the key of/);
  const last = await enrolMachine(installation, own);
  await ask("TerminateInstance", { InstanceId: own });
  await assert.rejects(last.credentials(), { name: "InvalidProofException" });
});

test("an instance of another account is nobody's to enrol or to see", async () => {
  for (const name of ["GetInstance", "CreateInstanceEnrolment", "TerminateInstance"] as const) {
    await assert.rejects(
      ask(name, { InstanceId: ID }, STRANGER),
      { name: "ResourceNotFoundException", message: `There is no instance ${ID} in this account.` },
      name,
    );
  }
  const profile = { InstanceId: ID, InstanceProfileName: "Web" };
  await assert.rejects(ask("ReplaceInstanceProfile", profile, STRANGER), {
    name: "ResourceNotFoundException",
  });
  assert.deepEqual((await ask("ListInstances", {}, STRANGER)).Instances, []);
});

test("an input out of its bounds is told by name, and no secret of it is", async () => {
  const invalid = { name: "ValidationException" };
  await assert.rejects(ask("RunInstance", { UserData: "A".repeat(22_000) as never }), invalid);
  await assert.rejects(ask("RunInstance", { InstanceId: "i-1" }), { ...invalid, message: /'instanceId'/ });
  const long = "x".repeat(300);
  await assert.rejects(
    callRolecall(installation, "EnrolInstance", { EnrolmentToken: long, PublicKey: newKeyPair().pem }),
    (error: Error) => {
      assert.equal(error.name, "ValidationException");
      assert.ok(!error.message.includes(long));
      return true;
    },
  );
  const proof = callRolecall(installation, "GetInstanceIdentity", { Proof: "x".repeat(5000) });
  await assert.rejects(proof, invalid);
});

test("records tell who asked for what, and hold no token, proof or key", async () => {
  const { EnrolmentToken } = await ask("CreateInstanceEnrolment", { InstanceId: ID });
  const { privateKey, pem } = newKeyPair();
  await callRolecall(installation, "EnrolInstance", { EnrolmentToken, PublicKey: pem });
  const keys = await machineAt(installation, ID, privateKey).credentials();
  const events = await readAuditLog(installation);
  const given = events.findLast(
    ({ eventName, errorCode }) => eventName === "GetInstanceRoleCredentials" && errorCode === undefined,
  );
  assert.equal(given?.userIdentity.type, "AWSService");
  const text = readAuditText(installation);
  for (const secret of [EnrolmentToken, keys.secretAccessKey, keys.sessionToken ?? ""]) {
    assert.ok(!text.includes(secret.slice(5)));
  }
  assert.ok(!/eyJhbGciOi/.test(text), "no proof stands in a record");
});
