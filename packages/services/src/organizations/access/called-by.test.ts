import assert from "node:assert/strict";
import { test } from "node:test";
import type { OrganizationsOperations } from "@rolecall/contracts";
import { ACCOUNT } from "../../../../access/src/records.test-support.ts";
import { putInline } from "../../../../access/src/world.test-support.ts";
import { refuses } from "../../harness.test-support.ts";
import {
  ARNS,
  createOrganization,
  createPolicy,
  DENY_LEAVING,
  MEMBER,
  ORGANIZATION,
  type OrganizationHarness,
  ROOT,
  UNIT,
} from "../organization.test-support.ts";

const SCP = "SERVICE_CONTROL_POLICY";
const NO_PERMISSIONS = [
  "AccessDeniedException",
  "You don't have permissions to access this resource.",
] as const;
const TAG_POLICY = { Name: "Tags", Type: "TAG_POLICY", Description: "", Content: '{"tags":{}}' } as const;
const NEW_SCP = { Name: "Mine", Type: SCP, Description: "", Content: DENY_LEAVING } as const;

type Statement = Readonly<Record<string, unknown>>;

/** Puts a delegation policy for the member's account. */
function delegate({ ask, management }: OrganizationHarness, ...statements: readonly Statement[]) {
  const Statement = statements.map((statement) => ({
    Effect: "Allow",
    Principal: { AWS: MEMBER },
    Resource: "*",
    ...statement,
  }));
  return ask(management, "PutResourcePolicy", {
    Content: JSON.stringify({ Version: "2012-10-17", Statement }),
  });
}

test("who is in no organization is told so once IAM has allowed", async (t) => {
  const harness = await createOrganization();
  t.after(harness.close);
  const { ask, alone } = harness;
  const notInUse = [
    "AWSOrganizationsNotInUseException",
    "Your account is not a member of an organization.",
  ] as const;
  await refuses(ask(alone, "ListPolicies", { Filter: SCP }), ...notInUse);
  await refuses(ask(alone, "EnableAWSServiceAccess", { ServicePrincipal: "sso.amazonaws.com" }), ...notInUse);
  const user = await harness.addUser(alone.accountId, "Nobody");
  await assert.rejects(ask(user, "ListPolicies", { Filter: SCP }), { name: "AccessDenied" });
});

test("members may do nothing that is the management account's, whether the thing is there or not", async (t) => {
  const harness = await createOrganization();
  t.after(harness.close);
  const { ask, member } = harness;
  const PolicyId = await createPolicy(harness, "Mine");
  for (const id of [PolicyId, "p-99999999"]) {
    await refuses(ask(member, "DescribePolicy", { PolicyId: id }), ...NO_PERMISSIONS);
    await refuses(ask(member, "DeletePolicy", { PolicyId: id }), ...NO_PERMISSIONS);
  }
  await refuses(ask(member, "CreatePolicy", NEW_SCP), ...NO_PERMISSIONS);
  await refuses(ask(member, "DeleteResourcePolicy", {}), ...NO_PERMISSIONS);
});

test("IAM is asked first, on the ARN of what it is about", async (t) => {
  const harness = await createOrganization();
  t.after(harness.close);
  const { ask } = harness;
  const user = await harness.addUser(MEMBER, "Nobody");
  const PolicyId = await createPolicy(harness, "Mine");
  await assert.rejects(ask(user, "DescribePolicy", { PolicyId }), {
    name: "AccessDenied",
    message:
      `User: ${user.arn} is not authorized to perform: organizations:DescribePolicy on resource: ` +
      `${ARNS}:policy/${ORGANIZATION}/service_control_policy/${PolicyId} because no identity-based policy allows ` +
      "the organizations:DescribePolicy action",
  });
});

test("a policy's type is a condition key, and attaching needs the permission on policy and target", async (t) => {
  const harness = await createOrganization();
  t.after(harness.close);
  const { ask, management } = harness;
  const user = await harness.addUser(ACCOUNT, "Policies", ["organizations:EnablePolicyType"]);
  await harness.allow("Policies", {
    Action: "organizations:CreatePolicy",
    Condition: { StringEquals: { "organizations:PolicyType": "TAG_POLICY" } },
  });
  await ask(user, "CreatePolicy", TAG_POLICY);
  await assert.rejects(ask(user, "CreatePolicy", NEW_SCP), { name: "AccessDenied" });
  const PolicyId = await createPolicy(harness, "Mine");
  await ask(user, "EnablePolicyType", { RootId: ROOT, PolicyType: SCP });
  const policyArn = `${ARNS}:policy/${ORGANIZATION}/service_control_policy/*`;
  await harness.allow("Policies", { Action: "organizations:AttachPolicy", Resource: policyArn });
  await assert.rejects(ask(user, "AttachPolicy", { PolicyId, TargetId: UNIT }), /on resource: .*:ou\/o-/);
  const unitArn = `${ARNS}:ou/${ORGANIZATION}/${UNIT}`;
  await harness.allow("Policies", { Action: "organizations:AttachPolicy", Resource: unitArn });
  await ask(user, "AttachPolicy", { PolicyId, TargetId: UNIT });
  await ask(management, "DetachPolicy", { PolicyId, TargetId: UNIT });
});

test("who brings tags needs the permission to tag", async (t) => {
  const harness = await createOrganization();
  t.after(harness.close);
  const user = await harness.addUser(ACCOUNT, "Maker", ["organizations:CreatePolicy"]);
  const input = { ...NEW_SCP, Tags: [{ Key: "team", Value: "a" }] };
  await assert.rejects(
    harness.ask(user, "CreatePolicy", input),
    /perform: organizations:TagResource on resource/,
  );
  await harness.allow("Maker", {
    Action: "organizations:TagResource",
    Condition: { StringEquals: { "aws:RequestTag/team": "a" } },
  });
  await harness.ask(user, "CreatePolicy", input);
});

