import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { IamOperations } from "@rolecall/contracts";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { IAM_READ_ONLY_ACCESS } from "../../short-catalog.test-support.ts";
import { allowing, policyOfSize, TRUST_EC2 } from "../document.test-support.ts";
import { iamService } from "../index.ts";

let h: Harness<IamOperations>;
beforeEach(async () => {
  h = await createHarness(iamService);
  await h.ask(h.root, "CreateUser", { UserName: "Bob" });
  await h.ask(h.root, "CreateGroup", { GroupName: "Staff" });
  await h.ask(h.root, "CreateRole", { RoleName: "Reader", AssumeRolePolicyDocument: TRUST_EC2 });
});
afterEach(() => h.close());

const user = { UserName: "Bob" };
const group = { GroupName: "Staff" };
const role = { RoleName: "Reader" };
type Listing = Omit<IamOperations["ListUserPolicies"]["input"], "UserName">;

/** The same operations on each kind of owner. */
const OWNERS = {
  user: {
    named: user,
    put: (PolicyName: string, PolicyDocument: string) =>
      h.ask(h.root, "PutUserPolicy", { UserName: "BOB", PolicyName, PolicyDocument }),
    get: (PolicyName: string) => h.ask(h.root, "GetUserPolicy", { UserName: "BOB", PolicyName }),
    remove: (PolicyName: string) => h.ask(h.root, "DeleteUserPolicy", { ...user, PolicyName }),
    list: (input: Listing) => h.ask(h.root, "ListUserPolicies", { ...user, ...input }),
    size: 2048,
    full: "Maximum policy size of 2048 bytes exceeded for user Bob",
  },
  group: {
    named: group,
    put: (PolicyName: string, PolicyDocument: string) =>
      h.ask(h.root, "PutGroupPolicy", { GroupName: "STAFF", PolicyName, PolicyDocument }),
    get: (PolicyName: string) => h.ask(h.root, "GetGroupPolicy", { GroupName: "STAFF", PolicyName }),
    remove: (PolicyName: string) => h.ask(h.root, "DeleteGroupPolicy", { ...group, PolicyName }),
    list: (input: Listing) => h.ask(h.root, "ListGroupPolicies", { ...group, ...input }),
    size: 5120,
    full: "Maximum policy size of 5120 bytes exceeded for group Staff",
  },
  role: {
    named: role,
    put: (PolicyName: string, PolicyDocument: string) =>
      h.ask(h.root, "PutRolePolicy", { RoleName: "READER", PolicyName, PolicyDocument }),
    get: (PolicyName: string) => h.ask(h.root, "GetRolePolicy", { RoleName: "READER", PolicyName }),
    remove: (PolicyName: string) => h.ask(h.root, "DeleteRolePolicy", { ...role, PolicyName }),
    list: (input: Listing) => h.ask(h.root, "ListRolePolicies", { ...role, ...input }),
    size: 10240,
    full: "Maximum policy size of 10240 bytes exceeded for role Reader",
  },
} as const;

for (const [kind, owner] of Object.entries(OWNERS)) {
  test(`a ${kind}'s inline policies are put, read, listed and deleted by name`, async () => {
    const document = allowing("s3:Get*");
    await owner.put("photos", allowing("s3:ListBucket"));
    await owner.put("photos", document);
    await owner.put("audio", document);
    const shown = { ...owner.named, PolicyName: "photos", PolicyDocument: document };
    const answer = await owner.get("photos");
    assert.deepEqual({ ...answer, PolicyDocument: decodeURIComponent(answer.PolicyDocument) }, shown);
    assert.deepEqual(await owner.list({}), { PolicyNames: ["audio", "photos"], IsTruncated: false });
    const first = await owner.list({ MaxItems: 1 });
    const rest = await owner.list({ MaxItems: 1, Marker: first.Marker });
    assert.deepEqual([first.PolicyNames, rest.PolicyNames], [["audio"], ["photos"]]);
    await owner.remove("photos");
    const words = `The ${kind} policy with name photos cannot be found.`;
    await refuses(owner.get("photos"), "NoSuchEntity", words);
    await refuses(owner.remove("photos"), "NoSuchEntity", words);
  });

  test(`a ${kind}'s inline policy is found by its name in any case, and keeps the first spelling in lists`, async () => {
    const document = allowing("s3:Get*");
    await owner.put("MixedName", policyOfSize(owner.size));
    await owner.put("mixedname", document);
    assert.deepEqual((await owner.list({})).PolicyNames, ["MixedName"]);
    const { PolicyName, PolicyDocument } = await owner.get("MIXEDNAME");
    assert.deepEqual([PolicyName, decodeURIComponent(PolicyDocument)], ["MIXEDNAME", document]);
    await owner.remove("mixedNAME");
    assert.deepEqual((await owner.list({})).PolicyNames, []);
  });

  test(`a ${kind}'s inline policies share one size, white space not counted`, async () => {
    await owner.put("first", policyOfSize(owner.size - 200));
    await owner.put("second", policyOfSize(200));
    await refuses(owner.put("second", policyOfSize(201)), "LimitExceeded", owner.full);
    await owner.remove("first");
    await owner.put("second", policyOfSize(owner.size));
  });

  test(`a ${kind}'s inline policy is a policy`, async () => {
    const principal = allowing("s3:*").replace('"Action"', '"Principal":"*","Action"');
    const words = "Policy document should not specify a principal.";
    await refuses(owner.put("bad", principal), "MalformedPolicyDocument", words);
  });
}

test("the boundary of whom a policy is put on is a condition", async () => {
  await h.ask(h.root, "CreateUser", { UserName: "Delegate" });
  const delegate = await h.asUser("Delegate");
  const condition = { StringEquals: { "iam:PermissionsBoundary": IAM_READ_ONLY_ACCESS } };
  await h.allow("Delegate", { Action: ["iam:PutUserPolicy", "iam:DeleteUserPolicy"], Condition: condition });
  const input = { UserName: "Bob", PolicyName: "x" };
  const put = () => h.ask(delegate, "PutUserPolicy", { ...input, PolicyDocument: allowing("s3:*") });
  await assert.rejects(put(), { code: "AccessDenied" });
  const PermissionsBoundary = IAM_READ_ONLY_ACCESS;
  await h.ask(h.root, "PutUserPermissionsBoundary", { UserName: "Bob", PermissionsBoundary });
  await put();
  await h.ask(delegate, "DeleteUserPolicy", input);
});
