import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { IamOperations } from "@rolecall/contracts";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { iamService } from "../index.ts";
import { createPhone, enablePhone, type Phone, pairOf, withMfa } from "./mfa.test-support.ts";

const STEP_MS = 30_000;
const WRONG = "Authentication code for device is not valid.";
const MFA_NEEDED =
  "To complete this action, please ensure that you are authenticated with an MFA device that is enabled for this user.";

let h: Harness<IamOperations>;
beforeEach(async () => {
  h = await createHarness(iamService);
  for (const UserName of ["Ann", "Bob"]) await h.ask(h.root, "CreateUser", { UserName });
});
afterEach(() => h.close());

const enable = (UserName: string, codes: ReturnType<typeof pairOf>, caller = h.root) =>
  h.ask(caller, "EnableMFADevice", { UserName, ...codes });
const resync = (UserName: string, codes: ReturnType<typeof pairOf>) =>
  h.ask(h.root, "ResyncMFADevice", { UserName, ...codes });
const deactivate = (UserName: string, { SerialNumber }: Pick<Phone, "SerialNumber">, caller = h.root) =>
  h.ask(caller, "DeactivateMFADevice", { UserName, SerialNumber });
const devicesOf = async (UserName: string) =>
  (await h.ask(h.root, "ListMFADevices", { UserName })).MFADevices;

test("two codes that follow one another make a device somebody's", async () => {
  const phone = await createPhone(h, "phone");
  await enable("bob", pairOf(h, phone));
  const { SerialNumber } = phone;
  assert.deepEqual(await devicesOf("Bob"), [
    { UserName: "Bob", SerialNumber, EnableDate: new Date(h.now()) },
  ]);
  assert.deepEqual(await devicesOf("Ann"), []);
});

test("what is wrong is told in AWS's order: the user, the device, whose it is, the codes", async () => {
  const phone = await createPhone(h, "phone");
  const bad = {
    SerialNumber: phone.SerialNumber,
    AuthenticationCode1: "000000",
    AuthenticationCode2: "000000",
  };
  const absent = { ...bad, SerialNumber: "GAHT12345678" };
  await refuses(enable("nobody", absent), "NoSuchEntity", "The user with name nobody cannot be found.");
  const noDevice = "MFA Device with serial number GAHT12345678 does not exist.";
  await refuses(enable("Bob", absent), "NoSuchEntity", noDevice);
  await refuses(enable("Bob", bad), "InvalidAuthenticationCode", WRONG);
  await enable("Bob", pairOf(h, phone));
  await refuses(enable("Bob", bad), "EntityAlreadyExists", "MFA Device for user Bob already exists.");
  await refuses(enable("Ann", bad), "EntityAlreadyExists", "MFA Device is already in use.");
  const other = "The user with name nobody cannot be found.";
  await refuses(deactivate("nobody", absent), "NoSuchEntity", other);
  await refuses(deactivate("Ann", absent), "NoSuchEntity", noDevice);
  const notHers = `MFA Device with serial number ${phone.SerialNumber} does not exist.`;
  await refuses(deactivate("Ann", phone), "NoSuchEntity", notHers);
  await refuses(resync("Ann", pairOf(h, phone)), "NoSuchEntity", notHers);
  await refuses(resync("Bob", bad), "InvalidAuthenticationCode", WRONG);
});

test("codes reversed, equal, or not next to one another enable nothing", async () => {
  const phone = await createPhone(h, "phone");
  const { SerialNumber, AuthenticationCode1: first, AuthenticationCode2: second } = pairOf(h, phone);
  const far = pairOf(h, phone, 5).AuthenticationCode2;
  for (const [one, two] of [
    [second, first],
    [first, first],
    [first, far],
  ] as const) {
    const codes = { SerialNumber, AuthenticationCode1: one, AuthenticationCode2: two };
    await refuses(enable("Bob", codes), "InvalidAuthenticationCode", WRONG);
  }
});

