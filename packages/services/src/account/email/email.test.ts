import assert from "node:assert/strict";
import { test } from "node:test";
import { OutboxError } from "@rolecall/operations";
import { refuses } from "../../harness.test-support.ts";
import { makeOrganization } from "../../organization.test-support.ts";
import { asUserWith, h, MEMBER, newestCode, openForEachTest, PRINCIPAL } from "../account.test-support.ts";

openForEachTest();

const NEW = "new@example.com";
const DAY_MS = 24 * 3_600_000;

async function begin() {
  await h.addAccount(MEMBER);
  await makeOrganization(h, { members: [MEMBER], trusted: [PRINCIPAL] });
}

const start = (PrimaryEmail = NEW) =>
  h.ask(h.root, "StartPrimaryEmailUpdate", { AccountId: MEMBER, PrimaryEmail });
const accept = (Otp: string, PrimaryEmail = NEW) =>
  h.ask(h.root, "AcceptPrimaryEmailUpdate", { AccountId: MEMBER, PrimaryEmail, Otp });
const email = async () => (await h.ask(h.root, "GetPrimaryEmail", { AccountId: MEMBER })).PrimaryEmail;
const status = () => h.ask(h.root, "GetPrimaryEmailUpdateStatus", { AccountId: MEMBER });
/** As long as a code, and another. */
const WRONG = "000000";

test("the e-mail changes with the code that went to the new address, once", async () => {
  await begin();
  await assert.rejects(status(), { code: "ResourceNotFoundException" });
  assert.deepEqual(await start(), { Status: "PENDING" });
  assert.equal(h.letters.length, 1);
  assert.equal(h.letters[0]?.to, NEW);
  assert.equal((await status()).Status, "PENDING");
  assert.equal(await email(), `root@${MEMBER}.example`);
  const code = newestCode();
  assert.match(code, /^[A-Z2-9]{6}$/);
  const kept = await h.store.read((tx) => tx.accountDetails.ofAccount(MEMBER));
  assert.ok(!JSON.stringify(kept).includes(code), "a digest is kept, not the code");
  assert.deepEqual(await accept(code), { Status: "ACCEPTED" });
  assert.equal(await email(), NEW);
  assert.equal((await status()).Status, "COMPLETED");
  await assert.rejects(accept(code), { code: "ResourceNotFoundException" });
});

test("a code is for one address, and void once another was sent", async () => {
  await begin();
  await start();
  const first = newestCode();
  await assert.rejects(accept(first, "other@example.com"), { code: "ValidationException" });
  await start();
  await assert.rejects(accept(first), { code: "ValidationException" });
  await accept(newestCode());
});

test("a code is guessed five times, also where guesses come at once", async () => {
  await begin();
  await start();
  const guesses = await Promise.allSettled(Array.from({ length: 8 }, () => accept(WRONG)));
  const codes = guesses.map((guess) => (guess.status === "rejected" ? guess.reason.code : "ok")).toSorted();
  const wrong = Array.from({ length: 5 }, () => "ValidationException");
  const tooMany = Array.from({ length: 3 }, () => "TooManyRequestsException");
  assert.deepEqual(codes, [...tooMany, ...wrong]);
  await assert.rejects(accept(newestCode()), { code: "TooManyRequestsException" });
  assert.equal(await email(), `root@${MEMBER}.example`);
  await start();
  await accept(newestCode());
});

test("a code can be used for a day", async () => {
  await begin();
  await start();
  h.advance(DAY_MS);
  assert.equal((await status()).Status, "FAILED");
  await assert.rejects(accept(newestCode()), { code: "ValidationException" });
  await start();
  h.advance(DAY_MS - 1000);
  await accept(newestCode());
});

test("an address that an account has cannot be taken, also where it was taken since", async () => {
  await begin();
  const taken = ["ConflictException", "The e-mail address is already in use by an account."] as const;
  await refuses(start(`ROOT@${h.accountId}.example`), ...taken);
  assert.equal(h.letters.length, 0);
  await start();
  await h.store.write(async (tx) => {
    const account = await tx.accounts.byId(h.accountId);
    assert.ok(account);
    await tx.accounts.update({ ...account, email: NEW });
  });
  await refuses(accept(newestCode()), ...taken);
});

test("what is no address is refused", async () => {
  await begin();
  for (const address of ["no-at-all", "a@b", ".dot@example.com", "a b@example.com", "a@@example.com"]) {
    await assert.rejects(start(address), { code: "ValidationException" }, address);
  }
  assert.equal(h.letters.length, 0);
});

test("a policy names the domains that addresses may be changed to", async () => {
  await begin();
  const bob = await asUserWith("bob", {
    Action: "account:StartPrimaryEmailUpdate",
    Condition: { StringEquals: { "account:EmailTargetDomain": "example.com" } },
  });
  await h.ask(bob, "StartPrimaryEmailUpdate", { AccountId: MEMBER, PrimaryEmail: NEW });
  const elsewhere = { AccountId: MEMBER, PrimaryEmail: "new@example.org" };
  await assert.rejects(h.ask(bob, "StartPrimaryEmailUpdate", elsewhere), { code: "AccessDenied" });
});

test("where the outbox takes no letter the client is told, and whoever runs the installation learns why", async () => {
  await begin();
  const { outbox } = h.env;
  const full = { deliver: () => Promise.reject(new OutboxError("the disk is full")) };
  Object.assign(h.env, { outbox: full });
  await assert.rejects(start(), { code: "InternalServerException", remedy: "the disk is full" });
  Object.assign(h.env, { outbox });
  await start();
  await accept(newestCode());
});
