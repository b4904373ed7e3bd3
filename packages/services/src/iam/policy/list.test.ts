import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { IamOperations } from "@rolecall/contracts";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { ADMINISTRATOR_ACCESS, S3_READ_ONLY_ACCESS } from "../../short-catalog.test-support.ts";
import { allowing, TRUST_EC2 } from "../document.test-support.ts";
import { iamService } from "../index.ts";

type Listing = IamOperations["ListPolicies"]["input"];
type Entities = IamOperations["ListEntitiesForPolicy"]["input"];

let h: Harness<IamOperations>;
const OWN = "arn:aws:iam::111111111111:policy/app/Photos";
const AWS = [
  "AWSIAMRoleManagerServiceRolePolicy",
  "AWSOrganizationsServiceTrustPolicy",
  "AdministratorAccess",
  "AmazonS3ReadOnlyAccess",
  "AutoScalingServiceRolePolicy",
  "BatchServiceRolePolicy",
  "IAMReadOnlyAccess",
  "PowerUserAccess",
];

beforeEach(async () => {
  h = await createHarness(iamService);
  const PolicyDocument = allowing("s3:GetObject");
  await h.ask(h.root, "CreatePolicy", { PolicyName: "Photos", Path: "/app/", PolicyDocument });
  await h.ask(h.root, "CreatePolicy", { PolicyName: "audio", PolicyDocument });
  await h.ask(h.root, "CreateUser", { UserName: "Bob", Path: "/sales/", PermissionsBoundary: OWN });
  await h.ask(h.root, "CreateUser", { UserName: "Eve", PermissionsBoundary: OWN });
  await h.ask(h.root, "CreateGroup", { GroupName: "Staff" });
  await h.ask(h.root, "CreateRole", { RoleName: "Reader", AssumeRolePolicyDocument: TRUST_EC2 });
  await h.ask(h.root, "AttachUserPolicy", { UserName: "Bob", PolicyArn: OWN });
  await h.ask(h.root, "AttachGroupPolicy", { GroupName: "Staff", PolicyArn: OWN });
  await h.ask(h.root, "AttachRolePolicy", { RoleName: "Reader", PolicyArn: S3_READ_ONLY_ACCESS });
});
afterEach(() => h.close());

const list = async (input: Listing) => {
  const { Policies, Marker, IsTruncated } = await h.ask(h.root, "ListPolicies", input);
  assert.equal(IsTruncated, Marker !== undefined);
  return { names: Policies?.map(({ PolicyName }) => PolicyName), Marker };
};

test("the scope, the path and the use select policies", async () => {
  const names = async (input: Listing) => (await list(input)).names;
  assert.deepEqual(await names({}), ["audio", "Photos", ...AWS]);
  assert.deepEqual(await names({ Scope: "Local" }), ["audio", "Photos"]);
  assert.deepEqual(await names({ Scope: "AWS" }), AWS);
  assert.deepEqual(await names({ PathPrefix: "/app/" }), ["Photos"]);
  assert.deepEqual(await names({ OnlyAttached: true }), ["Photos", "AmazonS3ReadOnlyAccess"]);
  assert.deepEqual(await names({ Scope: "AWS", OnlyAttached: true }), ["AmazonS3ReadOnlyAccess"]);
});

test("how a policy is used selects with OnlyAttached alone", async () => {
  await h.ask(h.root, "PutUserPermissionsBoundary", {
    UserName: "Eve",
    PermissionsBoundary: "arn:aws:iam::111111111111:policy/audio",
  });
  const names = async (OnlyAttached?: boolean, PolicyUsageFilter?: Listing["PolicyUsageFilter"]) =>
    (await list({ OnlyAttached, PolicyUsageFilter, Scope: "Local" })).names;
  const all = ["audio", "Photos"];
  for (const onlyAttached of [undefined, false]) {
    for (const usage of [undefined, "PermissionsPolicy", "PermissionsBoundary"] as const)
      assert.deepEqual(await names(onlyAttached, usage), all);
  }
  assert.deepEqual(await names(true), all);
  assert.deepEqual(await names(true, "PermissionsPolicy"), ["Photos"]);
  assert.deepEqual(await names(true, "PermissionsBoundary"), ["audio", "Photos"]);
});

test("pages of any size tell each policy once", async () => {
  for (const MaxItems of [1, 2, 3, 4, 5, 6, 7, 8, 9]) {
    const seen: unknown[] = [];
    let Marker: string | undefined;
    do {
      const page = await list({ MaxItems, Marker });
      assert.ok((page.names?.length ?? 0) <= MaxItems);
      seen.push(...(page.names ?? []));
      Marker = page.Marker;
    } while (Marker !== undefined);
    assert.deepEqual(seen, ["audio", "Photos", ...AWS], `${MaxItems} a page`);
  }
});

test("a marker holds for the same question alone", async () => {
  const { Marker } = await list({ MaxItems: 1 });
  await refuses(list({ MaxItems: 1, Marker, Scope: "Local" }), "ValidationError", "Invalid Marker.");
});

const entities = async (input: Omit<Entities, "PolicyArn">, PolicyArn = OWN) => {
  const answer = await h.ask(h.root, "ListEntitiesForPolicy", { PolicyArn, ...input });
  const names = [
    ...(answer.PolicyUsers ?? []).map(({ UserName }) => UserName),
    ...(answer.PolicyGroups ?? []).map(({ GroupName }) => GroupName),
    ...(answer.PolicyRoles ?? []).map(({ RoleName }) => RoleName),
  ];
  return { names: names.toSorted(), Marker: answer.Marker };
};

test("whoever has a policy is told once, however it is used", async () => {
  const names = async (input: Omit<Entities, "PolicyArn">) => (await entities(input)).names;
  assert.deepEqual(await names({}), ["Bob", "Eve", "Staff"]);
  assert.deepEqual(await names({ PolicyUsageFilter: "PermissionsPolicy" }), ["Bob", "Staff"]);
  assert.deepEqual(await names({ PolicyUsageFilter: "PermissionsBoundary" }), ["Bob", "Eve"]);
  assert.deepEqual(await names({ EntityFilter: "User" }), ["Bob", "Eve"]);
  assert.deepEqual(await names({ EntityFilter: "Group" }), ["Staff"]);
  for (const EntityFilter of ["Role", "LocalManagedPolicy", "AWSManagedPolicy"] as const)
    assert.deepEqual(await names({ EntityFilter }), []);
  assert.deepEqual(await names({ PathPrefix: "/sales/" }), ["Bob"]);
  assert.deepEqual((await entities({}, S3_READ_ONLY_ACCESS)).names, ["Reader"]);
  assert.deepEqual((await entities({}, ADMINISTRATOR_ACCESS)).names, []);
});

test("pages of any size tell each entity once, with name and id", async () => {
  for (const MaxItems of [1, 2, 3, 4]) {
    const seen: unknown[] = [];
    let Marker: string | undefined;
    do {
      const page = await entities({ MaxItems, Marker });
      seen.push(...page.names);
      Marker = page.Marker;
    } while (Marker !== undefined);
    assert.deepEqual(seen.toSorted(), ["Bob", "Eve", "Staff"], `${MaxItems} a page`);
  }
  const { User: bob } = await h.ask(h.root, "GetUser", { UserName: "Bob" });
  const filters = { PathPrefix: "/sales/", PolicyUsageFilter: "PermissionsBoundary" } as const;
  const { PolicyUsers: users } = await h.ask(h.root, "ListEntitiesForPolicy", { PolicyArn: OWN, ...filters });
  assert.deepEqual(users, [{ UserName: "Bob", UserId: bob.UserId }]);
});
