import assert from "node:assert/strict";
import { test } from "node:test";
import { openSession } from "@rolecall/credentials";
import { signKeyProof } from "@rolecall/federation/key-proof";
import { refuses } from "../../harness.test-support.ts";
import {
  ARN,
  addProfile,
  addTrusted,
  enrolMachine,
  h,
  ID,
  machineOf,
  newKeys,
  openForEachTest,
  pemOf,
  role,
  trustOf,
} from "../machine.test-support.ts";

openForEachTest();

const MINUTE = 60_000;

test("a token enrols one machine, once, for minutes, whoever brings it at the same time", async () => {
  await h.ask(h.root, "RunInstance", { InstanceId: ID });
  const create = (DurationSeconds?: number) =>
    h.ask(h.root, "CreateInstanceEnrolment", { InstanceId: ID, ...(DurationSeconds && { DurationSeconds }) });
  const keys = Array.from({ length: 8 }, newKeys);
  const enrol = (EnrolmentToken: string, key = keys[0]!) =>
    h.ask(h.root, "EnrolInstance", { EnrolmentToken, PublicKey: pemOf(key.publicKey) });
  const refused = { code: "InvalidEnrolmentTokenException" };
  const replaced = await create();
  const { EnrolmentToken, ExpiresAt } = await create();
  assert.equal(ExpiresAt.getTime(), h.now() + 10 * MINUTE);
  const wrong = [replaced.EnrolmentToken, `${EnrolmentToken}A`, `${ID}.`, `i-0123456789abcdef1.x`, "x"];
  for (const token of wrong) await assert.rejects(enrol(token), refused, token);
  const outcomes = await Promise.allSettled(keys.map((key) => enrol(EnrolmentToken, key)));
  assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 1);
  for (const outcome of outcomes)
    if (outcome.status === "rejected") assert.equal(outcome.reason.code, refused.code);
  await assert.rejects(enrol(EnrolmentToken), refused);
  const late = await create(60);
  h.advance(MINUTE);
  await assert.rejects(enrol(late.EnrolmentToken), refused);
  const { EnrolmentToken: next } = await create();
  const bad = h.ask(h.root, "EnrolInstance", { EnrolmentToken: next, PublicKey: "key" });
  await refuses(bad, "ValidationException", "The public key is not one in PEM (BEGIN PUBLIC KEY).");
});

test("a machine is told all about its instance, and nobody else is", async () => {
  const machine = await enrolMachine({
    InstanceProfileName: "Web",
    Name: "web-1",
    UserData: Buffer.from("hello"),
  });
  const { Instance, InstanceProfile, UserData } = await machine.identity();
  assert.equal(Instance.Name, "web-1");
  assert.equal(Instance.EnrolledAt?.getTime(), h.now());
  assert.equal(Buffer.from(UserData ?? []).toString(), "hello");
  const { Id: _id, ...profile } = InstanceProfile ?? {};
  assert.deepEqual(profile, {
    Arn: "arn:aws:iam::111111111111:instance-profile/Web",
    State: "active",
    RoleName: "Web",
    RoleArn: "arn:aws:iam::111111111111:role/Web",
    SessionsRevokedAt: undefined,
  });
  const other = machineOf(ID, newKeys().privateKey);
  await refuses(other.identity(), "InvalidProofException", `The proof was not made with the key of ${ID}.`);
});

test("credentials are the role's for six hours, and tell where they were handed out", async () => {
  const machine = await enrolMachine({
    InstanceProfileName: "Web",
    VpcId: "vpc-1",
    PrivateIpAddress: "10.0.0.7",
  });
  const answer = await machine.credentials({ RoleDelivery: "1.0" });
  assert.equal(answer.RoleName, "Web");
  assert.equal(answer.AssumedRoleUser.Arn, `arn:aws:sts::111111111111:assumed-role/Web/${ID}`);
  assert.equal(answer.AssumedRoleUser.AssumedRoleId, `${role.id}:${ID}`);
  assert.equal(answer.IssuedAt.getTime(), h.now());
  assert.equal(answer.Credentials.Expiration.getTime(), h.now() + 6 * 60 * MINUTE);
  const opened = openSession(h.env.keyRing, answer.Credentials.AccessKeyId, answer.Credentials.SessionToken);
  assert.deepEqual(opened?.claims.deliveryKeys, {
    "ec2:sourceinstancearn": ARN,
    "ec2:roledelivery": "1.0",
    "aws:ec2instancesourcevpc": "vpc-1",
    "aws:ec2instancesourceprivateipv4": "10.0.0.7",
  });
});

test("the role is that of the profile now", async () => {
  const machine = await enrolMachine();
  const other = await addTrusted("Other");
  const profile = await addProfile("Other", other);
  const replace = { InstanceId: ID, InstanceProfileName: "Other" };
  await h.ask(h.root, "ReplaceInstanceProfile", replace);
  assert.equal((await machine.credentials()).RoleName, "Other");
  const { roleId: _role, ...empty } = profile;
  await h.store.write((tx) => tx.instanceProfiles.update(empty));
  await assert.rejects(machine.credentials(), { code: "InstanceProfileWithoutRoleException" });
  assert.equal((await machine.identity()).InstanceProfile?.State, "without-role");
  await h.store.write((tx) => tx.instanceProfiles.delete(profile.id));
  await addProfile("Other", other);
  await assert.rejects(machine.credentials(), { code: "InstanceProfileNotFoundException" });
  const told = (await machine.identity()).InstanceProfile;
  assert.deepEqual(told, { Id: profile.id, State: "not-found" });
  await h.ask(h.root, "DisassociateInstanceProfile", { InstanceId: ID });
  await assert.rejects(machine.credentials(), { code: "NoInstanceProfileException" });
  assert.equal((await machine.identity()).InstanceProfile, undefined);
});