test("a member that administers any service may read, and write nothing", async (t) => {
  const harness = await createOrganization();
  t.after(harness.close);
  const { ask, management, member } = harness;
  const registration = { AccountId: MEMBER, ServicePrincipal: "sso.amazonaws.com" };
  await ask(management, "EnableAWSServiceAccess", registration);
  await ask(management, "RegisterDelegatedAdministrator", registration);
  await ask(member, "ListPolicies", { Filter: SCP });
  await refuses(ask(member, "CreatePolicy", NEW_SCP), ...NO_PERMISSIONS);
  await refuses(ask(member, "TagResource", { ResourceId: ROOT, Tags: [] }), ...NO_PERMISSIONS);
  const user = await harness.addUser(MEMBER, "Nobody");
  await assert.rejects(ask(user, "ListPolicies", { Filter: SCP }), { name: "AccessDenied" });
  await ask(management, "DeregisterDelegatedAdministrator", registration);
  await refuses(ask(member, "ListPolicies", { Filter: SCP }), ...NO_PERMISSIONS);
});

test("the delegation policy lets in whom it names, with a permission of its own", async (t) => {
  const harness = await createOrganization();
  t.after(harness.close);
  const { ask, member, other } = harness;
  await delegate(harness, {
    Action: ["organizations:CreatePolicy", "organizations:ListPolicies"],
    Condition: { StringLikeIfExists: { "organizations:PolicyType": "TAG_POLICY" } },
  });
  await ask(member, "CreatePolicy", TAG_POLICY);
  await ask(member, "ListPolicies", { Filter: "TAG_POLICY" });
  await refuses(ask(member, "CreatePolicy", NEW_SCP), ...NO_PERMISSIONS);
  await refuses(ask(member, "ListPolicies", { Filter: SCP }), ...NO_PERMISSIONS);
  await refuses(ask(other, "ListPolicies", { Filter: "TAG_POLICY" }), ...NO_PERMISSIONS);
  await assert.rejects(
    ask(await harness.addUser(MEMBER, "Nobody"), "ListPolicies", { Filter: "TAG_POLICY" }),
    /because no identity-based policy allows the organizations:ListPolicies action/,
  );
  const reader = await harness.addUser(MEMBER, "Reader", ["organizations:ListPolicies"]);
  await ask(reader, "ListPolicies", { Filter: "TAG_POLICY" });
});

test("what the delegation policy denies stays denied, also to who administers a service", async (t) => {
  const harness = await createOrganization();
  t.after(harness.close);
  const { ask, management, member } = harness;
  const registration = { AccountId: MEMBER, ServicePrincipal: "sso.amazonaws.com" };
  await ask(management, "EnableAWSServiceAccess", registration);
  await ask(management, "RegisterDelegatedAdministrator", registration);
  await delegate(harness, { Effect: "Deny", Action: "organizations:ListPolicies" });
  await assert.rejects(
    ask(member, "ListPolicies", { Filter: SCP }),
    /with an explicit deny in a resource-based policy/,
  );
  await ask(member, "DescribeResourcePolicy", {});
});

test("the delegation policy reaches the tags that are sent, and attaching needs both of its resources", async (t) => {
  const harness = await createOrganization();
  t.after(harness.close);
  const { ask, management, member } = harness;
  await ask(management, "EnablePolicyType", { RootId: ROOT, PolicyType: SCP });
  const PolicyId = await createPolicy(harness, "Mine");
  const ofPolicies = {
    Action: "organizations:AttachPolicy",
    Resource: `${ARNS}:policy/*/service_control_policy/*`,
  };
  await delegate(harness, ofPolicies);
  await refuses(ask(member, "AttachPolicy", { PolicyId, TargetId: UNIT }), ...NO_PERMISSIONS);
  await delegate(
    harness,
    ofPolicies,
    { Action: "organizations:AttachPolicy", Resource: `${ARNS}:ou/*` },
    { Action: "organizations:TagResource", Condition: { StringEquals: { "aws:RequestTag/team": "a" } } },
  );
  await ask(member, "AttachPolicy", { PolicyId, TargetId: UNIT });
  await refuses(ask(member, "AttachPolicy", { PolicyId, TargetId: ROOT }), ...NO_PERMISSIONS);
  const tag = (Value: string): OrganizationsOperations["TagResource"]["input"] => ({
    ResourceId: UNIT,
    Tags: [{ Key: "team", Value }],
  });
  await ask(member, "TagResource", tag("a"));
  await refuses(ask(member, "TagResource", tag("b")), ...NO_PERMISSIONS);
});

test("a policy of the member's own gives nothing by denying what the delegation policy is asked about", async (t) => {
  const harness = await createOrganization();
  t.after(harness.close);
  const { ask, read } = harness;
  await delegate(harness, { Action: "organizations:ListRoots" });
  const user = await harness.addUser(MEMBER, "Sly");
  const Statement = [
    { Effect: "Allow", Action: "*", Resource: "*" },
    {
      Effect: "Deny",
      Action: "*",
      Resource: "*",
      Condition: { StringEquals: { "aws:ResourceAccount": ACCOUNT } },
    },
  ];
  assert.ok(user.kind === "user");
  const document = JSON.stringify({ Version: "2012-10-17", Statement });
  await putInline(harness, "user", user.id, document, MEMBER);
  await assert.rejects(ask(user, "CreatePolicy", NEW_SCP), { name: "AccessDenied" });
  await assert.rejects(ask(user, "ListRoots", {}), { name: "AccessDenied" });
  assert.equal(await read((tx) => tx.organizationPolicies.count(ORGANIZATION, SCP)), 0);
});
