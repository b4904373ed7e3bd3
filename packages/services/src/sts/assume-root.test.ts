import assert from "node:assert/strict";
import { test } from "node:test";
import { type IdentifiedCaller, rootTaskPolicies } from "@rolecall/access";
import type { OrganizationRecord, RootFeature } from "@rolecall/store";
import { delegate, makeOrganization } from "../organization.test-support.ts";
import { A, ALLOW_ALL, addUser, B, bearerOf, h, openForEachTest, policy } from "./sts.test-support.ts";

openForEachTest();

const IAM = "iam.amazonaws.com";
const FEATURES: readonly RootFeature[] = ["RootCredentialsManagement", "RootSessions"];
const TASK = "arn:aws:iam::aws:policy/root-task/";
const AUDIT = `${TASK}IAMAuditRootUserCredentials`;
const ROOT_OF_B = `arn:aws:iam::${B}:root`;

/** A manages B. */
function organize(more: Partial<OrganizationRecord> = {}) {
  return makeOrganization(h, { members: [B], trusted: [IAM], rootFeatures: FEATURES, ...more });
}

const administrator = () => addUser("admin", { policy: policy(ALLOW_ALL) });

const assume = (caller: IdentifiedCaller, more: object = {}) =>
  h.ask(caller, "AssumeRoot", { TargetPrincipal: B, TaskPolicyArn: { arn: AUDIT }, ...more });

test("a session of a member's root is root's, for one task, and lives 15 minutes", async () => {
  await organize();
  const admin = await administrator();
  for (const TargetPrincipal of [B, ROOT_OF_B]) {
    const { Credentials } = await assume(admin, { TargetPrincipal });
    const root = bearerOf(Credentials);
    assert.deepEqual([root.kind, root.arn, root.userId], ["root", ROOT_OF_B, B]);
    assert.deepEqual(root.session?.policyArns, [AUDIT]);
    assert.equal(Credentials?.Expiration.getTime(), h.now() + 900_000);
  }
  const { Credentials } = await assume(admin, { DurationSeconds: 60 });
  assert.equal(Credentials?.Expiration.getTime(), h.now() + 60_000);
});

test("all five tasks there are, and no other policy", async () => {
  await organize();
  const admin = await administrator();
  assert.equal(rootTaskPolicies().length, 5);
  for (const arn of rootTaskPolicies()) await assume(admin, { TaskPolicyArn: { arn } });
  for (const arn of ["arn:aws:iam::aws:policy/AdministratorAccess", `${TASK}Everything`]) {
    await assert.rejects(assume(admin, { TaskPolicyArn: { arn } }), { code: "ValidationError" });
  }
  for (const TargetPrincipal of ["not-an-account", `arn:aws:iam::${B}:user/bob`]) {
    await assert.rejects(assume(admin, { TargetPrincipal }), { code: "ValidationError" });
  }
});

test("root's own credentials do not do", async () => {
  await organize();
  await assert.rejects(assume(h.root), { code: "AccessDenied" });
});

test("nobody gets in where organizations do not let it", async () => {
  const admin = await administrator();
  const denied = async (more: object = {}) => assert.rejects(assume(admin, more), { code: "AccessDenied" });
  await denied();
  const organization = await organize();
  await assume(admin);
  const change = (more: Partial<OrganizationRecord>) =>
    h.store.write((tx) => tx.organizations.update({ ...organization, ...more }));
  for (const more of [
    { trustedServices: [] },
    { rootFeatures: [] },
    { featureSet: "CONSOLIDATED_BILLING" as const },
  ]) {
    await change(more);
    await denied();
  }
  await change({});
  await denied({ TargetPrincipal: A });
  await denied({ TargetPrincipal: "999999999999" });
  await assume(admin);
  await h.store.write(async (tx) => {
    const account = await tx.accounts.byId(B);
    assert.ok(account);
    await tx.accounts.update({ ...account, closedAt: h.now() });
  });
  await denied();
});

test("each feature is for tasks of its own", async () => {
  await organize({ rootFeatures: ["RootSessions"] });
  const admin = await administrator();
  await assert.rejects(assume(admin), { code: "AccessDenied" });
  await assume(admin, { TaskPolicyArn: { arn: `${TASK}S3UnlockBucketPolicy` } });
});

test("a member manages nobody, unless it administers IAM for the organization", async () => {
  const C = "333333333333";
  const root = await h.addAccount(C);
  const organization = await organize({});
  await h.store.write(async (tx) => {
    const member = await tx.organizationMembers.ofAccount(B);
    assert.ok(member);
    await tx.organizationMembers.insert({ ...member, accountId: root.accountId });
  });
  const admin = await addUser("theirs", { accountId: root.accountId, policy: policy(ALLOW_ALL) });
  await assert.rejects(assume(admin), { code: "AccessDenied" });
  await delegate(h, organization, root.accountId, IAM);
  await assume(admin);
  await assert.rejects(assume(admin, { TargetPrincipal: A }), { code: "AccessDenied" });
});

test("the permission is on the member's root, and sees the task", async () => {
  await organize();
  const statement = {
    Effect: "Allow",
    Action: "sts:AssumeRoot",
    Resource: ROOT_OF_B,
    Condition: { ArnEquals: { "sts:TaskPolicyArn": AUDIT } },
  };
  const auditor = await addUser("auditor", { policy: policy(statement) });
  await assume(auditor);
  const other = assume(auditor, { TaskPolicyArn: { arn: `${TASK}IAMDeleteRootUserCredentials` } });
  await assert.rejects(other, { code: "AccessDenied" });
  const nobody = await addUser("nobody");
  await assert.rejects(assume(nobody), {
    code: "AccessDenied",
    message: new RegExp(
      `^User: ${nobody.arn} is not authorized to perform: sts:AssumeRoot on resource: ${ROOT_OF_B}`,
    ),
  });
});

test("a session leads to no other session", async () => {
  await organize();
  const root = bearerOf((await assume(await administrator())).Credentials);
  await h.ask(root, "GetCallerIdentity", {});
  await assert.rejects(h.ask(root, "GetSessionToken", {}), { name: "AuthenticationError" });
  await assert.rejects(h.ask(root, "GetFederationToken", { Name: "bob" }), { name: "AuthenticationError" });
  await assert.rejects(assume(root), { name: "AuthenticationError" });
});
