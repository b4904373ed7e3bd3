import assert from "node:assert/strict";
import { test } from "node:test";
import { h, newestCode, openForEachTest } from "../account.test-support.ts";

openForEachTest();

const CONTACT = {
  FullName: "Ann",
  AddressLine1: "1 rue de la Paix",
  City: "Paris",
  PostalCode: "75001",
  CountryCode: "FR",
  PhoneNumber: "+33 1 23 45 67 89",
};

const put = (more: object = {}) =>
  h.ask(h.root, "PutContactInformation", { ContactInformation: { ...CONTACT, ...more } });
const send = () => h.ask(h.root, "SendPhoneNumberVerification", {});
const verify = (Otp: string) => h.ask(h.root, "VerifyPhoneNumber", { Otp });
const status = async () => (await h.ask(h.root, "GetContactInformation", {})).VerificationStatus;
/** As long as a code, and none: codes have digits alone. */
const WRONG = "ABCDEF";

test("a number is verified by the code that went to it, until it changes", async () => {
  await assert.rejects(send(), { code: "ResourceNotFoundException" });
  await put();
  await assert.rejects(verify(WRONG), { code: "ResourceNotFoundException" });
  assert.deepEqual(await send(), { Status: "PENDING" });
  const { channel, to } = h.letters.at(-1) ?? {};
  assert.deepEqual([channel, to], ["sms", CONTACT.PhoneNumber]);
  assert.equal(await status(), "UNVERIFIED");
  assert.match(newestCode(), /^\d{6}$/);
  assert.deepEqual(await verify(newestCode()), { Status: "VERIFIED" });
  assert.equal(await status(), "VERIFIED");
  await assert.rejects(send(), { code: "ConflictException" });
  await put({ FullName: "Bob" });
  assert.equal(await status(), "VERIFIED");
  await put({ PhoneNumber: "+33 1 98 76 54 32" });
  assert.equal(await status(), "UNVERIFIED");
});

test("with another number goes a code that was sent", async () => {
  await put();
  await send();
  await put({ PhoneNumber: "+33 1 98 76 54 32" });
  await assert.rejects(verify(newestCode()), { code: "ResourceNotFoundException" });
});

test("a code can be used for five minutes, and the newest alone", async () => {
  await put();
  await send();
  const first = newestCode();
  await send();
  if (first !== newestCode()) await assert.rejects(verify(first), { code: "ValidationException" });
  h.advance(5 * 60_000);
  await assert.rejects(verify(newestCode()), { code: "ValidationException" });
});

test("asking for another code gives nobody more guesses; time does", async () => {
  await put();
  await send();
  for (let guess = 0; guess < 4; guess += 1)
    await assert.rejects(verify(WRONG), { code: "ValidationException" });
  await send();
  await assert.rejects(verify(WRONG), { code: "ValidationException" });
  await assert.rejects(verify(newestCode()), { code: "TooManyRequestsException" });
  await send();
  await assert.rejects(verify(newestCode()), { code: "TooManyRequestsException" });
  h.advance(5 * 60_000);
  await send();
  await verify(newestCode());
});

test("another number, and the first one again, give nobody more guesses", async () => {
  await put();
  await send();
  for (let guess = 0; guess < 5; guess += 1)
    await assert.rejects(verify(WRONG), { code: "ValidationException" });
  await put({ PhoneNumber: "+33 1 98 76 54 32" });
  await put();
  await assert.rejects(verify(newestCode()), { code: "ResourceNotFoundException" });
  await send();
  await assert.rejects(verify(newestCode()), { code: "TooManyRequestsException" });
  h.advance(5 * 60_000);
  await send();
  await verify(newestCode());
});

test("a number of one's own, which is verified between, gives nobody more guesses of another's", async () => {
  await put();
  await send();
  for (let guess = 0; guess < 3; guess += 1)
    await assert.rejects(verify(WRONG), { code: "ValidationException" });
  await put({ PhoneNumber: "+33 1 98 76 54 32" });
  await send();
  await verify(newestCode());
  await put();
  assert.equal(await status(), "UNVERIFIED");
  await send();
  await assert.rejects(verify(WRONG), { code: "ValidationException" });
  await assert.rejects(verify(newestCode()), { code: "TooManyRequestsException" });
});
