import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  DeleteAlternateContactCommand,
  GetAlternateContactCommand,
  PutAlternateContactCommand,
} from "@aws-sdk/client-account";
import { assertRefused } from "../installation/refusal.ts";
import { type Company, MANAGEMENT, MEMBER, startCompany } from "./company.ts";

const CONTACT = {
  AlternateContactType: "SECURITY" as const,
  Name: "Ann",
  Title: "CISO",
  EmailAddress: "ann+security@example.com",
  PhoneNumber: "+1(555)0100",
};
const { AlternateContactType } = CONTACT;

let company: Company;
before(async () => {
  company = await startCompany("account.amazonaws.com");
});
after(() => company.stop());

test("alternate contacts for all accounts: the own one without AccountId, a member by it", async () => {
  const { account } = company.management;
  for (const named of [{}, { AccountId: MEMBER }]) {
    const contact = { ...named, AlternateContactType };
    const none = { code: "ResourceNotFoundException", status: 404 };
    const message = "No contact of the inputted alternate contact type found.";
    await assertRefused(account.send(new GetAlternateContactCommand(contact)), { ...none, message });
    await account.send(new PutAlternateContactCommand({ ...CONTACT, ...named }));
    const read = await account.send(new GetAlternateContactCommand(contact));
    assert.deepEqual(read.AlternateContact, CONTACT);
    await account.send(new DeleteAlternateContactCommand(contact));
    await assertRefused(account.send(new DeleteAlternateContactCommand(contact)), { ...none, message });
  }
});

test("the management account is not named, in AWS's words", async () => {
  const named = { AccountId: MANAGEMENT, AlternateContactType };
  await assertRefused(company.management.account.send(new GetAlternateContactCommand(named)), {
    code: "AccessDeniedException",
    status: 403,
    message:
      "User: arn:aws:iam::111111111111:user/admin is not authorized to perform: account:GetAlternateContact (The management account can only be managed using the standalone context from the management account.)",
  });
});
