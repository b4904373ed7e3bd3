/** The cases follow answers of AWS that others recorded in September 2026; where ours differ, docs/simulation.md says so. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { IamOperations } from "@rolecall/contracts";
import type {
  EvaluationResult,
  PolicyIdentifier,
  SimulatePrincipalPolicyRequest,
} from "@rolecall/contracts/iam";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { S3_READ_ONLY_ACCESS } from "../../short-catalog.test-support.ts";
import { iamService } from "../index.ts";
import { allow, deny, OBJECT, OTHER_OBJECT, policy, told } from "./simulation.test-support.ts";

let h: Harness<IamOperations>;
let customer: string;

const ANN = "arn:aws:iam::111111111111:user/staff/ann";
const READ = JSON.stringify(
  { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: OBJECT }] },
  undefined,
  2,
);

before(async () => {
  h = await createHarness(iamService);
  const { ask, root } = h;
  const named = { UserName: "ann" };
  await ask(root, "CreateUser", { ...named, Path: "/staff/" });
  await ask(root, "CreateGroup", { GroupName: "Team" });
  await ask(root, "AddUserToGroup", { ...named, GroupName: "Team" });
  await ask(root, "PutUserPolicy", { ...named, PolicyName: "Own", PolicyDocument: READ });
  const writing = { PolicyName: "Writing", PolicyDocument: allow("s3:PutObject") };
  await ask(root, "PutGroupPolicy", { GroupName: "Team", ...writing });
  const made = await ask(root, "CreatePolicy", {
    PolicyName: "Deleting",
    Path: "/x/",
    PolicyDocument: allow("s3:DeleteObject"),
  });
  customer = made.Policy?.Arn ?? "";
  await ask(root, "AttachUserPolicy", { ...named, PolicyArn: customer });
  await ask(root, "AttachGroupPolicy", { GroupName: "Team", PolicyArn: customer });
  const trust = policy({ Effect: "Allow", Principal: { AWS: h.accountId }, Action: "sts:AssumeRole" });
  const role = { RoleName: "Deployer", AssumeRolePolicyDocument: trust.replace(',"Resource":"*"', "") };
  await ask(root, "CreateRole", role);
  await ask(root, "PutRolePolicy", {
    RoleName: "Deployer",
    PolicyName: "Own",
    PolicyDocument: allow("s3:GetObject"),
  });
});
after(() => h.close());

const ACTIONS = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"];

async function simulate(
  input: Partial<SimulatePrincipalPolicyRequest>,
): Promise<readonly EvaluationResult[]> {
  const given = { PolicySourceArn: ANN, ActionNames: ACTIONS, ResourceArns: [OBJECT], ...input };
  return (await h.ask(h.root, "SimulatePrincipalPolicy", given)).EvaluationResults ?? [];
}

const tell = async (input: Partial<SimulatePrincipalPolicyRequest> = {}) => (await simulate(input)).map(told);

const OWN = "allowed by user_ann_Own";
const GROUPS = "allowed by group_Team_Writing";
const MANAGED = "allowed by Deleting";

test("a user's own policies, its groups' and those of neither, by their names", async () => {
  assert.deepEqual(await tell(), [OWN, GROUPS, MANAGED]);
  const [result] = await simulate({ ResourceArns: [OBJECT, OTHER_OBJECT] });
  assert.equal(result?.EvalDecision, "implicitDeny");
  const [matched] = result?.MatchedStatements ?? [];
  assert.deepEqual(
    [matched?.StartPosition, matched?.EndPosition],
    [
      { Line: 3, Column: 17 },
      { Line: 8, Column: 6 },
    ],
  );
  assert.equal(result?.OrganizationsDecisionDetail, undefined);
});

test("groups and roles have their own alone, and a source goes by its name, whatever its path and case", async () => {
  const arn = (resource: string) => `arn:aws:iam::111111111111:${resource}`;
  const none = "implicitDeny";
  assert.deepEqual(await tell({ PolicySourceArn: arn("group/Team") }), [none, GROUPS, MANAGED]);
  const role = "allowed by role_Deployer_Own";
  assert.deepEqual(await tell({ PolicySourceArn: arn("role/some/path/deployer") }), [role, none, none]);
  assert.deepEqual(await tell({ PolicySourceArn: arn("user/ANN") }), [OWN, GROUPS, MANAGED]);
  const missing = "Unable to retrieve specified IAM entity.";
  await refuses(simulate({ PolicySourceArn: arn("user/bob") }), "NoSuchEntity", missing);
  for (const text of [
    arn("root"),
    arn("policy/Deleting"),
    "arn:aws:sts::111111111111:assumed-role/Deployer/x",
  ]) {
    const message = `Invalid Entity Arn: ${text} does not clearly define entity type and name.`;
    await refuses(simulate({ PolicySourceArn: text }), "InvalidInput", message);
  }
});

test("policies of the input are asked besides, and a boundary of the input in the place of the user's", async () => {
  const more = { PolicyInputList: [allow("ec2:*"), deny("s3:PutObject")] };
  assert.deepEqual(await tell(more), [OWN, "explicitDeny by PolicyInputList.2", MANAGED]);
  await h.ask(h.root, "PutUserPermissionsBoundary", {
    UserName: "ann",
    PermissionsBoundary: S3_READ_ONLY_ACCESS,
  });
  const [bounded] = await simulate({});
  assert.deepEqual(bounded?.PermissionsBoundaryDecisionDetail, { AllowedByPermissionsBoundary: true });
  assert.deepEqual(await tell(), [OWN, "implicitDeny", "implicitDeny"]);
  const other = { PermissionsBoundaryPolicyInputList: [allow("s3:PutObject")] };
  assert.deepEqual(await tell(other), ["implicitDeny", GROUPS, "implicitDeny"]);
  const without: PolicyIdentifier[] = [{ PolicyType: "permission-boundary" }];
  assert.deepEqual(await tell({ PolicyExclusionList: without }), [OWN, GROUPS, MANAGED]);
  const [unbounded] = await simulate({ PolicyExclusionList: without });
  assert.equal(unbounded?.PermissionsBoundaryDecisionDetail, undefined);
  await h.ask(h.root, "DeleteUserPermissionsBoundary", { UserName: "ann" });
});

test("exclusions leave out by type, by ARN and by the name of an inline policy and of who has it", async () => {
  const none = "implicitDeny";
  const all = [OWN, GROUPS, MANAGED];
  const without = (...PolicyExclusionList: PolicyIdentifier[]) => tell({ PolicyExclusionList });
  const inline = (PolicyName: string, AttachmentType: "user" | "group", AttachmentName: string) =>
    without({ InlinePolicyIdentifier: { PolicyName, AttachmentType, AttachmentName } });
  assert.deepEqual(await without({ PolicyType: "inline" }), [none, none, MANAGED]);
  assert.deepEqual(await without({ PolicyType: "user-managed" }), [OWN, GROUPS, none]);
  assert.deepEqual(await without({ PolicyType: "aws-managed" }, { PolicyType: "scp" }), all);
  for (const PolicyArn of [
    customer,
    customer.replace("/x/", "/"),
    `${customer.slice(0, -3)}*`,
    `${customer.slice(0, -1)}?`,
  ])
    assert.deepEqual(await without({ PolicyArn }), [OWN, GROUPS, none], PolicyArn);
  assert.deepEqual(await without({ PolicyArn: `${customer}?` }), all);
  assert.deepEqual(await inline("own", "user", "ann"), [none, GROUPS, MANAGED]);
  assert.deepEqual(await inline("Own", "user", "a*"), [none, GROUPS, MANAGED]);
  assert.deepEqual(await inline("Own", "user", "a?n"), [none, GROUPS, MANAGED]);
  assert.deepEqual(await inline("Own", "group", "ann"), all);
  const message =
    "Invalid inline policy exclusion: policyName, attachmentType, and attachmentName are required";
  for (const [name, owner] of [
    ["Ow?", "ann"],
    ["Own", "*a*n"],
  ] as const)
    await refuses(inline(name, "user", owner), "InvalidInput", message);
  const arns = "Invalid policy exclusion: arn:*:* has more than one *";
  await refuses(without({ PolicyArn: "arn:*:*" }), "InvalidInput", arns);
});

test("a resource's policy may name the user by its ARN and by its id, and a role, within what limits it", async () => {
  const { User: ann } = await h.ask(h.root, "GetUser", { UserName: "ann" });
  const grant = (principal: string) =>
    policy({
      Effect: "Allow",
      Action: "s3:PutObject",
      Resource: "arn:aws:s3:::photos/*",
      Principal: { AWS: principal },
    });
  const asks = async (ResourcePolicy: string, input: Partial<SimulatePrincipalPolicyRequest> = {}) =>
    (
      await tell({
        ActionNames: ["s3:PutObject"],
        ResourcePolicy,
        PolicyExclusionList: [{ PolicyType: "inline" }],
        ...input,
      })
    )[0];
  for (const name of [ANN, ann.UserId, "*"])
    assert.equal(await asks(grant(name)), "allowed by ResourcePolicy");
  assert.equal(await asks(grant(h.accountId)), "implicitDeny");
  const role = { PolicySourceArn: "arn:aws:iam::111111111111:role/Deployer" };
  assert.equal(await asks(grant(role.PolicySourceArn), role), "allowed by ResourcePolicy");
  const bounded = { ...role, PermissionsBoundaryPolicyInputList: [allow("s3:GetObject")] };
  assert.equal(await asks(grant(role.PolicySourceArn), bounded), "implicitDeny");
});

test("whoever simulates somebody needs the permission on it, under the path that it has", async () => {
  await h.ask(h.root, "CreateUser", { UserName: "auditor" });
  const auditor = await h.asUser("auditor");
  const asked = { PolicySourceArn: "arn:aws:iam::111111111111:user/ann", ActionNames: ["s3:GetObject"] };
  const ask = () => h.ask(auditor, "SimulatePrincipalPolicy", asked);
  const denied =
    "User: arn:aws:iam::111111111111:user/auditor is not authorized to perform: iam:SimulatePrincipalPolicy on resource: user ann because no identity-based policy allows the iam:SimulatePrincipalPolicy action";
  await refuses(ask(), "AccessDenied", denied);
  await h.allow("auditor", { Action: "iam:SimulatePrincipalPolicy", Resource: ANN });
  assert.equal((await ask()).EvaluationResults?.length, 1);
  const custom = h.ask(auditor, "SimulateCustomPolicy", {
    PolicyInputList: [],
    ActionNames: ["s3:GetObject"],
  });
  const onAll =
    "User: arn:aws:iam::111111111111:user/auditor is not authorized to perform: iam:SimulateCustomPolicy on resource: * because no identity-based policy allows the iam:SimulateCustomPolicy action";
  await refuses(custom, "AccessDenied", onAll);
});

test("nothing of another account is found", async () => {
  const other = await h.addAccount("222222222222");
  const asked = { PolicySourceArn: ANN, ActionNames: ["s3:GetObject"] };
  const ask = h.ask(other, "SimulatePrincipalPolicy", asked);
  await assert.rejects(ask, { code: "AccessDenied" });
});
