import assert from "node:assert/strict";
import fc from "fast-check";
import type { FamilyModel } from "./family-model.test-support.ts";

interface Kept {
  name: string;
  path: string;
  readonly tags: Set<string>;
}

const name = fc.constantFrom("a", "A", "b", "c");
const path = fc.constantFrom("/", "/x/");
const key = fc.constantFrom("k", "l");
const step = fc.oneof(
  fc.record({ does: fc.constant("create" as const), name, path }),
  fc.record({ does: fc.constant("rename" as const), name, to: name }),
  fc.record({ does: fc.constant("move" as const), name, path }),
  fc.record({ does: fc.constant("delete" as const), name }),
  fc.record({ does: fc.constantFrom("tag" as const, "untag" as const), name, key }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** By the name in lower case. */
export const users: FamilyModel<Map<string, Kept>, Step> = {
  step,
  begin: async () => new Map(),
  foresee(kept, each) {
    const user = kept.get(each.name.toLowerCase());
    if (each.does === "create") return user && "EntityAlreadyExists";
    if (user === undefined) return "NoSuchEntity";
    // Another case of its own name is taken, the very same name is not.
    const isTaken = "to" in each && each.to !== user.name && kept.has(each.to.toLowerCase());
    return isTaken ? "EntityAlreadyExists" : undefined;
  },
  async perform(ask, each) {
    const named = { UserName: each.name };
    if (each.does === "create") await ask("CreateUser", { ...named, Path: each.path });
    else if (each.does === "rename") await ask("UpdateUser", { ...named, NewUserName: each.to });
    else if (each.does === "move") await ask("UpdateUser", { ...named, NewPath: each.path });
    else if (each.does === "delete") await ask("DeleteUser", named);
    else if (each.does === "tag") await ask("TagUser", { ...named, Tags: [{ Key: each.key, Value: "" }] });
    else await ask("UntagUser", { ...named, TagKeys: [each.key] });
  },
  note(kept, each) {
    const lower = each.name.toLowerCase();
    if (each.does === "create")
      return void kept.set(lower, { name: each.name, path: each.path, tags: new Set() });
    const user = kept.get(lower)!;
    if ("to" in each) {
      kept.delete(lower);
      kept.set(each.to.toLowerCase(), { ...user, name: each.to });
    } else if ("path" in each) user.path = each.path;
    else if (each.does === "tag") user.tags.add(each.key);
    else if (each.does === "untag") user.tags.delete(each.key);
    else kept.delete(lower);
  },
  async compare(ask, kept) {
    const { Users, IsTruncated } = await ask("ListUsers", {});
    assert.equal(IsTruncated, false);
    const inOrder = [...kept.keys()].toSorted().map((lower) => kept.get(lower)!);
    assert.deepEqual(
      Users.map(({ UserName, Path }) => [UserName, Path]),
      inOrder.map((user) => [user.name, user.path]),
    );
    const under = await ask("ListUsers", { PathPrefix: "/x/" });
    assert.deepEqual(
      under.Users.map(({ UserName }) => UserName),
      inOrder.filter((user) => user.path === "/x/").map((user) => user.name),
    );
    for (const user of inOrder) {
      const { Tags } = await ask("ListUserTags", { UserName: user.name });
      assert.deepEqual(new Set(Tags.map(({ Key }) => Key)), user.tags);
    }
    const { SummaryMap } = await ask("GetAccountSummary", {});
    assert.equal(SummaryMap?.Users, kept.size);
  },
};
