import assert from "node:assert/strict";
import { test } from "node:test";
import { sealMessage } from "@rolecall/credentials";
import { toAccessKeyId } from "@rolecall/names";
import { refuses } from "../harness.test-support.ts";
import {
  A,
  ALLOW_ALL,
  addRole,
  addUser,
  B,
  bearerOf,
  h,
  openForEachTest,
  policy,
  trusting,
} from "./sts.test-support.ts";

openForEachTest();

/** GetSessionToken, GetFederationToken, and what their bearers may do. */

const INVALID_TOKEN = { failure: { reason: "invalidSessionToken" } };
const lifeSeconds = (credentials: { Expiration: Date } | undefined) =>
  ((credentials?.Expiration.getTime() ?? 0) - h.now()) / 1000;

test("GetSessionToken needs no permission, and no deny stops it", async () => {
  const ann = await addUser("ann", { policy: policy({ ...ALLOW_ALL, Effect: "Deny" }) });
  const { Credentials } = await h.ask(ann, "GetSessionToken", {});
  assert.equal(lifeSeconds(Credentials), 43_200);
  const identity = await h.ask(bearerOf(Credentials), "GetCallerIdentity", {});
  assert.deepEqual(identity, { UserId: ann.userId, Account: A, Arn: ann.arn });
});

test("GetSessionToken lasts as asked; root's is cut to an hour", async () => {
  const ann = await addUser("ann");
  for (const [caller, asked, expected] of [
    [ann, 900, 900],
    [ann, 129_600, 129_600],
    [h.root, undefined, 3600],
    [h.root, 129_600, 3600],
    [h.root, 900, 900],
  ] as const) {
    const input = asked === undefined ? {} : { DurationSeconds: asked };
    assert.equal(lifeSeconds((await h.ask(caller, "GetSessionToken", input)).Credentials), expected);
  }
});

test("a session of GetSessionToken has its user's permissions, but of STS only two operations", async () => {
  const ann = await addUser("ann", { policy: policy(ALLOW_ALL) });
  const RoleArn = await addRole("Reader", { trust: [trusting(ann.arn)] });
  const session = bearerOf((await h.ask(ann, "GetSessionToken", {})).Credentials);
  await h.ask(session, "AssumeRole", { RoleArn, RoleSessionName: "x" });
  await h.ask(session, "GetCallerIdentity", {});
  await assert.rejects(h.ask(session, "GetSessionToken", {}), INVALID_TOKEN);
  await assert.rejects(h.ask(session, "GetFederationToken", { Name: "fed" }), INVALID_TOKEN);
  await assert.rejects(h.ask(session, "GetAccessKeyInfo", { AccessKeyId: ann.accessKeyId }), INVALID_TOKEN);
});

test("aws:MultiFactorAuthPresent is false in a session and absent with long-term keys", async () => {
  const without = { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } };
  const ann = await addUser("ann", {
    policy: policy(ALLOW_ALL, {
      ...ALLOW_ALL,
      Effect: "Deny",
      Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } },
    }),
  });
  const RoleArn = await addRole("Reader", { trust: [trusting(A, { Condition: without })] });
  await h.ask(ann, "AssumeRole", { RoleArn, RoleSessionName: "x" });
  const session = bearerOf((await h.ask(ann, "GetSessionToken", {})).Credentials);
  await assert.rejects(h.ask(session, "AssumeRole", { RoleArn, RoleSessionName: "x" }), /explicit deny/);
});

test("sessions cannot be made from sessions", async () => {
  const admin = await addUser("ann", { policy: policy(ALLOW_ALL) });
  const RoleArn = await addRole("Admin", { trust: [trusting(admin.arn)], policy: policy(ALLOW_ALL) });
  const { Credentials } = await h.ask(admin, "AssumeRole", { RoleArn, RoleSessionName: "x" });
  const session = bearerOf(Credentials);
  await refuses(
    h.ask(session, "GetSessionToken", {}),
    "AccessDenied",
    "Cannot call GetSessionToken with session credentials",
  );
  await refuses(
    h.ask(session, "GetFederationToken", { Name: "fed" }),
    "AccessDenied",
    "Cannot call GetFederationToken with session credentials",
  );
});

