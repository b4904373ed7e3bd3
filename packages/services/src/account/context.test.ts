import assert from "node:assert/strict";
import { test } from "node:test";
import type { IdentifiedCaller } from "@rolecall/access";
import { refuses } from "../harness.test-support.ts";
import { delegate, makeOrganization } from "../organization.test-support.ts";
import { asUserWith, h, MEMBER, OTHER, openForEachTest, PRINCIPAL } from "./account.test-support.ts";

openForEachTest();

/** Who may ask about which account, and what the others are told. */

const name = async (caller: IdentifiedCaller, AccountId?: string) =>
  (await h.ask(caller, "GetAccountInformation", AccountId === undefined ? {} : { AccountId })).AccountName;

const denied = (caller: IdentifiedCaller, AccountId: string, why = "") =>
  refuses(
    name(caller, AccountId),
    "AccessDeniedException",
    `User: ${caller.arn} is not authorized to perform: account:GetAccountInformation${why}`,
  );

const trustIsOff = " (Your organization must first enable trusted access with AWS Account Management.)";

test("without AccountId it is the caller's own account, in an organization or not", async () => {
  const member = await h.addAccount(MEMBER);
  assert.equal(await name(h.root), `account-${h.accountId}`);
  await makeOrganization(h, { members: [MEMBER] });
  assert.equal(await name(h.root), `account-${h.accountId}`);
  assert.equal(await name(member), `account-${MEMBER}`);
});

test("who is in no organization names no account, not even its own", async () => {
  await h.addAccount(MEMBER);
  await denied(h.root, MEMBER);
  await denied(h.root, h.accountId);
  await denied(h.root, OTHER);
});

test("the management account names members once the organization trusts the service", async () => {
  await h.addAccount(MEMBER);
  await h.addAccount(OTHER);
  const organization = await makeOrganization(h, { members: [MEMBER] });
  await denied(h.root, MEMBER, trustIsOff);
  const trustedServices = [{ servicePrincipal: PRINCIPAL, enabledAt: h.now() }];
  await h.store.write((tx) => tx.organizations.update({ ...organization, trustedServices }));
  assert.equal(await name(h.root, MEMBER), `account-${MEMBER}`);
  await denied(h.root, OTHER);
  await denied(h.root, "999999999999");
  const itself =
    " (The management account can only be managed using the standalone context from the management account.)";
  await denied(h.root, h.accountId, itself);
});

test("with consolidated billing alone nobody names a member", async () => {
  await h.addAccount(MEMBER);
  await makeOrganization(h, { members: [MEMBER], trusted: [PRINCIPAL], featureSet: "CONSOLIDATED_BILLING" });
  await denied(h.root, MEMBER, trustIsOff);
});

test("a member names nobody; one that administers the service names members and itself, and not who manages", async () => {
  const member = await h.addAccount(MEMBER);
  await h.addAccount(OTHER);
  const organization = await makeOrganization(h, { members: [MEMBER, OTHER], trusted: [PRINCIPAL] });
  for (const accountId of [MEMBER, OTHER, h.accountId]) await denied(member, accountId);
  await delegate(h, organization, MEMBER, "sso.amazonaws.com");
  await denied(member, OTHER);
  await delegate(h, organization, MEMBER, PRINCIPAL);
  assert.equal(await name(member, MEMBER), `account-${MEMBER}`);
  assert.equal(await name(member, OTHER), `account-${OTHER}`);
  await denied(member, h.accountId);
});

test("permissions are on the account's ARN, by itself and in its organization", async () => {
  await h.addAccount(MEMBER);
  const { id } = await makeOrganization(h, { members: [MEMBER], trusted: [PRINCIPAL] });
  const action = "account:GetAccountInformation";
  const itself = `arn:aws:account::${h.accountId}:account`;
  const inOrganization = `arn:aws:account::${h.accountId}:account/${id}/${MEMBER}`;
  const own = await asUserWith("own", { Action: action, Resource: itself });
  const theirs = await asUserWith("theirs", { Action: action, Resource: inOrganization });
  assert.equal(await name(own), `account-${h.accountId}`);
  assert.equal(await name(theirs, MEMBER), `account-${MEMBER}`);
  const because = `because no identity-based policy allows the ${action} action`;
  await refuses(
    name(own, MEMBER),
    "AccessDenied",
    `User: ${own.arn} is not authorized to perform: ${action} on resource: ${inOrganization} ${because}`,
  );
  await refuses(
    name(theirs),
    "AccessDenied",
    `User: ${theirs.arn} is not authorized to perform: ${action} on resource: ${itself} ${because}`,
  );
});

test("conditions see where in the organization an account is, and its tags there", async () => {
  await h.addAccount(MEMBER);
  const { id, rootId } = await makeOrganization(h, { members: [MEMBER], trusted: [PRINCIPAL] });
  const statement = (Condition: object) => ({ Action: "account:GetAccountInformation", Condition });
  const path = (value: string) => ({
    "ForAnyValue:StringLike": { "account:AccountResourceOrgPaths": value },
  });
  const under = await asUserWith("under", statement(path(`${id}/${rootId}/ou-*`)));
  const beside = await asUserWith("beside", statement(path(`${id}/${rootId}/`)));
  const tagged = await asUserWith(
    "tagged",
    statement({ StringEquals: { "account:AccountResourceOrgTags/stage": "test" } }),
  );
  for (const caller of [under, tagged]) assert.equal(await name(caller, MEMBER), `account-${MEMBER}`);
  await assert.rejects(name(beside, MEMBER), { code: "AccessDenied" });
  // By itself an account has neither.
  await assert.rejects(name(tagged), { code: "AccessDenied" });
});
