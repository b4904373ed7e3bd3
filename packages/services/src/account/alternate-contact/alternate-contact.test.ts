import assert from "node:assert/strict";
import { test } from "node:test";
import { refuses } from "../../harness.test-support.ts";
import { asUserWith, h, openForEachTest } from "../account.test-support.ts";

openForEachTest();

const CONTACT = {
  AlternateContactType: "BILLING" as const,
  Name: "Ann",
  Title: "Treasurer",
  EmailAddress: "ann@example.com",
  PhoneNumber: "+1 555-0100",
};
const BILLING = { AlternateContactType: CONTACT.AlternateContactType };
const NONE = [
  "ResourceNotFoundException",
  "No contact of the inputted alternate contact type found.",
] as const;

test("an alternate contact is put, replaced and deleted, each type for itself", async () => {
  await refuses(h.ask(h.root, "GetAlternateContact", BILLING), ...NONE);
  await refuses(h.ask(h.root, "DeleteAlternateContact", BILLING), ...NONE);
  await h.ask(h.root, "PutAlternateContact", CONTACT);
  const read = () => h.ask(h.root, "GetAlternateContact", BILLING);
  assert.deepEqual(await read(), { AlternateContact: CONTACT });
  const security = { ...CONTACT, AlternateContactType: "SECURITY" as const, Name: "Bob" };
  await h.ask(h.root, "PutAlternateContact", security);
  await h.ask(h.root, "PutAlternateContact", { ...CONTACT, Name: "Carol" });
  assert.equal((await read()).AlternateContact?.Name, "Carol");
  await h.ask(h.root, "DeleteAlternateContact", BILLING);
  await refuses(read(), ...NONE);
  const { AlternateContact } = await h.ask(h.root, "GetAlternateContact", {
    AlternateContactType: "SECURITY",
  });
  assert.deepEqual(AlternateContact, security);
});

test("a policy names the types that may be read", async () => {
  await h.ask(h.root, "PutAlternateContact", CONTACT);
  const bob = await asUserWith("bob", {
    Action: "account:GetAlternateContact",
    Condition: { "ForAllValues:StringEquals": { "account:AlternateContactTypes": ["BILLING"] } },
  });
  assert.equal((await h.ask(bob, "GetAlternateContact", BILLING)).AlternateContact?.Name, "Ann");
  const security = h.ask(bob, "GetAlternateContact", { AlternateContactType: "SECURITY" });
  await assert.rejects(security, { code: "AccessDenied" });
});