test("the trust policy has to let EC2 in, and may ask for which instance", async () => {
  const machine = await enrolMachine({});
  const refused = async (name: string, trustPolicy: string) => {
    await addProfile(name, await addTrusted(name, trustPolicy));
    await h.ask(h.root, "AssociateInstanceProfile", { InstanceId: ID, InstanceProfileName: name });
    await assert.rejects(machine.credentials(), { code: "AccessDenied" }, name);
    await h.ask(h.root, "DisassociateInstanceProfile", { InstanceId: ID });
  };
  await refused("Lambda", trustOf("lambda.amazonaws.com"));
  await refused("Elsewhere", trustOf("ec2.amazonaws.com", { ArnLike: { "aws:SourceArn": `${ARN}x` } }));
  await refused(
    "Stranger",
    trustOf("ec2.amazonaws.com", { StringEquals: { "aws:SourceAccount": "222222222222" } }),
  );
  const condition = {
    ArnEquals: { "aws:SourceArn": ARN },
    StringEquals: { "aws:SourceAccount": "111111111111", "sts:RoleSessionName": ID },
    Bool: { "aws:PrincipalIsAWSService": "true" },
  };
  await addProfile("Own", await addTrusted("Own", trustOf("ec2.amazonaws.com", condition)));
  await h.ask(h.root, "AssociateInstanceProfile", { InstanceId: ID, InstanceProfileName: "Own" });
  assert.equal((await machine.credentials()).RoleName, "Own");
});

test("a proof is good once, for its own request, minutes and machine", async () => {
  const { privateKey, publicKey } = newKeys();
  await h.ask(h.root, "RunInstance", { InstanceId: ID, InstanceProfileName: "Web" });
  const enrol = async (key = publicKey) => {
    const { EnrolmentToken } = await h.ask(h.root, "CreateInstanceEnrolment", { InstanceId: ID });
    await h.ask(h.root, "EnrolInstance", { EnrolmentToken, PublicKey: pemOf(key) });
  };
  await enrol();
  const made = (more: object = {}) =>
    signKeyProof({
      privateKey,
      subject: ID,
      now: h.now() / 1000,
      id: crypto.randomUUID(),
      operation: "GetInstanceRoleCredentials",
      input: {},
      ...more,
    });
  const ask = (Proof: string) => h.ask(h.root, "GetInstanceRoleCredentials", { Proof });
  const refused = (Proof: string, message: RegExp) =>
    assert.rejects(ask(Proof), { code: "InvalidProofException", message });
  const once = made();
  await ask(once);
  await refused(once, /used before/);
  const racing = made();
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => ask(racing)));
  assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 1);
  await refused(made({ operation: "GetInstanceIdentity" }), /another request/);
  await refused(made({ input: { RoleDelivery: "1.0" } }), /another request/);
  await refused(made({ now: h.now() / 1000 - 61 }), /has ended/);
  await refused(made({ now: h.now() / 1000 + 400 }), /in the future/);
  await refused(made({ subject: "i-0123456789abcdef1" }), /not made with the key of i-0123456789abcdef1/);
  await refused(made({ subject: "web-1" }), /not made with the key/);
  const before = made();
  await enrol(newKeys().publicKey);
  await refused(before, /not made with the key/);
  await enrol();
  await h.ask(h.root, "TerminateInstance", { InstanceId: ID });
  await refused(made(), /not made with the key/);
});

test("it is told when the role's sessions were revoked", async () => {
  const machine = await enrolMachine();
  const revoke = (Statement: unknown) =>
    h.store.write((tx) =>
      tx.inlinePolicies.put({
        accountId: role.accountId,
        ownerKind: "role",
        ownerId: role.id,
        name: "AWSRevokeOlderSessions",
        document: JSON.stringify({ Version: "2012-10-17", Statement }),
      }),
    );
  const time = "2026-11-26T10:00:00.000Z";
  const deny = {
    Effect: "Deny",
    Action: ["*"],
    Resource: ["*"],
    Condition: { DateLessThan: { "aws:TokenIssueTime": time } },
  };
  await revoke([deny]);
  assert.equal((await machine.credentials()).SessionsRevokedAt?.toISOString(), time);
  assert.equal((await machine.identity()).InstanceProfile?.SessionsRevokedAt?.toISOString(), time);
  await revoke({ ...deny, Effect: "Allow" });
  assert.equal((await machine.credentials()).SessionsRevokedAt, undefined);
  await revoke({ ...deny, Condition: { DateLessThan: { "aws:CurrentTime": time } } });
  assert.equal((await machine.identity()).InstanceProfile?.SessionsRevokedAt, undefined);
});