test("GetFederationToken needs its permission, on the federated user", async () => {
  const arn = `arn:aws:sts::${A}:federated-user/fed`;
  const ann = await addUser("ann", {
    policy: policy({ ...ALLOW_ALL, Action: "sts:Get*", Resource: arn }),
  });
  const answer = await h.ask(ann, "GetFederationToken", { Name: "fed" });
  assert.deepEqual(answer.FederatedUser, { FederatedUserId: `${A}:fed`, Arn: arn });
  assert.equal(answer.PackedPolicySize, 0);
  assert.equal(lifeSeconds(answer.Credentials), 43_200);
  await assert.rejects(h.ask(ann, "GetFederationToken", { Name: "other" }), { code: "AccessDenied" });
  await assert.rejects(
    h.ask(ann, "GetFederationToken", { Name: "fed", Tags: [{ Key: "a", Value: "b" }] }),
    /sts:TagSession/,
  );
});

test("GetFederationToken of root is cut to an hour", async () => {
  for (const [asked, expected] of [
    [undefined, 3600],
    [129_600, 3600],
    [900, 900],
  ] as const) {
    const input = { Name: "fed", ...(asked && { DurationSeconds: asked }) };
    assert.equal(lifeSeconds((await h.ask(h.root, "GetFederationToken", input)).Credentials), expected);
  }
});

test("a federated user calls neither IAM nor STS but for GetCallerIdentity", async () => {
  const ann = await addUser("ann", { policy: policy(ALLOW_ALL) });
  const input = { Name: "fed", Policy: policy(ALLOW_ALL) };
  for (const issuer of [ann, h.root]) {
    const session = bearerOf((await h.ask(issuer, "GetFederationToken", input)).Credentials);
    const identity = await h.ask(session, "GetCallerIdentity", {});
    assert.deepEqual(identity, {
      UserId: `${A}:fed`,
      Account: A,
      Arn: `arn:aws:sts::${A}:federated-user/fed`,
    });
    await assert.rejects(
      h.ask(session, "AssumeRole", { RoleArn: `arn:aws:iam::${A}:role/R`, RoleSessionName: "x" }),
      INVALID_TOKEN,
    );
    await assert.rejects(h.ask(session, "GetSessionToken", {}), INVALID_TOKEN);
  }
});

test("GetAccessKeyInfo tells the account of any key, from its id alone where it is unknown", async () => {
  const ann = await addUser("ann", { policy: policy(ALLOW_ALL) });
  const bob = await addUser("bob", { accountId: B });
  const info = (AccessKeyId: string) => h.ask(ann, "GetAccessKeyInfo", { AccessKeyId });
  assert.deepEqual(await info(bob.accessKeyId), { Account: B });
  await h.store.write((tx) => tx.accessKeys.delete(toAccessKeyId(bob.accessKeyId)));
  assert.deepEqual(await info(bob.accessKeyId), { Account: B });
  await assert.rejects(info("no-key-at-all-here"), { code: "ValidationError" });
  await assert.rejects(h.ask(bob, "GetAccessKeyInfo", { AccessKeyId: ann.accessKeyId }), {
    failure: { reason: "unknownAccessKeyId", accessKeyId: bob.accessKeyId },
  });
});

test("DecodeAuthorizationMessage opens what was sealed here and nothing else", async () => {
  const ann = await addUser("ann", { policy: policy(ALLOW_ALL) });
  const decode = (EncodedMessage: string) => h.ask(ann, "DecodeAuthorizationMessage", { EncodedMessage });
  const sealed = sealMessage(h.env.keyRing, '{"allowed":false}', h.accountId);
  assert.deepEqual(await decode(sealed), { DecodedMessage: '{"allowed":false}' });
  const flipped = `${sealed.slice(0, -2)}${sealed.endsWith("AA") ? "BB" : "AA"}`;
  for (const text of [flipped, "", "x", sealed.slice(1), `${sealed}=`, "%".repeat(99)]) {
    await refuses(decode(text), "InvalidAuthorizationMessageException", "Message is not valid");
  }
  const bob = await addUser("bob");
  await assert.rejects(h.ask(bob, "DecodeAuthorizationMessage", { EncodedMessage: sealed }), {
    code: "AccessDenied",
  });
});
