import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { IamOperations } from "@rolecall/contracts";
import { toUniqueId } from "@rolecall/names";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { ADMINISTRATOR_ACCESS } from "../../short-catalog.test-support.ts";
import { iamService } from "../index.ts";

let h: Harness<IamOperations>;
beforeEach(async () => {
  h = await createHarness(iamService, { UsersPerAccount: 3 });
});
afterEach(() => h.close());

test("a new user is shown as AWS shows it", async () => {
  const { User: user } = await h.ask(h.root, "CreateUser", { UserName: "Bob", Path: "/sales/" });
  assert.match(user?.UserId ?? "", /^AIDA[A-Z2-7]{17}$/);
  const expected = {
    Path: "/sales/",
    UserName: "Bob",
    UserId: user?.UserId,
    Arn: "arn:aws:iam::111111111111:user/sales/Bob",
    CreateDate: new Date(h.now()),
  };
  assert.deepEqual(user, expected);
  assert.deepEqual(await h.ask(h.root, "GetUser", { UserName: "bob" }), { User: expected });
  assert.deepEqual(await h.ask(h.root, "ListUsers", {}), { Users: [expected], IsTruncated: false });
});

test("tags and boundary are shown by CreateUser and GetUser, not by ListUsers", async () => {
  const Tags = [{ Key: "Team", Value: "Core" }];
  const created = await h.ask(h.root, "CreateUser", {
    UserName: "Bob",
    Tags,
    PermissionsBoundary: ADMINISTRATOR_ACCESS,
  });
  const { User: user } = await h.ask(h.root, "GetUser", { UserName: "Bob" });
  assert.deepEqual(user, created.User);
  assert.deepEqual(user.Tags, Tags);
  const boundary = { PermissionsBoundaryType: "Policy", PermissionsBoundaryArn: ADMINISTRATOR_ACCESS };
  assert.deepEqual(user.PermissionsBoundary, boundary);
  const { Users: users } = await h.ask(h.root, "ListUsers", {});
  assert.deepEqual(Object.keys(users[0] ?? {}), ["Path", "UserName", "UserId", "Arn", "CreateDate"]);
});

test("names are unique without regard to case, accounts apart", async () => {
  await h.ask(h.root, "CreateUser", { UserName: "Bob" });
  await refuses(
    h.ask(h.root, "CreateUser", { UserName: "BOB" }),
    "EntityAlreadyExists",
    "User with name BOB already exists.",
  );
  const other = await h.addAccount("222222222222");
  await h.ask(other, "CreateUser", { UserName: "bob" });
  await refuses(
    h.ask(other, "GetUser", { UserName: "alice" }),
    "NoSuchEntity",
    "The user with name alice cannot be found.",
  );
});

test("no more users than the quota", async () => {
  for (const UserName of ["a", "b", "c"]) await h.ask(h.root, "CreateUser", { UserName });
  const fourth = () => h.ask(h.root, "CreateUser", { UserName: "d" });
  await refuses(fourth(), "LimitExceeded", "Cannot exceed quota for UsersPerAccount: 3");
  await h.ask(h.root, "DeleteUser", { UserName: "b" });
  await fourth();
});

test("GetUser without a name: the caller, the root user, but no role session", async () => {
  await h.ask(h.root, "CreateUser", { UserName: "Bob" });
  const bob = await h.asUser("Bob");
  await refuses(
    h.ask(bob, "GetUser", {}),
    "AccessDenied",
    "User: arn:aws:iam::111111111111:user/Bob is not authorized to perform: iam:GetUser on resource: user Bob because no identity-based policy allows the iam:GetUser action",
  );
  await h.allow("Bob", { Action: "iam:GetUser" });
  assert.equal((await h.ask(bob, "GetUser", {})).User.UserName, "Bob");
  const root = await h.ask(h.root, "GetUser", {});
  assert.deepEqual(root.User as object, {
    UserId: "111111111111",
    Arn: "arn:aws:iam::111111111111:root",
    CreateDate: new Date(h.now()),
  });
  const role = await h.asAdministratorRole("Admin");
  await refuses(
    h.ask(role, "GetUser", {}),
    "ValidationError",
    "Must specify userName when calling with non-User credentials",
  );
  assert.equal((await h.ask(role, "GetUser", { UserName: "Bob" })).User.UserName, "Bob");
});

