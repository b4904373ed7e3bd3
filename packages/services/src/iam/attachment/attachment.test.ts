import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { IamOperations } from "@rolecall/contracts";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import {
  ADMINISTRATOR_ACCESS,
  IAM_READ_ONLY_ACCESS,
  S3_READ_ONLY_ACCESS,
} from "../../short-catalog.test-support.ts";
import { iam } from "../define.ts";
import { allowing, TRUST_EC2 } from "../document.test-support.ts";
import { iamService } from "../index.ts";
import { GROUP, USER } from "../policy-owner/owner-kind.ts";
import { attachPolicy } from "./attach-policy.ts";

let h: Harness<IamOperations>;
const OWN = "arn:aws:iam::111111111111:policy/app/Photos";

beforeEach(async () => {
  const limits = { AttachedPoliciesPerUser: 2, AttachedPoliciesPerGroup: 2, AttachedPoliciesPerRole: 2 };
  h = await createHarness(iamService, limits);
  const PolicyDocument = allowing("s3:GetObject");
  await h.ask(h.root, "CreatePolicy", { PolicyName: "Photos", Path: "/app/", PolicyDocument });
  await h.ask(h.root, "CreateUser", { UserName: "Bob" });
  await h.ask(h.root, "CreateGroup", { GroupName: "Staff" });
  await h.ask(h.root, "CreateRole", { RoleName: "Reader", AssumeRolePolicyDocument: TRUST_EC2 });
});
afterEach(() => h.close());

type Listing = Omit<IamOperations["ListAttachedUserPolicies"]["input"], "UserName">;

/** The same operations on each kind of owner. */
const OWNERS = {
  user: {
    attach: (PolicyArn: string) => h.ask(h.root, "AttachUserPolicy", { UserName: "BOB", PolicyArn }),
    detach: (PolicyArn: string) => h.ask(h.root, "DetachUserPolicy", { UserName: "Bob", PolicyArn }),
    list: (input: Listing) => h.ask(h.root, "ListAttachedUserPolicies", { UserName: "Bob", ...input }),
    missing: () => h.ask(h.root, "AttachUserPolicy", { UserName: "x", PolicyArn: OWN }),
    full: "Cannot exceed quota for PoliciesPerUser: 2",
  },
  group: {
    attach: (PolicyArn: string) => h.ask(h.root, "AttachGroupPolicy", { GroupName: "STAFF", PolicyArn }),
    detach: (PolicyArn: string) => h.ask(h.root, "DetachGroupPolicy", { GroupName: "Staff", PolicyArn }),
    list: (input: Listing) => h.ask(h.root, "ListAttachedGroupPolicies", { GroupName: "Staff", ...input }),
    missing: () => h.ask(h.root, "AttachGroupPolicy", { GroupName: "x", PolicyArn: OWN }),
    full: "Cannot exceed quota for PoliciesPerGroup: 2",
  },
  role: {
    attach: (PolicyArn: string) => h.ask(h.root, "AttachRolePolicy", { RoleName: "READER", PolicyArn }),
    detach: (PolicyArn: string) => h.ask(h.root, "DetachRolePolicy", { RoleName: "Reader", PolicyArn }),
    list: (input: Listing) => h.ask(h.root, "ListAttachedRolePolicies", { RoleName: "Reader", ...input }),
    missing: () => h.ask(h.root, "AttachRolePolicy", { RoleName: "x", PolicyArn: OWN }),
    full: "Cannot exceed quota for PoliciesPerRole: 2",
  },
} as const;