test("a clock of eight hours aside is found, one beyond is not; from then on it is searched around that clock", async () => {
  const phone = await createPhone(h, "phone");
  await refuses(enable("Bob", pairOf(h, phone, 1_001)), "InvalidAuthenticationCode", WRONG);
  await refuses(enable("Bob", pairOf(h, phone, -999)), "InvalidAuthenticationCode", WRONG);
  await enable("Bob", pairOf(h, phone, 1_000));
  const record = await h.store.read((tx) => tx.mfaDevices.bySerialNumber(h.accountId, phone.SerialNumber));
  assert.equal(record?.clockSteps, 1_000);
  await resync("Bob", pairOf(h, phone, 2_000));
  await refuses(resync("Bob", pairOf(h, phone, 3_001)), "InvalidAuthenticationCode", WRONG);
});

test("codes that were taken are not taken again, nor any before them, also by the next who has the device", async () => {
  const phone = await createPhone(h, "phone");
  await enable("Bob", pairOf(h, phone));
  await refuses(resync("Bob", pairOf(h, phone)), "InvalidAuthenticationCode", WRONG);
  await deactivate("Bob", phone);
  for (const distance of [-5, 0, 1]) {
    await refuses(enable("Ann", pairOf(h, phone, distance)), "InvalidAuthenticationCode", WRONG);
  }
  h.advance(2 * STEP_MS);
  await enable("Ann", pairOf(h, phone));
});

test("a code pair taken by two requests at once counts for one", async () => {
  const phone = await enablePhone(h, "Bob", "phone");
  h.advance(10 * STEP_MS);
  const results = await Promise.allSettled(Array.from({ length: 8 }, () => resync("Bob", pairOf(h, phone))));
  assert.equal(results.filter(({ status }) => status === "fulfilled").length, 1);
});

/** Wrong pairs, each with a first code that is right: what somebody knows who saw one code. */
const guessNext = (phone: Phone, guess: number, distance = 0) => {
  const { AuthenticationCode2: right, ...pair } = pairOf(h, phone, distance);
  return { ...pair, AuthenticationCode2: String((Number(right) + 1 + guess) % 1e6).padStart(6, "0") };
};
const usesOf = ({ SerialNumber }: Phone) =>
  h.store.read((tx) => tx.mfaCodeUses.of(h.accountId, SerialNumber));

test("who saw one code has nine guesses at the next in three minutes, whichever operation takes them", async () => {
  const phone = await enablePhone(h, "Bob", "phone");
  const otherPhone = await createPhone(h, "other");
  // A code of hours ago is enough to turn the device's clock back to it.
  h.advance(500 * STEP_MS);
  h.advance(180_000 - (h.now() % 180_000));
  const before = await h.store.revision();
  const guesses = Array.from({ length: 64 }, (_, guess) => resync("Bob", guessNext(phone, guess, -400)));
  for (const { status } of await Promise.allSettled(guesses)) assert.equal(status, "rejected");
  assert.equal((await usesOf(phone))?.looks, 9);
  assert.ok((await h.store.revision()) - before <= 9, "what is not looked at writes nothing");
  await refuses(resync("Bob", pairOf(h, phone)), "InvalidAuthenticationCode", WRONG);
  for (let guess = 0; guess < 9; guess++)
    await refuses(enable("Ann", guessNext(otherPhone, guess)), "InvalidAuthenticationCode", WRONG);
  await refuses(enable("Ann", pairOf(h, otherPhone)), "InvalidAuthenticationCode", WRONG);
  h.advance(180_000);
  await resync("Bob", pairOf(h, phone));
  await enable("Ann", pairOf(h, otherPhone));
});

test("nobody uses up the guesses at another's device, and right codes use up none", async () => {
  const phone = await enablePhone(h, "Bob", "phone");
  for (let guess = 0; guess < 10; guess++) {
    await refuses(
      enable("Ann", guessNext(phone, guess)),
      "EntityAlreadyExists",
      "MFA Device is already in use.",
    );
    await assert.rejects(resync("Ann", guessNext(phone, guess)), { code: "NoSuchEntity" });
  }
  assert.equal((await usesOf(phone))?.looks, 0);
});