test("GetUser and ListUsers tell when the password was last used", async () => {
  const { User: user } = await h.ask(h.root, "CreateUser", { UserName: "Bob" });
  const at = h.now() + 5000;
  await h.store.write((tx) => tx.usage.record([{ subject: user?.UserId ?? "", at }]));
  assert.deepEqual((await h.ask(h.root, "GetUser", { UserName: "Bob" })).User.PasswordLastUsed, new Date(at));
  assert.deepEqual((await h.ask(h.root, "ListUsers", {})).Users[0]?.PasswordLastUsed, new Date(at));
});

test("a renamed user stays the same principal", async () => {
  const created = await h.ask(h.root, "CreateUser", { UserName: "Bob" });
  await h.ask(h.root, "CreateUser", { UserName: "Eve" });
  await h.ask(h.root, "UpdateUser", { UserName: "Bob", NewUserName: "Rob", NewPath: "/moved/" });
  const { User: user } = await h.ask(h.root, "GetUser", { UserName: "rob" });
  assert.equal(user.UserId, created.User?.UserId);
  assert.equal(user.Arn, "arn:aws:iam::111111111111:user/moved/Rob");
  // The very same name is no other, as Terraform sends it to move a user.
  await h.ask(h.root, "UpdateUser", { UserName: "ROB", NewUserName: "Rob", NewPath: "/" });
  for (const NewUserName of ["EVE", "rob"]) {
    await refuses(
      h.ask(h.root, "UpdateUser", { UserName: "Rob", NewUserName }),
      "EntityAlreadyExists",
      `User with name ${NewUserName} already exists.`,
    );
  }
  await refuses(
    h.ask(h.root, "UpdateUser", { UserName: "nobody", NewUserName: "x" }),
    "NoSuchEntity",
    "The user with name nobody cannot be found.",
  );
});

test("a deleted and re-created user is another principal", async () => {
  const first = await h.ask(h.root, "CreateUser", { UserName: "Bob" });
  await h.ask(h.root, "DeleteUser", { UserName: "Bob" });
  const second = await h.ask(h.root, "CreateUser", { UserName: "Bob" });
  assert.notEqual(first.User?.UserId, second.User?.UserId);
});

