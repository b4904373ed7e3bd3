import assert from "node:assert/strict";
import { test } from "node:test";
import { profilesOf } from "./seed-profiles.ts";

const user = (name: string, ...ids: readonly string[]) => ({
  name,
  accessKeys: ids.map((id) => ({ id, secret: "a-secret-of-at-least-16" })),
});
const named = (...accounts: Parameters<typeof profilesOf>[0]["accounts"]) =>
  profilesOf({ accounts }).map(({ name, key }) => [name, key.id]);

test("every key has a profile, named for its user", () => {
  const users = [user("admin", "A1", "A2"), user("keyless"), user("ci", "C1")];
  assert.deepEqual(named({ id: "111111111111", users }), [
    ["admin", "A1"],
    ["admin-2", "A2"],
    ["ci", "C1"],
  ]);
});

test("names that mean something else, and names in several accounts, stand with their account", () => {
  const users = [user("default", "D"), user("rolecall", "R"), user("__proto__", "P", "P2")];
  assert.deepEqual(named({ id: "111111111111", users }), [
    ["111111111111-default", "D"],
    ["111111111111-rolecall", "R"],
    ["111111111111-__proto__", "P"],
    ["111111111111-__proto__-2", "P2"],
  ]);
  assert.deepEqual(
    named({ id: "111111111111", users: [user("a", "A")] }, { id: "222222222222", users: [user("a", "B")] }),
    [
      ["111111111111-a", "A"],
      ["222222222222-a", "B"],
    ],
  );
});

test("root users' keys come last", () => {
  const root = { id: "R", secret: "a-secret-of-at-least-16" };
  const account = { id: "111111111111", rootAccessKey: root, users: [user("admin", "A"), user("root", "U")] };
  assert.deepEqual(named(account), [
    ["admin", "A"],
    ["root", "U"],
    ["root-2", "R"],
  ]);
  assert.deepEqual(named({ id: "111111111111", rootAccessKey: root }), [["root", "R"]]);
  assert.deepEqual(
    named({ id: "111111111111", rootAccessKey: root }, { id: "222222222222", users: [user("a", "A")] }),
    [
      ["222222222222-a", "A"],
      ["111111111111-root", "R"],
    ],
  );
});
