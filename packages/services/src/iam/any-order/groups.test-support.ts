import assert from "node:assert/strict";
import fc from "fast-check";
import type { FamilyModel } from "./family-model.test-support.ts";

interface Kept {
  readonly name: string;
  readonly members: Set<string>;
}

const USERS = ["u", "v"] as const;
const name = fc.constantFrom("g", "G", "h", "i");
const user = fc.constantFrom(...USERS);
const step = fc.oneof(
  fc.record({ does: fc.constantFrom("create" as const, "delete" as const), name }),
  fc.record({ does: fc.constant("rename" as const), name, to: name }),
  fc.record({ does: fc.constantFrom("add" as const, "remove" as const), name, user }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** Groups and who is in them, by the group's name in lower case. */
export const groups: FamilyModel<Map<string, Kept>, Step> = {
  step,
  async begin(ask) {
    for (const UserName of USERS) await ask("CreateUser", { UserName });
    return new Map();
  },
  foresee(kept, each) {
    const group = kept.get(each.name.toLowerCase());
    if (each.does === "create") return group && "EntityAlreadyExists";
    if (group === undefined) return "NoSuchEntity";
    if (each.does === "delete") return group.members.size > 0 ? "DeleteConflict" : undefined;
    // Another case of its own name is taken, the very same name is not; who is not in a group may be taken out of it.
    const isTaken = "to" in each && each.to !== group.name && kept.has(each.to.toLowerCase());
    return isTaken ? "EntityAlreadyExists" : undefined;
  },
  async perform(ask, each) {
    const named = { GroupName: each.name };
    if (each.does === "create") await ask("CreateGroup", named);
    else if (each.does === "delete") await ask("DeleteGroup", named);
    else if ("to" in each) await ask("UpdateGroup", { ...named, NewGroupName: each.to });
    else if ("user" in each) {
      const input = { ...named, UserName: each.user };
      await (each.does === "add" ? ask("AddUserToGroup", input) : ask("RemoveUserFromGroup", input));
    }
  },
  note(kept, each) {
    const lower = each.name.toLowerCase();
    if (each.does === "create") return void kept.set(lower, { name: each.name, members: new Set() });
    const group = kept.get(lower)!;
    if ("user" in each) {
      if (each.does === "add") group.members.add(each.user);
      else group.members.delete(each.user);
      return;
    }
    kept.delete(lower);
    if ("to" in each) kept.set(each.to.toLowerCase(), { ...group, name: each.to });
  },
  async compare(ask, kept) {
    const inOrder = [...kept.keys()].toSorted().map((lower) => kept.get(lower)!);
    const { Groups } = await ask("ListGroups", {});
    assert.deepEqual(
      Groups.map(({ GroupName }) => GroupName),
      inOrder.map((group) => group.name),
    );
    for (const group of inOrder) {
      const { Users } = await ask("GetGroup", { GroupName: group.name });
      assert.deepEqual(
        Users.map(({ UserName }) => UserName),
        [...group.members].toSorted(),
      );
    }
    for (const UserName of USERS) {
      const listed = await ask("ListGroupsForUser", { UserName });
      const expected = inOrder.filter(({ members }) => members.has(UserName)).map((group) => group.name);
      assert.deepEqual(listed.Groups.map(({ GroupName }) => GroupName).toSorted(), expected.toSorted());
    }
  },
};
