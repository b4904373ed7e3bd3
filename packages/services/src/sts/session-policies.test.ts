import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { refuses } from "../harness.test-support.ts";
import { S3_READ_ONLY_ACCESS } from "../short-catalog.test-support.ts";
import {
  A,
  ALLOW_ALL,
  addPolicy,
  addRole,
  addUser,
  B,
  bearerOf,
  become,
  h,
  openForEachTest,
  policy,
  trusting,
} from "./sts.test-support.ts";

openForEachTest();

/** Session policies limit, never grant. Both operations of STS are reachable for a role's session. */
let ann: Awaited<ReturnType<typeof addUser>>;
beforeEach(async () => {
  ann = await addUser("ann", { policy: policy(ALLOW_ALL) });
});

const only = (Action: string | readonly string[]) => policy({ ...ALLOW_ALL, Action });
const role = (name: string, document = policy(ALLOW_ALL)) =>
  addRole(name, {
    trust: [trusting(A, { Action: ["sts:AssumeRole", "sts:TagSession"] })],
    policy: document,
  });

type Bearer = Awaited<ReturnType<typeof become>>;
const keyInfo = (caller: Bearer) => h.ask(caller, "GetAccessKeyInfo", { AccessKeyId: ann.accessKeyId });
const decode = (caller: Bearer) => h.ask(caller, "DecodeAuthorizationMessage", { EncodedMessage: "none" });

const isAllowed = async (call: Promise<unknown>): Promise<boolean> => {
  const error = await call.then(
    () => undefined,
    (caught: { code?: string }) => caught,
  );
  return error?.code !== "AccessDenied";
};

test("a session may do what the role and the session's policy both allow", async () => {
  const RoleArn = await role("Some", only("sts:GetAccessKeyInfo"));
  const free = await become(ann, { RoleArn });
  const narrowed = await become(ann, { RoleArn, Policy: only("sts:Decode*") });
  const same = await become(ann, { RoleArn, Policy: only("sts:*") });
  assert.deepEqual(await Promise.all([free, narrowed, same].map((caller) => isAllowed(keyInfo(caller)))), [
    true,
    false,
    true,
  ]);
  assert.deepEqual(await Promise.all([free, narrowed, same].map((caller) => isAllowed(decode(caller)))), [
    false,
    false,
    false,
  ]);
});

test("an inline policy and policies by ARN are one set; a deny in any wins", async () => {
  const RoleArn = await role("All");
  const arn = await addPolicy("Decode", only("sts:DecodeAuthorizationMessage"));
  const both = await become(ann, { RoleArn, Policy: only("sts:GetAccessKeyInfo"), PolicyArns: [{ arn }] });
  assert.deepEqual([await isAllowed(keyInfo(both)), await isAllowed(decode(both))], [true, true]);
  const aws = await become(ann, { RoleArn, PolicyArns: [{ arn: S3_READ_ONLY_ACCESS }] });
  assert.deepEqual([await isAllowed(keyInfo(aws)), await isAllowed(decode(aws))], [false, false]);
  const denied = await become(ann, {
    RoleArn,
    Policy: policy({ ...ALLOW_ALL, Effect: "Deny", Action: "sts:Decode*" }, ALLOW_ALL),
    PolicyArns: [{ arn }],
  });
  assert.deepEqual([await isAllowed(keyInfo(denied)), await isAllowed(decode(denied))], [true, false]);
});

test("a session whose managed policy was deleted may do nothing: it may have denied", async () => {
  const RoleArn = await role("All");
  const arn = await addPolicy("Gone", policy(ALLOW_ALL));
  const session = await become(ann, { RoleArn, Policy: policy(ALLOW_ALL), PolicyArns: [{ arn }] });
  assert.equal(await isAllowed(keyInfo(session)), true);
  await h.store.write(async (tx) => {
    const record = await tx.policies.byName(A, "Gone");
    assert.ok(record);
    await tx.policies.delete(record.id);
  });
  assert.equal(await isAllowed(keyInfo(session)), false);
});

test("a new default version of a session's managed policy counts at once", async () => {
  const RoleArn = await role("All");
  const arn = await addPolicy("Changing", policy(ALLOW_ALL));
  const session = await become(ann, { RoleArn, PolicyArns: [{ arn }] });
  assert.equal(await isAllowed(keyInfo(session)), true);
  await h.store.write(async (tx) => {
    const record = await tx.policies.byName(A, "Changing");
    assert.ok(record);
    const document = only("sts:Decode*");
    await tx.policyVersions.insert({ policyId: record.id, version: 2, document, createdAt: h.now() });
    await tx.policies.update({ ...record, defaultVersion: 2, latestVersion: 2 });
  });
  assert.equal(await isAllowed(keyInfo(session)), false);
});

