import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { IamOperations } from "@rolecall/contracts";
import type { EntityType } from "@rolecall/contracts/iam";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { ADMINISTRATOR_ACCESS, S3_READ_ONLY_ACCESS } from "../../short-catalog.test-support.ts";
import { iamService } from "../index.ts";

type Details = IamOperations["GetAccountAuthorizationDetails"]["output"];

const DOCUMENT = JSON.stringify({
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Action: "s3:Get*", Resource: "*" },
});

let h: Harness<IamOperations>;
beforeEach(async () => {
  h = await createHarness(iamService);
  await h.ask(h.root, "CreateUser", { UserName: "Bob", Tags: [{ Key: "Team", Value: "Core" }] });
  await h.ask(h.root, "CreateUser", { UserName: "ada", PermissionsBoundary: S3_READ_ONLY_ACCESS });
  await h.ask(h.root, "CreateGroup", { GroupName: "Team" });
  await h.ask(h.root, "AddUserToGroup", { GroupName: "Team", UserName: "Bob" });
  await h.ask(h.root, "PutUserPolicy", { UserName: "Bob", PolicyName: "Own", PolicyDocument: DOCUMENT });
  const { Policy: policy } = await h.ask(h.root, "CreatePolicy", {
    PolicyName: "Photos",
    PolicyDocument: DOCUMENT,
  });
  await h.ask(h.root, "AttachGroupPolicy", { GroupName: "Team", PolicyArn: policy?.Arn ?? "" });
  await h.asAdministratorRole("Admin");
});
afterEach(() => h.close());

/** What a page tells, by name. */
const namesIn = (page: Details) => [
  ...(page.UserDetailList ?? []).map((user) => user.UserName),
  ...(page.GroupDetailList ?? []).map((group) => group.GroupName),
  ...(page.RoleDetailList ?? []).map((role) => role.RoleName),
  ...(page.Policies ?? []).map((policy) => policy.PolicyName),
];

const ALL = ["ada", "Bob", "Team", "Admin", "Photos", "AdministratorAccess", "AmazonS3ReadOnlyAccess"];

test("everything there is, and of AWS's policies those in use", async () => {
  const details = await h.ask(h.root, "GetAccountAuthorizationDetails", {});
  assert.deepEqual(namesIn(details), ALL);
  assert.equal(details.IsTruncated, false);
});

test("users and groups are told with all that hangs on them", async () => {
  const details = await h.ask(h.root, "GetAccountAuthorizationDetails", { Filter: ["User", "Group"] });
  const [ada, bob] = details.UserDetailList ?? [];
  const { UserId: _, ...shownBob } = bob ?? {};
  assert.deepEqual(shownBob, {
    Path: "/",
    UserName: "Bob",
    Arn: "arn:aws:iam::111111111111:user/Bob",
    CreateDate: new Date(h.now()),
    UserPolicyList: [
      { PolicyName: "Own", PolicyDocument: encodeURIComponent(DOCUMENT).replaceAll("*", "%2A") },
    ],
    GroupList: ["Team"],
    AttachedManagedPolicies: [],
    Tags: [{ Key: "Team", Value: "Core" }],
  });
  assert.equal(ada?.PermissionsBoundary?.PermissionsBoundaryArn, S3_READ_ONLY_ACCESS);
  assert.ok(ada !== undefined && !("UserPolicyList" in ada));
  const [team] = details.GroupDetailList ?? [];
  assert.deepEqual(team?.GroupPolicyList, []);
  assert.deepEqual(team?.AttachedManagedPolicies, [
    { PolicyName: "Photos", PolicyArn: "arn:aws:iam::111111111111:policy/Photos" },
  ]);
  assert.deepEqual([details.RoleDetailList, details.Policies], [[], []]);
});

test("a filter shows these sorts alone", async () => {
  const filtered: readonly (readonly [EntityType, readonly string[]])[] = [
    ["User", ["ada", "Bob"]],
    ["Group", ["Team"]],
    ["Role", ["Admin"]],
    ["LocalManagedPolicy", ["Photos"]],
    ["AWSManagedPolicy", ["AdministratorAccess", "AmazonS3ReadOnlyAccess"]],
  ];
  for (const [kind, names] of filtered) {
    const details = await h.ask(h.root, "GetAccountAuthorizationDetails", { Filter: [kind] });
    assert.deepEqual(namesIn(details), names, kind);
  }
});

test("pages run from one sort into the next", async () => {
  for (const MaxItems of [1, 2, 3, 4, 7]) {
    const seen: (string | undefined)[] = [];
    let Marker: string | undefined;
    do {
      const page = await h.ask(h.root, "GetAccountAuthorizationDetails", { MaxItems, Marker });
      const names = namesIn(page);
      assert.ok(names.length <= MaxItems);
      seen.push(...names);
      assert.equal(page.IsTruncated, page.Marker !== undefined);
      Marker = page.Marker;
    } while (Marker !== undefined);
    assert.deepEqual(seen, ALL, `${MaxItems} a page`);
  }
});

test("a marker goes with its filter", async () => {
  const { Marker } = await h.ask(h.root, "GetAccountAuthorizationDetails", { Filter: ["User"], MaxItems: 1 });
  assert.ok(Marker);
  const other = h.ask(h.root, "GetAccountAuthorizationDetails", { Filter: ["Group"], Marker });
  await refuses(other, "ValidationError", "Invalid Marker.");
});

test("roles are told in full, policies with their use and versions", async () => {
  const { RoleDetailList: roles, Policies: policies } = await h.ask(
    h.root,
    "GetAccountAuthorizationDetails",
    {},
  );
  assert.deepEqual(roles?.[0]?.Tags, []);
  assert.deepEqual(roles?.[0]?.AttachedManagedPolicies, [
    { PolicyName: "AdministratorAccess", PolicyArn: ADMINISTRATOR_ACCESS },
  ]);
  const uses = policies?.map((one) => [
    one.PolicyName,
    one.AttachmentCount,
    one.PermissionsBoundaryUsageCount,
  ]);
  assert.deepEqual(uses, [
    ["Photos", 1, 0],
    ["AdministratorAccess", 1, 0],
    ["AmazonS3ReadOnlyAccess", 0, 1],
  ]);
  assert.equal(policies?.[0]?.PolicyVersionList?.length, 1);
});
