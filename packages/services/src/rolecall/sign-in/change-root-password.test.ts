import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { countTry } from "@rolecall/access";
import type { RolecallOperations } from "@rolecall/contracts";
import { hashPassword, verifyPassword } from "@rolecall/credentials";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { rolecallService } from "../index.ts";

const OLD = "Correct-Horse-1";
const NEW = "Another-Horse-2";

let h: Harness<RolecallOperations>;
beforeEach(async () => {
  h = await createHarness(rolecallService);
});
afterEach(() => h.close());

const account = async () => (await h.store.read((tx) => tx.accounts.byId(h.accountId)))!;

async function setPassword(password: string): Promise<void> {
  const rootPasswordHash = await hashPassword(password, h.env.random);
  const before = await account();
  await h.store.write((tx) => tx.accounts.update({ ...before, rootPasswordHash }));
}

const change = (OldPassword: string, NewPassword: string) =>
  h.ask(h.root, "ChangeRootPassword", { OldPassword, NewPassword });

test("root changes its password, by the old one", async () => {
  await setPassword(OLD);
  await change(OLD, NEW);
  const { rootPasswordHash = "" } = await account();
  assert.equal(await verifyPassword(rootPasswordHash, NEW), true);
  await refuses(change(OLD, "Third-Horse-3"), "AccessDenied", "The old password was incorrect.");
});

test("a password that anybody guesses, or that is no other, is refused by its rule", async () => {
  await setPassword(OLD);
  const before = await account();
  await refuses(change(OLD, OLD), "ValidationException", "The new password is the old one.");
  await refuses(
    change(OLD, "horse"),
    "ValidationException",
    "The new password needs at least 8 characters, three of these: uppercase letters, lowercase letters, digits, symbols.",
  );
  await refuses(
    change(OLD, before.email.toUpperCase()),
    "ValidationException",
    "The new password must not be the account's name or e-mail address.",
  );
  assert.deepEqual(await account(), before);
});

test("old passwords are guessed ten times and no more, and nobody is locked out of the sign-in page by that", async () => {
  await setPassword(OLD);
  for (let tries = 0; tries < 10; tries++)
    await refuses(change(`${OLD}${tries}`, NEW), "AccessDenied", "The old password was incorrect.");
  await refuses(
    change(OLD, NEW),
    "AccessDenied",
    "Too many old passwords were incorrect: none is looked at for a while. Try again later.",
  );
  assert.deepEqual(await h.ask(h.root, "GetSignInState", {}), { Tries: 0 });
  h.advance(15 * 60_000);
  await change(OLD, NEW);
  // What was right forgets what was wrong.
  for (let tries = 0; tries < 9; tries++)
    await refuses(change(`${NEW}${tries}`, OLD), "AccessDenied", "The old password was incorrect.");
  await change(NEW, OLD);
});

test("who guesses at the sign-in page keeps nobody from changing the password", async () => {
  await setPassword(OLD);
  const tried = {
    identity: { kind: "root", accountId: h.accountId },
    address: "203.0.113.9",
    now: h.now(),
  } as const;
  for (let tries = 0; tries < 11; tries++) await countTry(h.store, tried);
  await change(OLD, NEW);
});

test("where root has none there is none to change, and nobody else changes root's", async () => {
  await refuses(
    change(OLD, NEW),
    "ResourceNotFoundException",
    "There is no password of the root user in this account.",
  );
  await setPassword(OLD);
  const role = await h.asAdministratorRole("Boss");
  await refuses(
    h.ask(role, "ChangeRootPassword", { OldPassword: OLD, NewPassword: NEW }),
    "ValidationException",
    "The root user alone changes its password. Users change theirs by iam:ChangePassword.",
  );
});
