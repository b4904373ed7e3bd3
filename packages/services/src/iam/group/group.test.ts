import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { IamOperations } from "@rolecall/contracts";
import { toUniqueId } from "@rolecall/names";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { ADMINISTRATOR_ACCESS } from "../../short-catalog.test-support.ts";
import { iamService } from "../index.ts";

let h: Harness<IamOperations>;
beforeEach(async () => {
  h = await createHarness(iamService, { GroupsPerAccount: 3, GroupsPerUser: 2 });
});
afterEach(() => h.close());

const group = (GroupName: string) => h.ask(h.root, "CreateGroup", { GroupName });
const user = (UserName: string) => h.ask(h.root, "CreateUser", { UserName });
const add = (GroupName: string, UserName: string) => h.ask(h.root, "AddUserToGroup", { GroupName, UserName });
const members = async (GroupName: string) =>
  (await h.ask(h.root, "GetGroup", { GroupName })).Users.map((member) => member.UserName);

test("a new group is shown as AWS shows it", async () => {
  const { Group: created } = await h.ask(h.root, "CreateGroup", { GroupName: "Admins", Path: "/x/" });
  assert.match(created.GroupId, /^AGPA[A-Z2-7]{17}$/);
  const expected = {
    Path: "/x/",
    GroupName: "Admins",
    GroupId: created.GroupId,
    Arn: "arn:aws:iam::111111111111:group/x/Admins",
    CreateDate: new Date(h.now()),
  };
  assert.deepEqual(created, expected);
  assert.deepEqual(await h.ask(h.root, "GetGroup", { GroupName: "admins" }), {
    Group: expected,
    Users: [],
    IsTruncated: false,
  });
  assert.deepEqual(await h.ask(h.root, "ListGroups", {}), { Groups: [expected], IsTruncated: false });
});

test("names are unique without regard to case, and their number has a quota", async () => {
  await group("a");
  await refuses(group("A"), "EntityAlreadyExists", "Group with name A already exists.");
  await group("b");
  await group("c");
  await refuses(group("d"), "LimitExceeded", "Cannot exceed quota for GroupsPerAccount: 3");
});

test("users come and go; doing either twice is no error", async () => {
  await group("a");
  await user("Bob");
  await user("ada");
  await add("A", "bob");
  await add("a", "Bob");
  await add("a", "ada");
  assert.deepEqual(await members("a"), ["ada", "Bob"]);
  await h.ask(h.root, "RemoveUserFromGroup", { GroupName: "a", UserName: "Bob" });
  await h.ask(h.root, "RemoveUserFromGroup", { GroupName: "a", UserName: "Bob" });
  assert.deepEqual(await members("a"), ["ada"]);
});

test("of two that are missing, the user is named", async () => {
  await group("a");
  await user("Bob");
  const noUser = ["NoSuchEntity", "The user with name x cannot be found."] as const;
  const noGroup = ["NoSuchEntity", "The group with name y cannot be found."] as const;
  await refuses(add("y", "x"), ...noUser);
  await refuses(add("a", "x"), ...noUser);
  await refuses(add("y", "Bob"), ...noGroup);
  await refuses(h.ask(h.root, "RemoveUserFromGroup", { GroupName: "y", UserName: "Bob" }), ...noGroup);
  await refuses(h.ask(h.root, "GetGroup", { GroupName: "y" }), ...noGroup);
});

test("a user is in no more groups than the quota", async () => {
  for (const name of ["a", "b", "c"]) await group(name);
  await user("Bob");
  await add("a", "Bob");
  await add("b", "Bob");
  await refuses(add("c", "Bob"), "LimitExceeded", "Cannot exceed quota for GroupsPerUser: 2");
  await add("b", "Bob");
});

test("the groups of a user come in pages, by name", async () => {
  await group("Z");
  await group("a");
  await user("Bob");
  await add("Z", "Bob");
  await add("a", "Bob");
  const first = await h.ask(h.root, "ListGroupsForUser", { UserName: "Bob", MaxItems: 1 });
  assert.deepEqual(
    first.Groups.map((one) => one.GroupName),
    ["a"],
  );
  const rest = await h.ask(h.root, "ListGroupsForUser", { UserName: "Bob", Marker: first.Marker });
  assert.deepEqual(
    rest.Groups.map((one) => one.GroupName),
    ["Z"],
  );
  assert.equal(rest.IsTruncated, false);
});

test("a renamed group keeps its id and its users", async () => {
  const { Group: created } = await group("a");
  await group("b");
  await user("Bob");
  await add("a", "Bob");
  await h.ask(h.root, "UpdateGroup", { GroupName: "a", NewGroupName: "c", NewPath: "/new/" });
  const { Group: renamed } = await h.ask(h.root, "GetGroup", { GroupName: "C" });
  assert.equal(renamed.GroupId, created.GroupId);
  assert.equal(renamed.Arn, "arn:aws:iam::111111111111:group/new/c");
  assert.deepEqual(await members("c"), ["Bob"]);
  await h.ask(h.root, "UpdateGroup", { GroupName: "c", NewGroupName: "c", NewPath: "/" });
  for (const NewGroupName of ["B", "C"]) {
    const rename = h.ask(h.root, "UpdateGroup", { GroupName: "c", NewGroupName });
    await refuses(rename, "EntityAlreadyExists", `Group with name ${NewGroupName} already exists.`);
  }
});

test("what is in a group must go first", async () => {
  const { Group: created } = await group("a");
  const owner = { accountId: h.accountId, ownerKind: "group" as const, ownerId: toUniqueId(created.GroupId) };
  await h.store.write(async (tx) => {
    await tx.attachments.attach({ ...owner, policyArn: ADMINISTRATOR_ACCESS, attachedAt: 0 });
    await tx.inlinePolicies.put({ ...owner, name: "p", document: "{}" });
  });
  await user("Bob");
  await add("a", "Bob");
  const deletes = () => h.ask(h.root, "DeleteGroup", { GroupName: "a" });
  const conflict = (obstacle: string) =>
    ["DeleteConflict", `Cannot delete entity, ${obstacle} first.`] as const;
  await refuses(deletes(), ...conflict("must remove users from group"));
  await h.ask(h.root, "RemoveUserFromGroup", { GroupName: "a", UserName: "Bob" });
  await refuses(deletes(), ...conflict("must detach all policies"));
  await h.store.write((tx) => tx.attachments.detach(owner.ownerId, ADMINISTRATOR_ACCESS));
  await refuses(deletes(), ...conflict("must delete policies"));
  await h.store.write((tx) => tx.inlinePolicies.delete(owner.ownerId, "p"));
  await deletes();
  await refuses(deletes(), "NoSuchEntity", "The group with name a cannot be found.");
});

test("who joins a group may do at once what the group may, and no longer when removed", async () => {
  const { Group: created } = await group("readers");
  const document = {
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Action: "iam:List*", Resource: "*" },
  };
  await h.store.write((tx) =>
    tx.inlinePolicies.put({
      accountId: h.accountId,
      ownerKind: "group",
      ownerId: toUniqueId(created.GroupId),
      name: "read",
      document: JSON.stringify(document),
    }),
  );
  await user("Bob");
  const bob = await h.asUser("Bob");
  const lists = () => h.ask(bob, "ListUsers", {});
  await assert.rejects(lists(), { code: "AccessDenied" });
  await add("readers", "Bob");
  await lists();
  await h.ask(h.root, "RemoveUserFromGroup", { GroupName: "readers", UserName: "Bob" });
  await assert.rejects(lists(), { code: "AccessDenied" });
});
