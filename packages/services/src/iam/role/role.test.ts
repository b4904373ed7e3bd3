import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { IamOperations } from "@rolecall/contracts";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { S3_READ_ONLY_ACCESS } from "../../short-catalog.test-support.ts";
import { allowing, TRUST_EC2 } from "../document.test-support.ts";
import { iamService } from "../index.ts";

let h: Harness<IamOperations>;
beforeEach(async () => {
  h = await createHarness(iamService, { RolesPerAccount: 3 });
});
afterEach(() => h.close());

const createRole = (input: Partial<IamOperations["CreateRole"]["input"]> = {}) =>
  h.ask(h.root, "CreateRole", { RoleName: "Reader", AssumeRolePolicyDocument: TRUST_EC2, ...input });
const getRole = async (name = "Reader") => (await h.ask(h.root, "GetRole", { RoleName: name })).Role;

test("CreateRole, GetRole and ListRoles each show what AWS was recorded to show", async () => {
  const Tags = [{ Key: "team", Value: "core" }];
  const { Role: created } = await createRole({ Path: "/app/", Description: "Reads", Tags });
  const basics = {
    Path: "/app/",
    RoleName: "Reader",
    RoleId: created.RoleId,
    Arn: "arn:aws:iam::111111111111:role/app/Reader",
    CreateDate: new Date(h.now()),
    AssumeRolePolicyDocument: encodeURIComponent(TRUST_EC2),
  };
  assert.match(created.RoleId, /^AROA[A-Z2-7]{17}$/);
  assert.deepEqual(created, { ...basics, Tags });
  const listed = { ...basics, Description: "Reads", MaxSessionDuration: 3600 };
  assert.deepEqual(await getRole("READER"), { ...listed, Tags, RoleLastUsed: {} });
  assert.deepEqual(await h.ask(h.root, "ListRoles", {}), { Roles: [listed], IsTruncated: false });
});

test("GetRole tells when and where the role was used last", async () => {
  const { Role: role } = await createRole();
  await h.store.write((tx) => tx.usage.record([{ subject: role.RoleId, at: h.now(), region: "eu-west-1" }]));
  const { RoleLastUsed: lastUsed } = await getRole();
  assert.deepEqual(lastUsed, { LastUsedDate: new Date(h.now()), Region: "eu-west-1" });
});

test("ListRoles pages by name and filters by path", async () => {
  await createRole({ RoleName: "b", Path: "/app/" });
  await createRole({ RoleName: "A" });
  await createRole({ RoleName: "c", Path: "/app/web/" });
  const names = async (input: IamOperations["ListRoles"]["input"]) => {
    const { Roles, Marker } = await h.ask(h.root, "ListRoles", input);
    return { names: Roles.map(({ RoleName }) => RoleName), Marker };
  };
  assert.deepEqual((await names({ PathPrefix: "/app/" })).names, ["b", "c"]);
  const first = await names({ MaxItems: 2 });
  assert.deepEqual(first.names, ["A", "b"]);
  assert.deepEqual(await names({ MaxItems: 2, Marker: first.Marker }), { names: ["c"], Marker: undefined });
});

test("a name is taken in any case, and an account has so many roles", async () => {
  await createRole();
  const taken = "Role with name READER already exists.";
  await refuses(createRole({ RoleName: "READER" }), "EntityAlreadyExists", taken);
  await createRole({ RoleName: "second" });
  await createRole({ RoleName: "third" });
  const full = "Cannot exceed quota for RolesPerAccount: 3";
  await refuses(createRole({ RoleName: "fourth" }), "LimitExceeded", full);
});

test("UpdateRole changes what it is given, UpdateRoleDescription answers the role", async () => {
  await createRole({ Description: "first", MaxSessionDuration: 7200 });
  await h.ask(h.root, "UpdateRole", { RoleName: "Reader" });
  await h.ask(h.root, "UpdateRole", { RoleName: "Reader", Description: "" });
  const { Description, MaxSessionDuration } = await getRole();
  assert.deepEqual([Description, MaxSessionDuration], ["", 7200]);
  await h.ask(h.root, "UpdateRole", { RoleName: "Reader", Description: "second", MaxSessionDuration: 43200 });
  assert.equal((await getRole()).MaxSessionDuration, 43200);
  const change = { RoleName: "Reader", Description: "third" };
  const { Role: shown } = await h.ask(h.root, "UpdateRoleDescription", change);
  assert.equal(shown?.Description, "third");
  assert.equal(shown?.MaxSessionDuration, undefined);
  assert.equal((await getRole()).MaxSessionDuration, 43200);
});

test("a role goes only when nothing hangs on it", async () => {
  const RoleName = "Reader";
  const InstanceProfileName = "profile";
  await createRole();
  await h.ask(h.root, "CreateInstanceProfile", { InstanceProfileName });
  await h.ask(h.root, "AddRoleToInstanceProfile", { InstanceProfileName, RoleName });
  await h.ask(h.root, "AttachRolePolicy", { RoleName, PolicyArn: S3_READ_ONLY_ACCESS });
  const PolicyDocument = allowing("s3:ListBucket");
  await h.ask(h.root, "PutRolePolicy", { RoleName, PolicyName: "inline", PolicyDocument });
  const isRefused = (obstacle: string) =>
    refuses(
      h.ask(h.root, "DeleteRole", { RoleName }),
      "DeleteConflict",
      `Cannot delete entity, ${obstacle} first.`,
    );
  await isRefused("must remove roles from instance profile");
  await h.ask(h.root, "RemoveRoleFromInstanceProfile", { InstanceProfileName, RoleName });
  await isRefused("must detach all policies");
  await h.ask(h.root, "DetachRolePolicy", { RoleName, PolicyArn: S3_READ_ONLY_ACCESS });
  await isRefused("must delete policies");
  await h.ask(h.root, "DeleteRolePolicy", { RoleName, PolicyName: "inline" });
  await h.ask(h.root, "DeleteRole", { RoleName });
  await refuses(getRole(), "NoSuchEntity", "The role with name Reader cannot be found.");
});