test("deactivated, a device is nobody's, keeps its seed, and can be another user's", async () => {
  const phone = await enablePhone(h, "Bob", "phone");
  await deactivate("Bob", phone);
  assert.deepEqual(await devicesOf("Bob"), []);
  const { VirtualMFADevices } = await h.ask(h.root, "ListVirtualMFADevices", {});
  assert.deepEqual(VirtualMFADevices, [{ SerialNumber: phone.SerialNumber }]);
  h.advance(2 * STEP_MS);
  await enable("Ann", pairOf(h, phone));
});

test("eight devices a user", async () => {
  for (let index = 0; index < 8; index++) await enablePhone(h, "Bob", `phone-${index}`);
  const ninth = await createPhone(h, "ninth");
  await refuses(
    enable("Bob", pairOf(h, ninth)),
    "LimitExceeded",
    "Cannot exceed quota for MFADevicesPerUser: 8",
  );
  const page = await h.ask(h.root, "ListMFADevices", { UserName: "Bob", MaxItems: 5 });
  assert.equal(page.MFADevices.length, 5);
  const rest = await h.ask(h.root, "ListMFADevices", { UserName: "Bob", Marker: page.Marker ?? "" });
  assert.deepEqual([rest.MFADevices.length, rest.IsTruncated], [3, false]);
});

test("the quota holds where many are enabled at once", async () => {
  const phones: Phone[] = [];
  for (let index = 0; index < 16; index++) phones.push(await createPhone(h, `phone-${index}`));
  const results = await Promise.allSettled(phones.map((phone) => enable("Bob", pairOf(h, phone))));
  assert.equal(results.filter(({ status }) => status === "fulfilled").length, 8);
  assert.equal((await devicesOf("Bob")).length, 8);
});

test("the first device is free; from then on a long-term key alone changes nothing of one's own", async () => {
  await h.allow("Bob", { Action: "iam:*" });
  const bob = await h.asUser("Bob");
  const first = await createPhone(h, "first", bob);
  await enable("Bob", pairOf(h, first), bob);
  const second = await createPhone(h, "second", bob);
  await refuses(enable("Bob", pairOf(h, second), bob), "AccessDenied", MFA_NEEDED);
  await refuses(deactivate("Bob", first, bob), "AccessDenied", MFA_NEEDED);
  // Others' devices, and the clock of one's own, are not what the rule is about.
  const anns = await createPhone(h, "anns", bob);
  await enable("Ann", pairOf(h, anns), bob);
  await deactivate("Ann", anns, bob);
  h.advance(5 * STEP_MS);
  await h.ask(bob, "ResyncMFADevice", { UserName: "Bob", ...pairOf(h, first) });
  const session = withMfa(bob, h.now());
  await enable("Bob", pairOf(h, second), session);
  await deactivate("Bob", first, session);
  await deactivate("Bob", second, session);
  assert.deepEqual(await devicesOf("Bob"), []);
});

test("a renamed user keeps its devices, and they their ARNs", async () => {
  const { SerialNumber } = await enablePhone(h, "Bob", "Bob");
  await h.ask(h.root, "UpdateUser", { UserName: "Bob", NewUserName: "Robert" });
  const [device] = await devicesOf("Robert");
  assert.deepEqual([device?.UserName, device?.SerialNumber], ["Robert", SerialNumber]);
});

test("permissions are on the user", async () => {
  const phone = await createPhone(h, "phone");
  const ann = await h.asUser("Ann");
  await assert.rejects(enable("Bob", pairOf(h, phone), ann), /iam:EnableMFADevice on resource: user Bob/);
  await h.allow("Ann", { Action: "iam:EnableMFADevice", Resource: "arn:aws:iam::111111111111:user/Bob" });
  await enable("Bob", pairOf(h, phone), ann);
  await assert.rejects(deactivate("Bob", phone, ann), { code: "AccessDenied" });
  await assert.rejects(h.ask(ann, "ListMFADevices", { UserName: "Bob" }), { code: "AccessDenied" });
  await assert.rejects(h.ask(ann, "ListVirtualMFADevices", {}), { code: "AccessDenied" });
});