test("policies that are no policies", async () => {
  const RoleArn = await role("All");
  const ask = (Policy: string) => h.ask(ann, "AssumeRole", { RoleArn, RoleSessionName: "x", Policy });
  for (const text of ["{}", "not json", "[]", '{"Statement":[{"Effect":"Maybe"}]}']) {
    await assert.rejects(ask(text), { code: "MalformedPolicyDocument" }, text);
  }
  // Incomplete ARNs are completed in identity-based policies alone.
  for (const Resource of ["arn:aws:sqs", "arn:aws:sqs:us-east-1", "arn:aws:sqs:*:111122223333"]) {
    await assert.rejects(
      ask(policy({ ...ALLOW_ALL, Resource })),
      { code: "MalformedPolicyDocument" },
      Resource,
    );
  }
  // A session policy has no principal.
  await assert.rejects(ask(policy(trusting("*"))), { code: "MalformedPolicyDocument" });
  await assert.rejects(ask(`${policy(ALLOW_ALL)}${" ".repeat(2048)}`), { code: "PackedPolicyTooLarge" });
});

test("managed policies are AWS's or of the role's account, ten at most", async () => {
  const RoleArn = await role("All");
  const ask = (arns: readonly string[]) =>
    h.ask(ann, "AssumeRole", { RoleArn, RoleSessionName: "x", PolicyArns: arns.map((arn) => ({ arn })) });
  const foreign = await addPolicy("Foreign", policy(ALLOW_ALL), B);
  for (const arn of [foreign, `arn:aws:iam::${A}:policy/Nobody`, "arn:aws:iam::aws:policy/Nobody"]) {
    await refuses(
      ask([arn]),
      "InvalidParameterValue",
      `The specified policy ${arn} does not exist or cannot be used by this account.`,
    );
  }
  await refuses(ask(["longpolicynamebutnoarn"]), "ValidationError", "Invalid ARN:  Could not be parsed!");
  await assert.rejects(ask(Array.from({ length: 11 }, () => S3_READ_ONLY_ACCESS)), {
    code: "InvalidParameterValue",
  });
});

test("who may not assume the role does not learn which policies its account has", async () => {
  const stranger = await addUser("stranger", { accountId: B, policy: policy(ALLOW_ALL) });
  const RoleArn = await role("All");
  const there = await addPolicy("There", policy(ALLOW_ALL));
  const messages = await Promise.all(
    [there, `arn:aws:iam::${A}:policy/Missing`].map((arn) =>
      h.ask(stranger, "AssumeRole", { RoleArn, RoleSessionName: "x", PolicyArns: [{ arn }] }).then(
        () => "allowed",
        (error: Error) => error.message,
      ),
    ),
  );
  assert.equal(messages[0], messages[1]);
  assert.match(messages[0] ?? "", /not authorized/);
});

test("the answer tells how much of a token's room policies and tags take", async () => {
  const RoleArn = await role("All");
  const sizeOf = async (more: object) =>
    (await h.ask(ann, "AssumeRole", { RoleArn, RoleSessionName: "x", ...more })).PackedPolicySize ?? 0;
  const small = await sizeOf({ Policy: policy(ALLOW_ALL) });
  const Tags = Array.from({ length: 20 }, (_, index) => ({ Key: `key-${index}`, Value: "v".repeat(256) }));
  const large = await sizeOf({ Policy: policy(ALLOW_ALL), Tags });
  assert.ok(small >= 1 && small < large && large <= 100, `${small} ${large}`);
  const tooMany = Array.from({ length: 50 }, (_, index) => ({ Key: `key-${index}`, Value: "v".repeat(256) }));
  await assert.rejects(sizeOf({ Tags: tooMany }), { code: "PackedPolicyTooLarge" });
});

test("every answer with credentials tells how long their token is, which is as long as it was asked for", async () => {
  const RoleArn = await role("All");
  const MinimumSessionTokenSize = 3_000;
  const answers = [
    await h.ask(ann, "AssumeRole", { RoleArn, RoleSessionName: "x", MinimumSessionTokenSize }),
    await h.ask(ann, "GetSessionToken", { MinimumSessionTokenSize }),
    await h.ask(ann, "GetFederationToken", { Name: "fed", MinimumSessionTokenSize }),
  ];
  for (const { Credentials, SessionTokenSize = 0, SessionTokenUtilization } of answers) {
    assert.equal(SessionTokenSize, Credentials?.SessionToken.length);
    assert.ok(SessionTokenSize >= MinimumSessionTokenSize && SessionTokenSize < 3_010, `${SessionTokenSize}`);
    assert.equal(SessionTokenUtilization, 5);
    assert.ok(bearerOf(Credentials));
  }
});
