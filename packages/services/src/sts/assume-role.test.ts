import assert from "node:assert/strict";
import { test } from "node:test";
import { toAccessKeyId } from "@rolecall/names";
import * as organizations from "../../../access/src/organizations.test-support.ts";
import { refuses } from "../harness.test-support.ts";
import {
  A,
  ALLOW_ALL,
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

const refusal = (who: string, role: string, action = "sts:AssumeRole") =>
  `User: ${who} is not authorized to perform: ${action} on resource: ${role}`;
const assume = (RoleArn: string) => ({ RoleArn, RoleSessionName: "test" });

test("a user that the trust policy names needs no policy of its own within the account", async () => {
  const ann = await addUser("ann");
  const role = await addRole("Reader", { trust: [trusting(ann.arn)], path: "/team/" });
  const answer = await h.ask(ann, "AssumeRole", assume(role));
  assert.equal(answer.AssumedRoleUser?.Arn, `arn:aws:sts::${A}:assumed-role/Reader/test`);
  assert.match(answer.AssumedRoleUser.AssumedRoleId, /^AROA\w{17}:test$/);
  assert.equal(answer.PackedPolicySize, undefined);
  assert.equal(answer.Credentials?.Expiration.getTime(), h.now() + 3_600_000);
  assert.match(answer.Credentials.AccessKeyId, /^ASIA\w{16}$/);
  const identity = await h.ask(bearerOf(answer.Credentials), "GetCallerIdentity", {});
  assert.deepEqual(identity, {
    UserId: answer.AssumedRoleUser.AssumedRoleId,
    Account: A,
    Arn: answer.AssumedRoleUser.Arn,
  });
});

test("trust in an account leaves it to that account's policies", async () => {
  const role = await addRole("Reader", { trust: [trusting(A)] });
  const bob = await addUser("bob");
  await refuses(
    h.ask(bob, "AssumeRole", assume(role)),
    "AccessDenied",
    `${refusal(bob.arn, role)} because no identity-based policy allows the sts:AssumeRole action`,
  );
  const ann = await addUser("ann", { policy: policy({ ...ALLOW_ALL, Resource: role }) });
  await h.ask(ann, "AssumeRole", assume(role));
});

test("a policy alone does not open a role that trusts nobody of the account", async () => {
  const ann = await addUser("ann", { policy: policy(ALLOW_ALL) });
  const role = await addRole("Closed", { trust: [trusting(B)] });
  await assert.rejects(h.ask(ann, "AssumeRole", assume(role)), { code: "AccessDenied" });
});

test("across accounts both sides must allow", async () => {
  const guest = await addUser("guest", { accountId: B });
  const allowed = await addUser("allowed", { accountId: B, policy: policy(ALLOW_ALL) });
  const named = await addRole("Named", { trust: [trusting(guest.arn), trusting(allowed.arn)] });
  const other = await addRole("Other", { trust: [trusting(A)] });
  await assert.rejects(h.ask(guest, "AssumeRole", assume(named)), { code: "AccessDenied" });
  await assert.rejects(h.ask(allowed, "AssumeRole", assume(other)), { code: "AccessDenied" });
  const session = await become(allowed, { RoleArn: named });
  assert.equal(session.accountId, A);
});

test("a deny on either side wins", async () => {
  const ann = await addUser("ann", { policy: policy({ ...ALLOW_ALL, Effect: "Deny" }) });
  const bob = await addUser("bob");
  const role = await addRole("Reader", {
    trust: [trusting(A), trusting(ann.arn), trusting(bob.arn), trusting(bob.arn, { Effect: "Deny" })],
  });
  for (const caller of [ann, bob]) {
    await assert.rejects(h.ask(caller, "AssumeRole", assume(role)), /with an explicit deny/);
  }
});

test("a role that does not exist is refused as one that is closed", async () => {
  const ann = await addUser("ann", { policy: policy(ALLOW_ALL) });
  const closed = await addRole("Closed", { trust: [trusting(B)] });
  const errorOf = async (arn: string): Promise<string> => {
    const error = await h.ask(ann, "AssumeRole", assume(arn)).catch((caught: Error) => caught);
    assert.ok(error instanceof Error);
    return error.message.replaceAll(arn, "ROLE");
  };
  const foreign = await addRole("Closed", { accountId: B, trust: [trusting(B)] });
  const own = await errorOf(closed);
  const abroad = await errorOf(foreign);
  for (const arn of [
    `arn:aws:iam::${A}:role/Nobody`,
    `arn:aws:iam::${A}:role/closed`,
    `arn:aws:iam::${A}:role/path/Closed`,
    `arn:aws:iam::${A}:role/__proto__`,
  ])
    assert.equal(await errorOf(arn), own);
  assert.equal(await errorOf(`arn:aws:iam::${B}:role/Nobody`), abroad);
  assert.equal(await errorOf("arn:aws:iam::333333333333:role/Closed"), abroad);
});

test("what is no role's ARN", async () => {
  const ann = await addUser("ann");
  for (const arn of [
    "nothing-valid-in-here",
    "arn::b:::something/test-role",
    "arn:a:a::aaaaaaaaaa:",
    `arn:aws:iam::${A}:user/ann`,
  ])
    await refuses(h.ask(ann, "AssumeRole", assume(arn)), "ValidationError", `${arn} is invalid`);
});

test("root cannot", async () => {
  const role = await addRole("Reader", { trust: [trusting(A), trusting("*")] });
  await refuses(
    h.ask(h.root, "AssumeRole", assume(role)),
    "AccessDenied",
    "Roles may not be assumed by root accounts.",
  );
});

test("a service's role is not for users", async () => {
  const ann = await addUser("ann", { policy: policy(ALLOW_ALL) });
  const role = await addRole("Ec2", {
    trust: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
  });
  await assert.rejects(h.ask(ann, "AssumeRole", assume(role)), { code: "AccessDenied" });
});

test("ExternalId guards against the confused deputy", async () => {
  const vendor = await addUser("vendor", { accountId: B, policy: policy(ALLOW_ALL) });
  const Condition = { StringEquals: { "sts:ExternalId": "Unique-1" } };
  const role = await addRole("Vendor", { trust: [trusting(B, { Condition })] });
  for (const ExternalId of [undefined, "unique-1", "Unique-2"]) {
    await assert.rejects(
      h.ask(vendor, "AssumeRole", { ...assume(role), ...(ExternalId && { ExternalId }) }),
      { code: "AccessDenied" },
    );
  }
  await h.ask(vendor, "AssumeRole", { ...assume(role), ExternalId: "Unique-1" });
});

test("the session's name, the role's tags and the caller are there for conditions", async () => {
  const ann = await addUser("ann", { tags: [{ key: "Team", value: "red" }] });
  const StringEquals = {
    "sts:RoleSessionName": "$" + "{aws:username}",
    "aws:ResourceTag/team": "$" + "{aws:PrincipalTag/team}",
    "aws:PrincipalArn": ann.arn,
    "aws:PrincipalAccount": A,
    "aws:ResourceAccount": A,
  };
  const trust = [trusting(ann.arn, { Condition: { StringEquals } })];
  const tags = [{ key: "team", value: "red" }];
  const role = await addRole("Reader", { trust, tags });
  await h.ask(ann, "AssumeRole", { RoleArn: role, RoleSessionName: "ann" });
  await assert.rejects(h.ask(ann, "AssumeRole", assume(role)), { code: "AccessDenied" });
});

test("the time asked for is within the role's maximum", async () => {
  const ann = await addUser("ann");
  const trust = [trusting(ann.arn)];
  const short = await addRole("Short", { trust });
  const long = await addRole("Long", { trust, maxSessionSeconds: 43_200 });
  await refuses(
    h.ask(ann, "AssumeRole", { ...assume(short), DurationSeconds: 3601 }),
    "ValidationError",
    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
  );
  const expiry = async (arn: string, DurationSeconds?: number) => {
    const answer = await h.ask(ann, "AssumeRole", {
      ...assume(arn),
      ...(DurationSeconds && { DurationSeconds }),
    });
    return ((answer.Credentials?.Expiration.getTime() ?? 0) - h.now()) / 1000;
  };
  assert.equal(await expiry(short, 900), 900);
  assert.equal(await expiry(long, 43_200), 43_200);
  assert.equal(await expiry(long), 3600);
});

test("MFA of a device that is not there is refused, and what a condition demands of it is not met", async () => {
  const ann = await addUser("ann");
  const Condition = { Bool: { "aws:MultiFactorAuthPresent": "true" } };
  const role = await addRole("Careful", { trust: [trusting(ann.arn, { Condition })] });
  await assert.rejects(h.ask(ann, "AssumeRole", assume(role)), { code: "AccessDenied" });
  await assert.rejects(
    h.ask(ann, "AssumeRole", {
      ...assume(role),
      SerialNumber: `arn:aws:iam::${A}:mfa/ann`,
      TokenCode: "123456",
    }),
    /^CommonError: MultiFactorAuthentication failed/,
  );
});

test("a user deleted between two requests", async () => {
  const ann = await addUser("ann");
  const role = await addRole("Reader", { trust: [trusting(ann.arn)] });
  await h.ask(ann, "AssumeRole", assume(role));
  await h.store.write(async (tx) => {
    await tx.accessKeys.delete(toAccessKeyId(ann.accessKeyId));
    await tx.users.delete(ann.id);
  });
  await assert.rejects(h.ask(ann, "AssumeRole", assume(role)), {
    failure: { reason: "unknownAccessKeyId", accessKeyId: ann.accessKeyId },
  });
});

test("nobody comes into a closed account, and nobody in it comes out: as if there were no such role, and no such key", async () => {
  const [ann, ben] = [
    await addUser("ann", { policy: policy(ALLOW_ALL) }),
    await addUser("ben", { accountId: B, policy: policy(ALLOW_ALL) }),
  ];
  const role = await addRole("Visitor", { trust: [trusting(A), trusting(B)], accountId: B });
  const session = await become(ann, { RoleArn: role });
  await h.store.write(async (tx) => {
    const account = (await tx.accounts.byId(B)) ?? assert.fail();
    await tx.accounts.update({ ...account, closedAt: h.now() });
  });
  await refuses(h.ask(ann, "AssumeRole", assume(role)), "AccessDenied", refusal(ann.arn, role));
  for (const caller of [ben, session])
    await assert.rejects(h.ask(caller, "AssumeRole", assume(role)), {
      failure: { reason: "unknownAccessKeyId", accessKeyId: caller.accessKeyId },
    });
  await assert.rejects(h.ask(ben, "GetSessionToken", {}), { message: "unknownAccessKeyId" });
});

test("an organization's policies are asked: over who calls, and over the role; GetSessionToken asks none", async () => {
  await organizations.addOrganization(h);
  await h.store.write((tx) => organizations.join(tx, B));
  const [scp, rcp] = ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"] as const;
  for (const type of [scp, rcp]) await organizations.enable(h, type);
  const ann = await addUser("ann", { policy: policy(ALLOW_ALL) });
  const root = h.root;
  const role = await addRole("Visitor", {
    trust: [trusting(A, { Action: ["sts:AssumeRole", "sts:TagSession"] })],
    accountId: B,
  });
  const tagged = { ...assume(role), Tags: [{ Key: "team", Value: "blue" }] };
  const shut = (Action: string, more: object = {}) =>
    policy({ Effect: "Deny", Action, Resource: "*", ...more });
  await h.ask(ann, "AssumeRole", tagged);
  await organizations.attach(h, await organizations.putPolicy(h, "scp", shut("sts:*")), A);
  await assert.rejects(h.ask(ann, "AssumeRole", assume(role)), /explicit deny in a service control policy/);
  await assert.rejects(h.ask(ann, "GetFederationToken", { Name: "fed" }), /service control policy/);
  await assert.rejects(h.ask(root, "GetFederationToken", { Name: "fed" }), /service control policy/);
  for (const caller of [ann, root]) await h.ask(caller, "GetSessionToken", {});
  await organizations.detach(h, organizations.policyId("scp"), A);
  const tagging = shut("sts:TagSession", { Principal: "*" });
  await organizations.attach(h, await organizations.putPolicy(h, "rcp", tagging, rcp), B, rcp);
  await h.ask(ann, "AssumeRole", assume(role));
  await assert.rejects(
    h.ask(ann, "AssumeRole", tagged),
    /sts:TagSession on resource: \S+ with an explicit deny in a resource control policy/,
  );
});
