import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { IamOperations } from "@rolecall/contracts";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { iamService } from "../index.ts";

let h: Harness<IamOperations>;
beforeEach(async () => {
  h = await createHarness(iamService);
  await h.ask(h.root, "CreateUser", { UserName: "Bob", Tags: [{ Key: "Team", Value: "Core" }] });
});
afterEach(() => h.close());

const tagsOf = async () => (await h.ask(h.root, "ListUserTags", { UserName: "Bob" })).Tags;
const tag = (Key: string, Value = "x") => ({ Key, Value });

test("a tag is changed by its key in any case, and takes the new spelling", async () => {
  await h.ask(h.root, "TagUser", { UserName: "Bob", Tags: [tag("TEAM", "Sales"), tag("Cost")] });
  assert.deepEqual(await tagsOf(), [tag("Cost"), tag("TEAM", "Sales")]);
  await h.ask(h.root, "UntagUser", { UserName: "Bob", TagKeys: ["team", "absent"] });
  assert.deepEqual(await tagsOf(), [tag("Cost")]);
});

test("keys that differ in case alone are duplicates", async () => {
  await refuses(
    h.ask(h.root, "TagUser", { UserName: "Bob", Tags: [tag("a"), tag("A")] }),
    "InvalidInput",
    "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
  );
});

test("permission is asked before keys are looked at; of a key that comes twice the last value counts", async () => {
  await h.ask(h.root, "CreateUser", { UserName: "tagger" });
  const Condition = {
    StringEquals: { "aws:RequestTag/team": "approved" },
    "ForAllValues:StringEquals": { "aws:TagKeys": ["team"] },
  };
  await h.allow("tagger", { Action: "iam:TagUser", Condition });
  const tagger = await h.asUser("tagger");
  const ask = (...Tags: readonly { Key: string; Value: string }[]) =>
    h.ask(tagger, "TagUser", { UserName: "Bob", Tags });
  const [approved, other] = [tag("team", "approved"), tag("team", "other")];
  await ask(approved);
  await assert.rejects(ask(tag("aws:x")), { code: "AccessDenied" });
  await assert.rejects(ask(approved, other), { code: "AccessDenied" });
  await assert.rejects(ask(other, approved), { code: "InvalidInput" });
});

test("an empty list of tags to add is refused, one of keys to take away is not", async () => {
  const message = "Error occurred while validating input. ";
  await refuses(h.ask(h.root, "TagUser", { UserName: "Bob", Tags: [] }), "InvalidInput", message);
  await h.ask(h.root, "UntagUser", { UserName: "Bob", TagKeys: [] });
  await h.ask(h.root, "UntagUser", { UserName: "Bob", TagKeys: ["aws:x", "other", "Other"] });
  assert.deepEqual(await tagsOf(), [tag("Team", "Core")]);
});

test("no more than 50 tags, those that are there counted", async () => {
  const fifty = Array.from({ length: 50 }, (_, index) => tag(`key-${index}`));
  await refuses(
    h.ask(h.root, "TagUser", { UserName: "Bob", Tags: fifty }),
    "LimitExceeded",
    "The number of tags has reached the maximum limit.",
  );
  await h.ask(h.root, "TagUser", { UserName: "Bob", Tags: fifty.slice(1) });
  assert.equal((await tagsOf()).length, 50);
});

test("tags come in pages", async () => {
  await h.ask(h.root, "TagUser", { UserName: "Bob", Tags: [tag("a"), tag("b")] });
  const first = await h.ask(h.root, "ListUserTags", { UserName: "Bob", MaxItems: 2 });
  assert.equal(first.IsTruncated, true);
  const second = await h.ask(h.root, "ListUserTags", { UserName: "Bob", MaxItems: 2, Marker: first.Marker });
  assert.deepEqual({ ...second }, { Tags: [tag("b")], IsTruncated: false });
});
