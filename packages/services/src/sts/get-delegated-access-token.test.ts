import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import type { IdentifiedCaller } from "@rolecall/access";
import { sealTradeInToken } from "@rolecall/credentials";
import { toAccountId, toArn } from "@rolecall/names";
import type { DelegationRequestRecord } from "@rolecall/store";
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

const C = toAccountId("333333333333");
const ID = "0123456789abcdef";
const EXPIRED = ["ExpiredTradeInTokenException", "The trade-in token is invalid or has expired."] as const;
const MAY_ASSUME = policy({ Effect: "Allow", Action: "sts:AssumeRole", Resource: "*" });

let provider: IdentifiedCaller;
let ann: IdentifiedCaller;
beforeEach(async () => {
  ann = await addUser("ann", { policy: policy(ALLOW_ALL) });
  const may = policy({ Effect: "Allow", Action: "sts:GetDelegatedAccessToken", Resource: "*" });
  provider = await addUser("provider", { accountId: B, policy: may });
});

/** A request that ann accepted and whose token was just sent. */
async function delegate(more: Partial<DelegationRequestRecord> = {}): Promise<string> {
  const session = { kind: "sessionToken", accountId: A, principalArn: ann.arn, principalId: ann.userId };
  const now = h.now();
  await h.store.write((tx) =>
    tx.delegationRequests.insert({
      id: ID,
      requestorAccountId: B,
      requestorName: "Example Corp",
      workflowId: "workflow",
      state: "FINALIZED",
      ownerAccountId: A,
      ownerId: toArn(ann.arn),
      approver: { arn: toArn(ann.arn), session: JSON.stringify(session) },
      description: "",
      policyTemplateArn: "",
      parameters: [],
      permissionPolicy: MAY_ASSUME,
      notificationChannel: "",
      onlySendByOwner: false,
      sessionDurationSeconds: 3_600,
      createdAt: now,
      updatedAt: now,
      expiresAt: now + 7 * 86_400_000,
      ...more,
    }),
  );
  return sealTradeInToken(h.env.keyRing, ID, B);
}

const exchange = (TradeInToken: string, caller = provider) =>
  h.ask(caller, "GetDelegatedAccessToken", { TradeInToken });

test("a token becomes a session of who accepted, for what is left of the time", async () => {
  const token = await delegate();
  h.advance(600_000);
  const { Credentials, AssumedPrincipal, ...more } = await exchange(token);
  assert.deepEqual([AssumedPrincipal, more], [ann.arn, {}]);
  assert.equal(Credentials?.Expiration.getTime(), h.now() + 3_000_000);
  const delegated = bearerOf(Credentials);
  assert.deepEqual(await h.ask(delegated, "GetCallerIdentity", {}), {
    Account: A,
    Arn: ann.arn,
    UserId: ann.userId,
  });
  assert.deepEqual(delegated.session?.delegation, { delegateAccountId: B, policy: MAY_ASSUME });
});

test("a token is good once, for the account that it was sent to, and as long as the delegation lasts", async () => {
  const token = await delegate();
  const may = policy({ Effect: "Allow", Action: "sts:GetDelegatedAccessToken", Resource: "*" });
  await h.addAccount(C);
  const thief = await addUser("thief", { accountId: C, policy: may });
  const own = await addUser("own", { policy: may });
  for (const other of [thief, own]) await refuses(exchange(token, other), ...EXPIRED);
  for (const wrong of ["", "x", `${token}A`, token.slice(1), "A".repeat(100_000)])
    await refuses(exchange(wrong), ...EXPIRED);
  const outcomes = await Promise.allSettled([exchange(token), exchange(token), exchange(token)]);
  assert.deepEqual(outcomes.map(({ status }) => status).toSorted(), ["fulfilled", "rejected", "rejected"]);
  await refuses(exchange(token), ...EXPIRED);
});

test("a token of a request that has ended is worth nothing", async () => {
  const token = await delegate();
  h.advance(3_600_000);
  await refuses(exchange(token), ...EXPIRED);
});

test("a token of a request that was never released is worth nothing", async () => {
  for (const state of ["ACCEPTED", "REJECTED"] as const) {
    const token = await delegate({ state });
    await refuses(exchange(token), ...EXPIRED);
    await h.store.write((tx) => tx.delegationRequests.prune(Number.MAX_SAFE_INTEGER, 1));
  }
});

test("an exchange forgets no other proof before every node's clock is past its end", async () => {
  const id = "saml:another";
  await h.store.write((tx) => tx.spentProofs.insert({ id, expiresAt: h.now() }));
  h.advance(299_000);
  await exchange(await delegate());
  assert.ok(await h.store.write((tx) => tx.spentProofs.byId(id)));
});

test("whoever has no permission is told so before anything of the token", async () => {
  const nobody = await addUser("nobody", { accountId: B });
  await assert.rejects(exchange("x", nobody), /is not authorized to perform: sts:GetDelegatedAccessToken/);
});

test("the session ends with who accepted", async () => {
  const token = await delegate();
  const delegated = bearerOf((await exchange(token)).Credentials);
  await h.store.write((tx) => tx.users.delete(ann.userId as never));
  await assert.rejects(h.ask(delegated, "GetAccessKeyInfo", { AccessKeyId: "AKIAIOSFODNN7EXAMPLE" }));
});

test("it may do what both who accepted and the policy of the request may, and nothing gets past that policy", async () => {
  const RoleArn = await addRole("reader", { trust: [trusting(ann.arn)] });
  const assume = (caller: IdentifiedCaller) =>
    h.ask(caller, "AssumeRole", { RoleArn, RoleSessionName: "provider" });
  await assume(bearerOf((await exchange(await delegate())).Credentials));
  await h.store.write(async (tx) => {
    await tx.delegationRequests.prune(Number.MAX_SAFE_INTEGER, 1);
    await tx.spentProofs.prune(Number.MAX_SAFE_INTEGER, 1);
  });
  // The role trusts ann by her ARN: a session policy alone would not stand in the way.
  const permissionPolicy = policy({ Effect: "Allow", Action: "iam:*", Resource: "*" });
  const other = bearerOf((await exchange(await delegate({ permissionPolicy }))).Credentials);
  await refuses(
    assume(other),
    "AccessDenied",
    `User: ${ann.arn} is not authorized to perform: sts:AssumeRole on resource: ${RoleArn} because no session policy allows the sts:AssumeRole action`,
  );
});

test("it leads to no other session, and to no token, whatever its policy allows", async () => {
  const all = policy(ALLOW_ALL);
  const delegated = bearerOf((await exchange(await delegate({ permissionPolicy: all }))).Credentials);
  const calls = [
    () => h.ask(delegated, "GetSessionToken", {}),
    () => h.ask(delegated, "GetFederationToken", { Name: "bob" }),
    () => h.ask(delegated, "GetWebIdentityToken", { Audience: ["a"], SigningAlgorithm: "RS256" }),
    () => exchange("x", delegated),
  ];
  for (const call of calls) await assert.rejects(call(), /invalidSessionToken/);
});
