import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { IamOperations } from "@rolecall/contracts";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { TRUST_EC2 } from "../document.test-support.ts";
import { iamService } from "../index.ts";

let h: Harness<IamOperations>;
const InstanceProfileName = "Web";
const RoleName = "Reader";

beforeEach(async () => {
  h = await createHarness(iamService, { InstanceProfilesPerAccount: 2 });
  await h.ask(h.root, "CreateRole", { RoleName, AssumeRolePolicyDocument: TRUST_EC2, Description: "Reads" });
});
afterEach(() => h.close());

const create = (input: Partial<IamOperations["CreateInstanceProfile"]["input"]> = {}) =>
  h.ask(h.root, "CreateInstanceProfile", { InstanceProfileName, ...input });
const get = async () =>
  (await h.ask(h.root, "GetInstanceProfile", { InstanceProfileName: "WEB" })).InstanceProfile;
const addRole = (names: { InstanceProfileName?: string; RoleName?: string } = {}) =>
  h.ask(h.root, "AddRoleToInstanceProfile", { InstanceProfileName, RoleName, ...names });
const removeRole = (names: { InstanceProfileName?: string; RoleName?: string } = {}) =>
  h.ask(h.root, "RemoveRoleFromInstanceProfile", { InstanceProfileName, RoleName, ...names });

test("each answer shows what AWS was recorded to show", async () => {
  const { InstanceProfile: created } = await create({ Path: "/app/" });
  const basics = {
    Path: "/app/",
    InstanceProfileName,
    InstanceProfileId: created.InstanceProfileId,
    Arn: "arn:aws:iam::111111111111:instance-profile/app/Web",
    CreateDate: new Date(h.now()),
  };
  assert.match(created.InstanceProfileId, /^AIPA[A-Z2-7]{17}$/);
  assert.deepEqual(created, { ...basics, Roles: [] });
  await addRole();
  const { Role: reader } = await h.ask(h.root, "GetRole", { RoleName });
  const { Description: _d, MaxSessionDuration: _m, RoleLastUsed: _l, ...role } = reader;
  const listed = { ...basics, Roles: [role] };
  assert.deepEqual(await get(), { ...listed, Tags: [] });
  const page = { InstanceProfiles: [listed], IsTruncated: false };
  assert.deepEqual(await h.ask(h.root, "ListInstanceProfiles", { PathPrefix: "/app/" }), page);
  assert.deepEqual(await h.ask(h.root, "ListInstanceProfilesForRole", { RoleName }), page);
});

test("names are taken in any case, and an account has so many", async () => {
  await create();
  const taken = create({ InstanceProfileName: "WEB" });
  await refuses(taken, "EntityAlreadyExists", "Instance Profile WEB already exists.");
  await create({ InstanceProfileName: "second" });
  const full = "Cannot exceed quota for InstanceProfilesPerAccount: 2";
  await refuses(create({ InstanceProfileName: "third" }), "LimitExceeded", full);
});

test("a profile carries one role, and goes when it carries none", async () => {
  await create();
  await addRole();
  const full = "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1";
  await refuses(addRole(), "LimitExceeded", full);
  const remove = () => h.ask(h.root, "DeleteInstanceProfile", { InstanceProfileName });
  const words = "Cannot delete entity, must remove roles from instance profile first.";
  await refuses(remove(), "DeleteConflict", words);
  await removeRole();
  const gone = "Role Reader in Instance Profile Web cannot be found.";
  await refuses(removeRole(), "NoSuchEntity", gone);
  await remove();
  await refuses(get(), "NoSuchEntity", "Instance Profile WEB cannot be found.");
});

test("what is not there is told in AWS's words", async () => {
  await create();
  const profile = "Instance Profile x cannot be found.";
  const role = "The role with name y cannot be found.";
  await refuses(addRole({ InstanceProfileName: "x" }), "NoSuchEntity", profile);
  await refuses(addRole({ RoleName: "y" }), "NoSuchEntity", role);
  await refuses(removeRole({ InstanceProfileName: "x" }), "NoSuchEntity", profile);
  await refuses(removeRole({ RoleName: "y" }), "NoSuchEntity", role);
});

test("adding a role needs the permission to pass it to EC2", async () => {
  await create();
  await h.ask(h.root, "CreateUser", { UserName: "Bob" });
  const bob = await h.asUser("Bob");
  const add = () => h.ask(bob, "AddRoleToInstanceProfile", { InstanceProfileName, RoleName });
  await h.allow("Bob", { Action: "iam:AddRoleToInstanceProfile" });
  await assert.rejects(add(), { code: "AccessDenied", message: /iam:PassRole on resource: .*Reader/ });
  const passing = (service: string) => ({
    Action: "iam:PassRole",
    Resource: "arn:aws:iam::111111111111:role/Reader",
    Condition: { StringEquals: { "iam:PassedToService": service } },
  });
  await h.allow("Bob", passing("lambda.amazonaws.com"));
  await assert.rejects(add(), { code: "AccessDenied" });
  await h.allow("Bob", passing("ec2.amazonaws.com"));
  await add();
});

test("tag keys of instance profiles keep their case and are listed sorted", async () => {
  await create({ Tags: [{ Key: "b", Value: "1" }] });
  const Tags = [
    { Key: "B", Value: "2" },
    { Key: "c", Value: "3" },
  ];
  await h.ask(h.root, "TagInstanceProfile", { InstanceProfileName, Tags });
  await h.ask(h.root, "UntagInstanceProfile", { InstanceProfileName, TagKeys: ["C", "b"] });
  const { Tags: tags } = await h.ask(h.root, "ListInstanceProfileTags", { InstanceProfileName });
  assert.deepEqual(tags, Tags);
  assert.deepEqual((await get()).Tags, Tags);
});
