import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { IamOperations } from "@rolecall/contracts";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { ADMINISTRATOR_ACCESS, S3_READ_ONLY_ACCESS } from "../../short-catalog.test-support.ts";
import { allowing, TRUST_EC2 } from "../document.test-support.ts";
import { iamService } from "../index.ts";

let h: Harness<IamOperations>;
beforeEach(async () => {
  h = await createHarness(iamService);
});
afterEach(() => h.close());

const createRole = (input: Partial<IamOperations["CreateRole"]["input"]> = {}) =>
  h.ask(h.root, "CreateRole", { RoleName: "Reader", AssumeRolePolicyDocument: TRUST_EC2, ...input });
const getRole = async () => (await h.ask(h.root, "GetRole", { RoleName: "Reader" })).Role;

test("a boundary is a managed policy that is there", async () => {
  const RoleName = "Reader";
  await createRole();
  const put = (PermissionsBoundary: string) =>
    h.ask(h.root, "PutRolePermissionsBoundary", { RoleName, PermissionsBoundary });
  const other = "arn:aws:iam::111111111111:not_a_policy/invalid";
  await refuses(put(other), "InvalidInput", `ARN ${other} is not valid.`);
  await refuses(put("notanarnatallbutlong"), "ValidationError", "Invalid ARN:  Could not be parsed!");
  const chinese = "arn:aws-cn:iam::aws:policy/ReadOnlyAccess";
  await refuses(put(chinese), "ValidationError", "Invalid ARN partition");
  const missing = "arn:aws:iam::111111111111:policy/missing";
  const words = `Scope ARN: ${missing} does not exist or is not attachable.`;
  await refuses(put(missing), "NoSuchEntity", words);
  await refuses(createRole({ RoleName: "x", PermissionsBoundary: missing }), "NoSuchEntity", words);
  await put(ADMINISTRATOR_ACCESS);
  const boundary = { PermissionsBoundaryType: "Policy", PermissionsBoundaryArn: ADMINISTRATOR_ACCESS };
  assert.deepEqual((await getRole()).PermissionsBoundary, boundary);
  await h.ask(h.root, "DeleteRolePermissionsBoundary", { RoleName });
  await assert.rejects(h.ask(h.root, "DeleteRolePermissionsBoundary", { RoleName }), {
    code: "NoSuchEntity",
  });
  assert.equal((await getRole()).PermissionsBoundary, undefined);
});

test("tag keys fold case, take the latest spelling and are listed sorted", async () => {
  const RoleName = "Reader";
  await createRole();
  const tag = (...tags: readonly [string, string][]) =>
    h.ask(h.root, "TagRole", { RoleName, Tags: tags.map(([Key, Value]) => ({ Key, Value })) });
  await tag(["b", "1"], ["a", "2"]);
  await tag(["B", "3"]);
  const { Tags: tags } = await h.ask(h.root, "ListRoleTags", { RoleName });
  assert.deepEqual(tags, [
    { Key: "B", Value: "3" },
    { Key: "a", Value: "2" },
  ]);
  const words = "Duplicate tag keys found. Please note that Tag keys are case insensitive.";
  await refuses(tag(["x", "1"], ["X", "2"]), "InvalidInput", words);
  await h.ask(h.root, "UntagRole", { RoleName, TagKeys: ["A", "absent"] });
  assert.deepEqual((await getRole()).Tags, [{ Key: "B", Value: "3" }]);
});

test("roles of AWS's services can only be described and tagged", async () => {
  const path = "/aws-service-role/batch.amazonaws.com/";
  const { Role: model } = await createRole();
  await h.store.write(async (tx) => {
    const role = await tx.roles.byName(h.accountId, model.RoleName);
    assert.ok(role);
    await tx.roles.update({ ...role, path });
  });
  const words =
    "Cannot perform the operation on the protected role 'Reader' - this role is only modifiable by AWS";
  const RoleName = "Reader";
  const PolicyArn = S3_READ_ONLY_ACCESS;
  const refused = [
    () => h.ask(h.root, "DeleteRole", { RoleName }),
    () => h.ask(h.root, "UpdateRole", { RoleName, MaxSessionDuration: 7200 }),
    () => h.ask(h.root, "UpdateAssumeRolePolicy", { RoleName, PolicyDocument: TRUST_EC2 }),
    () => h.ask(h.root, "AttachRolePolicy", { RoleName, PolicyArn }),
    () => h.ask(h.root, "DetachRolePolicy", { RoleName, PolicyArn }),
    () => h.ask(h.root, "PutRolePolicy", { RoleName, PolicyName: "x", PolicyDocument: allowing("s3:*") }),
    () => h.ask(h.root, "PutRolePermissionsBoundary", { RoleName, PermissionsBoundary: PolicyArn }),
  ];
  for (const call of refused) await refuses(call(), "UnmodifiableEntity", words);
  await h.ask(h.root, "UpdateRole", { RoleName, Description: "described" });
  assert.equal((await getRole()).Description, "described");
  await assert.rejects(createRole({ RoleName: "mine", Path: path }), { code: "InvalidInput" });
});

test("making a role with tags and a boundary is authorized on all of it", async () => {
  await h.ask(h.root, "CreateUser", { UserName: "Bob" });
  const bob = await h.asUser("Bob");
  const Tags = [{ Key: "team", Value: "core" }];
  const create = (input: object) =>
    h.ask(bob, "CreateRole", { RoleName: "Reader", AssumeRolePolicyDocument: TRUST_EC2, ...input });
  const condition = { StringEquals: { "iam:PermissionsBoundary": ADMINISTRATOR_ACCESS } };
  await h.allow("Bob", { Action: "iam:CreateRole", Condition: condition });
  await assert.rejects(create({}), { code: "AccessDenied" });
  const PermissionsBoundary = ADMINISTRATOR_ACCESS;
  await assert.rejects(create({ PermissionsBoundary, Tags }), {
    code: "AccessDenied",
    message: /iam:TagRole/,
  });
  await h.allow("Bob", { Action: "iam:TagRole" });
  await create({ PermissionsBoundary, Tags });
});