test("what hangs on a user must go first", async () => {
  const { User: user } = await h.ask(h.root, "CreateUser", { UserName: "Bob" });
  const owner = {
    accountId: h.accountId,
    ownerKind: "user" as const,
    ownerId: toUniqueId(user?.UserId ?? ""),
  };
  await h.store.write(async (tx) => {
    await tx.attachments.attach({ ...owner, policyArn: ADMINISTRATOR_ACCESS, attachedAt: 0 });
    await tx.inlinePolicies.put({ ...owner, name: "p", document: "{}" });
  });
  await h.ask(h.root, "CreateGroup", { GroupName: "Team" });
  await h.ask(h.root, "AddUserToGroup", { GroupName: "Team", UserName: "Bob" });
  const { AccessKey: key } = await h.ask(h.root, "CreateAccessKey", { UserName: "Bob" });
  const kept = { ...owner, status: "Active" as const, createdAt: 0 };
  const device = {
    accountId: h.accountId,
    serialNumber: "arn:aws:iam::111111111111:mfa/Bob",
    kind: "virtual" as const,
    clockSteps: 0,
    assignment: { ownerKind: "user" as const, ownerId: owner.ownerId, enabledAt: 0 },
    tags: [],
    createdAt: 0,
  };
  await h.store.write(async (tx) => {
    await tx.mfaDevices.insert({ ...device, sealedSeed: new Uint8Array([1]) });
    await tx.signingCertificates.insert({ ...kept, id: "C".repeat(32), body: "" });
    await tx.sshPublicKeys.insert({ ...kept, id: "APKA", body: "", fingerprint: "" });
    const service = { serviceName: "codecommit.amazonaws.com", userName: "Bob-at-111111111111" };
    await tx.serviceCredentials.insert({
      ...kept,
      ...service,
      id: "ACCA",
      sealedSecret: new Uint8Array([1]),
    });
  });
  await h.ask(h.root, "CreateLoginProfile", { UserName: "Bob", Password: "correct-Horse-7" });
  const deletes = () => h.ask(h.root, "DeleteUser", { UserName: "Bob" });
  const steps: readonly (readonly [string, () => Promise<unknown>])[] = [
    ["must delete login profile", () => h.ask(h.root, "DeleteLoginProfile", { UserName: "Bob" })],
    [
      "must remove tokens from principal",
      () => h.store.write((tx) => tx.mfaDevices.delete(h.accountId, device.serialNumber)),
    ],
    [
      "must delete access keys",
      () => h.ask(h.root, "DeleteAccessKey", { UserName: "Bob", AccessKeyId: key.AccessKeyId }),
    ],
    [
      "must delete certificates",
      () => h.store.write((tx) => tx.signingCertificates.delete(h.accountId, "C".repeat(32))),
    ],
    [
      "must remove referenced objects",
      () => h.store.write((tx) => tx.sshPublicKeys.delete(h.accountId, "APKA")),
    ],
    [
      "must remove referenced objects",
      () => h.store.write((tx) => tx.serviceCredentials.delete(h.accountId, "ACCA")),
    ],
    [
      "must remove users from group",
      () => h.ask(h.root, "RemoveUserFromGroup", { GroupName: "Team", UserName: "Bob" }),
    ],
    [
      "must detach all policies",
      () => h.store.write((tx) => tx.attachments.detach(owner.ownerId, ADMINISTRATOR_ACCESS)),
    ],
    ["must delete policies", () => h.store.write((tx) => tx.inlinePolicies.delete(owner.ownerId, "p"))],
  ];
  for (const [obstacle, clear] of steps) {
    await refuses(deletes(), "DeleteConflict", `Cannot delete entity, ${obstacle} first.`);
    await clear();
  }
  await deletes();
  await refuses(deletes(), "NoSuchEntity", "The user with name Bob cannot be found.");
});

test("a boundary is put, seen and taken away", async () => {
  await h.ask(h.root, "CreateUser", { UserName: "Bob" });
  await refuses(
    h.ask(h.root, "PutUserPermissionsBoundary", {
      UserName: "Bob",
      PermissionsBoundary: "arn:aws:iam::111111111111:policy/none",
    }),
    "NoSuchEntity",
    "Scope ARN: arn:aws:iam::111111111111:policy/none does not exist or is not attachable.",
  );
  await h.ask(h.root, "PutUserPermissionsBoundary", {
    UserName: "Bob",
    PermissionsBoundary: ADMINISTRATOR_ACCESS,
  });
  const { User: bounded } = await h.ask(h.root, "GetUser", { UserName: "Bob" });
  assert.equal(bounded.PermissionsBoundary?.PermissionsBoundaryArn, ADMINISTRATOR_ACCESS);
  await h.ask(h.root, "DeleteUserPermissionsBoundary", { UserName: "Bob" });
  await assert.rejects(h.ask(h.root, "DeleteUserPermissionsBoundary", { UserName: "Bob" }), {
    code: "NoSuchEntity",
  });
  const { User: free } = await h.ask(h.root, "GetUser", { UserName: "Bob" });
  assert.equal(free.PermissionsBoundary, undefined);
});