for (const [kind, owner] of Object.entries(OWNERS)) {
  test(`a ${kind} has the policies that are attached, so many at most`, async () => {
    const listed = async (input: Listing = {}) => {
      const { AttachedPolicies } = await owner.list(input);
      return AttachedPolicies?.map(({ PolicyName }) => PolicyName);
    };
    await owner.attach(OWN);
    await owner.attach(S3_READ_ONLY_ACCESS);
    await owner.attach(OWN); // Once more changes nothing, even at the limit.
    await refuses(owner.attach(IAM_READ_ONLY_ACCESS), "LimitExceeded", owner.full);
    assert.deepEqual((await listed())?.toSorted(), ["AmazonS3ReadOnlyAccess", "Photos"]);
    assert.deepEqual(await listed({ PathPrefix: "/app/" }), ["Photos"]);
    const first = await owner.list({ MaxItems: 1 });
    const rest = await owner.list({ MaxItems: 1, Marker: first.Marker });
    assert.equal(first.IsTruncated, true);
    assert.equal(rest.IsTruncated, false);
    assert.notDeepEqual(first.AttachedPolicies, rest.AttachedPolicies);
    await owner.detach(S3_READ_ONLY_ACCESS);
    assert.deepEqual((await owner.list({})).AttachedPolicies, [{ PolicyName: "Photos", PolicyArn: OWN }]);
  });

  test(`what cannot be attached to a ${kind} or detached is told in AWS's words`, async () => {
    await refuses(owner.missing(), "NoSuchEntity", `The ${kind} with name x cannot be found.`);
    const name = "longpolicynamebutnoarn";
    const role = "arn:aws:iam::111111111111:role/longpolicyname";
    for (const change of [owner.attach, owner.detach]) {
      await refuses(change(name), "ValidationError", "Invalid ARN:  Could not be parsed!");
      const chinese = ADMINISTRATOR_ACCESS.replace("aws", "aws-cn");
      await refuses(change(chinese), "ValidationError", "Invalid ARN partition");
      await refuses(change(role), "InvalidInput", `ARN ${role} is not valid.`);
    }
    const nowhere = "arn:aws:iam::111111111111:policy/Nowhere";
    const words = `Policy ${nowhere} does not exist or is not attachable.`;
    await refuses(owner.attach(nowhere), "NoSuchEntity", words);
    await refuses(owner.detach(OWN), "NoSuchEntity", `Policy ${OWN} was not found.`);
  });
}

test("another account's policy cannot be attached", async () => {
  const root = await h.addAccount("222222222222");
  await h.ask(root, "CreateUser", { UserName: "Eve" });
  const attach = h.ask(root, "AttachUserPolicy", { UserName: "Eve", PolicyArn: OWN });
  await refuses(attach, "NoSuchEntity", `Policy ${OWN} does not exist or is not attachable.`);
});

test("which policy may be attached, and to whom, are conditions", async () => {
  await h.ask(h.root, "CreateUser", { UserName: "Delegate" });
  const delegate = await h.asUser("Delegate");
  const condition = {
    ArnEquals: { "iam:PolicyARN": OWN },
    StringEquals: { "iam:PermissionsBoundary": IAM_READ_ONLY_ACCESS },
  };
  await h.allow("Delegate", { Action: "iam:AttachUserPolicy", Condition: condition });
  const attach = (PolicyArn: string) => h.ask(delegate, "AttachUserPolicy", { UserName: "Bob", PolicyArn });
  await assert.rejects(attach(OWN), { code: "AccessDenied" });
  const boundary = { UserName: "Bob", PermissionsBoundary: IAM_READ_ONLY_ACCESS };
  await h.ask(h.root, "PutUserPermissionsBoundary", boundary);
  await assert.rejects(attach(ADMINISTRATOR_ACCESS), { code: "AccessDenied" });
  await attach(OWN);
});

test("a detached policy is gone from the next request on", async () => {
  const bob = await h.asUser("Bob");
  await OWNERS.user.attach(IAM_READ_ONLY_ACCESS);
  await h.ask(bob, "ListRoles", {});
  await OWNERS.user.detach(IAM_READ_ONLY_ACCESS);
  await assert.rejects(h.ask(bob, "ListRoles", {}), { code: "AccessDenied" });
});

test("an operation on users does not take the steps for groups", () => {
  assert.equal(iam.write("AttachUserPolicy", attachPolicy(USER)).mode, "write");
  // @ts-expect-error A group is not named by UserName.
  assert.equal(iam.write("AttachUserPolicy", attachPolicy(GROUP)).name, "AttachUserPolicy");
});
