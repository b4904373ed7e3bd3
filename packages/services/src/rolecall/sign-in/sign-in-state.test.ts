import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { countTry, type TriedIdentity } from "@rolecall/access";
import type { RolecallOperations } from "@rolecall/contracts";
import { newUniqueId } from "@rolecall/names";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { rolecallService } from "../index.ts";

let h: Harness<RolecallOperations>;
beforeEach(async () => {
  h = await createHarness(rolecallService);
});
afterEach(() => h.close());

async function addUser(name: string): Promise<TriedIdentity> {
  const id = newUniqueId("AIDA", h.env.random);
  const user = { id, accountId: h.accountId, name, path: "/staff/", tags: [], createdAt: h.now() };
  await h.store.write((tx) => tx.users.insert(user));
  return { kind: "user", userId: id };
}

async function tryTimes(times: number, identity: TriedIdentity): Promise<void> {
  for (let turn = 0; turn < times; turn++)
    await countTry(h.store, { identity, address: "192.0.2.1", now: h.now() });
}

test("administrators see who is locked out and until when, and let them in again", async () => {
  const ann = await addUser("Ann");
  await addUser("Bob");
  await tryTimes(12, ann);
  const LockedUntil = new Date(h.now() + 900_000);
  assert.deepEqual(await h.ask(h.root, "GetSignInState", { UserName: "ann" }), {
    UserName: "Ann",
    Tries: 12,
    LockedUntil,
  });
  assert.deepEqual(await h.ask(h.root, "GetSignInState", { UserName: "Bob" }), { UserName: "Bob", Tries: 0 });
  await h.ask(h.root, "UnlockSignIn", { UserName: "Ann" });
  await h.ask(h.root, "UnlockSignIn", { UserName: "Ann" });
  assert.deepEqual(await h.ask(h.root, "GetSignInState", { UserName: "Ann" }), { UserName: "Ann", Tries: 0 });
});

test("a lock ends by itself", async () => {
  await tryTimes(10, await addUser("Ann"));
  h.advance(900_000);
  const { LockedUntil } = await h.ask(h.root, "GetSignInState", { UserName: "Ann" });
  assert.equal(LockedUntil, undefined);
});

test("without a name it is the caller's own, and of root the account's", async () => {
  await tryTimes(3, { kind: "root", accountId: h.accountId });
  assert.deepEqual(await h.ask(h.root, "GetSignInState", {}), { Tries: 3 });
  await addUser("Ann");
  const ann = await h.asUser("Ann");
  await assert.rejects(
    h.ask(ann, "GetSignInState", {}),
    /not authorized to perform: rolecall:GetSignInState/,
  );
  await h.allow("Ann", {
    Effect: "Allow",
    Action: "rolecall:GetSignInState",
    Resource: "arn:aws:iam::*:user/staff/Ann",
  });
  assert.deepEqual(await h.ask(ann, "GetSignInState", {}), { UserName: "Ann", Tries: 0 });
  const role = await h.asAdministratorRole("Boss");
  await assert.rejects(h.ask(role, "UnlockSignIn", {}), { code: "ValidationException" });
});

test("who is not there is told so to who may ask, and nobody else unlocks", async () => {
  await refuses(
    h.ask(h.root, "UnlockSignIn", { UserName: "Eve" }),
    "ResourceNotFoundException",
    "There is no user Eve in this account.",
  );
  await addUser("Ann");
  const ann = await h.asUser("Ann");
  await assert.rejects(
    h.ask(ann, "UnlockSignIn", { UserName: "Ann" }),
    /not authorized to perform: rolecall:UnlockSignIn on resource: user Ann/,
  );
});
