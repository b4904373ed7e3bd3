import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { IamOperations } from "@rolecall/contracts";
import { createHarness, type Harness, refuses } from "../harness.test-support.ts";
import { iamService } from "./index.ts";

let h: Harness<IamOperations>;
beforeEach(async () => {
  h = await createHarness(iamService);
});
afterEach(() => h.close());

const names = ["ada", "Bob", "Cleo", "dan", "Eve"];

async function allNames(MaxItems: number): Promise<readonly string[]> {
  const seen: string[] = [];
  let Marker: string | undefined;
  do {
    const page = await h.ask(h.root, "ListUsers", { MaxItems, Marker });
    seen.push(...page.Users.map((user) => user.UserName));
    assert.equal(page.IsTruncated, page.Marker !== undefined);
    Marker = page.Marker;
  } while (Marker !== undefined);
  return seen;
}

test("pages of any size bring every user once, in order", async () => {
  for (const UserName of names.toReversed()) await h.ask(h.root, "CreateUser", { UserName });
  for (const size of [1, 2, 4, 5, 6]) assert.deepEqual(await allNames(size), names, `${size} a page`);
});

test("a page goes on where it stopped, whatever was deleted in between", async () => {
  for (const UserName of names) await h.ask(h.root, "CreateUser", { UserName });
  const first = await h.ask(h.root, "ListUsers", { MaxItems: 2 });
  for (const { UserName } of first.Users) await h.ask(h.root, "DeleteUser", { UserName });
  const rest = await h.ask(h.root, "ListUsers", { Marker: first.Marker });
  assert.deepEqual(
    rest.Users.map((user) => user.UserName),
    ["Cleo", "dan", "Eve"],
  );
});

test("a marker holds for the list that gave it alone", async () => {
  for (const UserName of names) await h.ask(h.root, "CreateUser", { UserName });
  await h.ask(h.root, "CreateGroup", { GroupName: "a" });
  const { Marker } = await h.ask(h.root, "ListUsers", { MaxItems: 1 });
  assert.ok(Marker !== undefined && /^[\x20-\xff]{1,320}$/.test(Marker));
  const other = await h.addAccount("222222222222");
  const tampered = `${Marker.slice(0, -1)}${Marker.endsWith("A") ? "B" : "A"}`;
  const invalid = ["ValidationError", "Invalid Marker."] as const;
  await refuses(h.ask(h.root, "ListGroups", { Marker }), ...invalid);
  await refuses(h.ask(h.root, "ListUsers", { Marker, PathPrefix: "/a/" }), ...invalid);
  await refuses(h.ask(other, "ListUsers", { Marker }), ...invalid);
  await refuses(h.ask(h.root, "ListUsers", { Marker: tampered }), ...invalid);
  await refuses(h.ask(h.root, "ListUsers", { Marker: "ada" }), ...invalid);
});

test("a marker fits the contract's 320 characters after the longest names", async () => {
  const long = (start: string) => start.padEnd(128, "x");
  for (const start of ["a", "b"]) await h.ask(h.root, "CreateGroup", { GroupName: long(start) });
  const { Marker } = await h.ask(h.root, "ListGroups", { MaxItems: 1 });
  assert.ok(Marker !== undefined && Marker.length <= 320);
  const details = await h.ask(h.root, "GetAccountAuthorizationDetails", { MaxItems: 1 });
  assert.ok(details.Marker !== undefined && details.Marker.length <= 320);
});

test("a path prefix filters, and may end inside a part of the path", async () => {
  const paths = { ada: "/sales/", Bob: "/sales/east/", Cleo: "/", dan: "/salesman/" };
  for (const [UserName, Path] of Object.entries(paths)) await h.ask(h.root, "CreateUser", { UserName, Path });
  const under = async (PathPrefix: string) =>
    (await h.ask(h.root, "ListUsers", { PathPrefix })).Users.map((user) => user.UserName);
  assert.deepEqual(await under("/sales/"), ["ada", "Bob"]);
  assert.deepEqual(await under("/sales"), ["ada", "Bob", "dan"]);
  assert.deepEqual(await under("/"), ["ada", "Bob", "Cleo", "dan"]);
});
