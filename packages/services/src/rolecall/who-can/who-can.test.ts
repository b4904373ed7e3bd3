import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { RolecallOperations } from "@rolecall/contracts";
import type { WhoCanRequest, WhoCanResponse } from "@rolecall/contracts/rolecall";
import { type AccountId, formatArn, newOrganizationId, newUniqueId, toAccountId } from "@rolecall/names";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { rolecallService } from "../index.ts";

const B = toAccountId("444455556666");
const READ = { Action: "s3:GetObject", Resource: "arn:aws:s3:::payroll/2026" };
const READING = "iam:GetAccountAuthorizationDetails";

let h: Harness<RolecallOperations>;
beforeEach(async () => {
  h = await createHarness(rolecallService);
});
afterEach(() => h.close());

const document = (...Statement: readonly object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const allow = (Action: string, Resource = "*") => ({ Effect: "Allow", Action, Resource });

async function addUser(name: string, accountId: AccountId = h.accountId): Promise<void> {
  const id = newUniqueId("AIDA", h.env.random);
  await h.store.write((tx) =>
    tx.users.insert({ id, accountId, name, path: "/", tags: [], createdAt: h.now() }),
  );
}

async function addRole(name: string, accountId: AccountId, trusted: object, policy: string): Promise<string> {
  const id = newUniqueId("AROA", h.env.random);
  const role = { id, accountId, name, path: "/", createdAt: h.now(), tags: [], maxSessionSeconds: 3600 };
  const trustPolicy = document({ Effect: "Allow", Principal: trusted, Action: "sts:AssumeRole" });
  await h.store.write(async (tx) => {
    await tx.roles.insert({ ...role, trustPolicy, trustPrincipals: {} });
    await tx.inlinePolicies.put({ accountId, ownerKind: "role", ownerId: id, name: "p", document: policy });
  });
  return formatArn("role", role);
}

/** Account B is a member; the harness's account manages. */
async function makeOrganization(): Promise<void> {
  await h.addAccount(B);
  const { random } = h.env;
  const id = newOrganizationId("organization", random);
  const rootId = newOrganizationId("root", random);
  await h.store.write(async (tx) => {
    await tx.organizations.insert({
      id,
      rootId,
      managementAccountId: h.accountId,
      featureSet: "ALL",
      enabledPolicyTypes: [],
      trustedServices: [],
      rootFeatures: [],
      rootTags: [],
      createdAt: h.now(),
    });
    for (const accountId of [h.accountId, B]) {
      const joined = { joinedMethod: "CREATED", joinedAt: h.now(), tags: [] } as const;
      await tx.organizationMembers.insert({ accountId, organizationId: id, parentId: rootId, ...joined });
    }
  });
}

const told = ({ Ways }: WhoCanResponse) =>
  Ways.map(({ Principal, State, Through }) => [
    Principal.split(":")[5],
    State,
    Through.map((arn) => arn.split(":")[5]),
  ]);

async function all(input: WhoCanRequest): Promise<WhoCanResponse> {
  const answer = await h.ask(h.root, "WhoCan", input);
  assert.equal(answer.NextToken, undefined);
  return answer;
}

test("everybody of the account, with the roles between, and how many were looked at", async () => {
  for (const name of ["ann", "bob", "cid"]) await addUser(name);
  await h.allow("ann", { Action: "s3:*" });
  await h.allow("bob", { Action: "sts:AssumeRole" });
  await addRole("Reader", h.accountId, { AWS: h.accountId }, document(allow("s3:Get*")));
  const answer = await all(READ);
  assert.deepEqual(told(answer), [
    ["role/Reader", "open", []],
    ["user/ann", "open", []],
    ["user/bob", "open", ["role/Reader"]],
  ]);
  assert.deepEqual(answer.LookedAt, {
    Accounts: 1,
    UnreadAccountIds: [],
    Roles: 1,
    OfRoles: 1,
    Principals: 4,
    OfPrincipals: 4,
    OmittedWays: 0,
  });
  assert.deepEqual(
    answer.Ways.at(-1)?.Steps.map(({ Action }) => Action),
    ["sts:AssumeRole", "s3:GetObject"],
  );
});

test("of a way by a role it is told when the role was last used", async () => {
  for (const name of ["ann", "bob"]) await addUser(name);
  await h.allow("ann", { Action: "s3:*" });
  await h.allow("bob", { Action: "sts:AssumeRole" });
  await addRole("Reader", h.accountId, { AWS: h.accountId }, document(allow("s3:Get*")));
  await addRole("Unused", h.accountId, { AWS: h.accountId }, document(allow("s3:Get*")));
  const at = h.now() - 60_000;
  await h.store.write(async (tx) => {
    const role = await tx.roles.byName(h.accountId, "Reader");
    await tx.usage.record([{ subject: role?.id ?? "", at, service: "sts" }]);
  });
  const { Ways } = await all(READ);
  assert.deepEqual(
    Ways.map(({ Principal, Through, LastUsed }) => [
      Principal.split("/").at(-1),
      Through.length,
      LastUsed?.getTime(),
    ]),
    [
      ["Reader", 0, at],
      ["Unused", 0, undefined],
      ["ann", 0, undefined],
      ["bob", 1, at],
      ["bob", 1, undefined],
    ],
  );
});

test("what changed is seen at once", async () => {
  await addUser("ann");
  assert.deepEqual(told(await all(READ)), []);
  await h.allow("ann", { Action: "s3:*" });
  assert.deepEqual(told(await all(READ)), [["user/ann", "open", []]]);
  assert.deepEqual(told(await all(READ)), [["user/ann", "open", []]]);
});

test("who manages an organization looks at its accounts, and those that policies keep from it are named", async () => {
  await makeOrganization();
  await addUser("ann");
  const role = await addRole("Reader", B, { AWS: h.accountId }, document(allow("s3:*")));
  await h.allow("ann", { Action: [READING, "sts:AssumeRole"] });
  const ann = await h.asUser("ann");
  const seen = await h.ask(ann, "WhoCan", READ);
  assert.deepEqual(told(seen), [
    ["role/Reader", "open", []],
    ["user/ann", "open", ["role/Reader"]],
  ]);
  await h.allow("ann", {
    Effect: "Deny",
    Action: READING,
    Condition: { StringEquals: { "aws:ResourceAccount": B } },
  });
  const unseen = await h.ask(ann, "WhoCan", READ);
  assert.deepEqual([told(unseen), unseen.LookedAt.UnreadAccountIds], [[], [B]]);
  await h.allow("ann", { Effect: "Deny", Action: READING });
  await assert.rejects(
    h.ask(ann, "WhoCan", READ),
    /not authorized to perform: iam:GetAccountAuthorizationDetails/,
  );
  assert.ok(role.includes(B));
});

test("a member looks at its own account alone", async () => {
  await makeOrganization();
  await addUser("bea", B);
  const root = await h.addAccount("777788889999");
  const answer = await h.ask(root, "WhoCan", { ...READ, AccountIds: [h.accountId, "777788889999"] });
  assert.deepEqual(answer.LookedAt.UnreadAccountIds, [h.accountId]);
});

test("conditions that are given, the resource's own policy, and what is asked for besides", async () => {
  await addUser("ann");
  await h.allow("ann", { Action: "s3:*", Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } });
  const [way] = (await all(READ)).Ways;
  assert.deepEqual([way?.State, way?.Needs], ["needs", ["aws:MultiFactorAuthPresent"]]);
  const Context = [{ Key: "AWS:multifactorauthpresent", Values: ["true"] }];
  assert.equal((await all({ ...READ, Context })).Ways[0]?.State, "open");
  await refuses(
    all({ ...READ, Context: [...Context, ...Context] }),
    "ValidationException",
    'Context: the key "AWS:multifactorauthpresent" comes twice.',
  );
  const ResourcePolicy = document({ Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "*" });
  assert.deepEqual(
    (await all({ ...READ, ResourcePolicy })).Ways.map(({ Kind, State }) => [Kind, State]),
    [
      ["user", "open"],
      ["everyone", "open"],
    ],
  );
  await assert.rejects(all({ ...READ, ResourcePolicy: "{}" }), { code: "ValidationException" });
  await assert.rejects(all({ ...READ, NextToken: "x" }), { code: "ValidationException" });
  const roots = await all({ ...READ, RootUsers: true });
  assert.equal(roots.Ways.at(-1)?.Kind, "root");
});

test("what somebody can become, and what that may do", async () => {
  await addUser("ann");
  await h.allow("ann", { Action: "sts:AssumeRole" });
  await addRole("Reader", h.accountId, { AWS: h.accountId }, document(allow("s3:Get*")));
  const Principal = formatArn("user", { accountId: h.accountId, path: "/", name: "ann" });
  const { Identities, LookedAt } = await h.ask(h.root, "WhatCan", { Principal });
  assert.deepEqual(
    Identities.map(({ Arn, State, Through, Access }) => [
      Arn.split("/")[1],
      State,
      Through.length,
      Access.Services.map(({ Service, Levels }) => [Service, Levels]),
    ]),
    [
      ["ann", "open", 0, [["sts", ["write"]]]],
      ["Reader", "open", 1, [["s3", ["read"]]]],
    ],
  );
  assert.deepEqual([LookedAt.Roles, LookedAt.IsFinished], [1, true]);
  await refuses(
    h.ask(h.root, "WhatCan", { Principal: `${Principal}x` }),
    "ResourceNotFoundException",
    `There is no principal ${Principal}x in this account.`,
  );
});

test("whoever is signed in is told the roles that it may assume, in its organization too, and no others", async () => {
  await makeOrganization();
  await addUser("ann");
  await h.allow("ann", { Action: "sts:AssumeRole", Resource: "arn:aws:iam::*:role/R*" });
  await addRole("Reader", h.accountId, { AWS: h.accountId }, document(allow("s3:*")));
  await addRole("Remote", B, { AWS: h.accountId }, document(allow("s3:*")));
  await addRole("Other", h.accountId, { AWS: h.accountId }, document(allow("s3:*")));
  await addRole("Rest", B, { AWS: B }, document(allow("s3:*")));
  const ann = await h.asUser("ann");
  const { Roles } = await h.ask(ann, "ListAssumableRoles", {});
  assert.deepEqual(
    Roles.map(({ RoleName, AccountId, State }) => [RoleName, AccountId, State]),
    [
      ["Reader", h.accountId, "open"],
      ["Remote", B, "open"],
    ],
  );
  const first = await h.ask(ann, "ListAssumableRoles", { MaxResults: 1 });
  assert.equal(first.Roles.length, 1);
  const second = await h.ask(ann, "ListAssumableRoles", { NextToken: first.NextToken! });
  assert.deepEqual([second.Roles.length, second.NextToken], [1, undefined]);
  assert.deepEqual((await h.ask(h.root, "ListAssumableRoles", {})).Roles, []);
});
