import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { GetContactInformationCommand, PutContactInformationCommand } from "@aws-sdk/client-account";
import { assertRefused } from "../installation/refusal.ts";
import { type Company, MEMBER, startCompany } from "./company.ts";

const CONTACT = {
  FullName: "Ann",
  AddressLine1: "1 Main Street",
  City: "Springfield",
  StateOrRegion: "IL",
  PostalCode: "62701",
  CountryCode: "US",
  PhoneNumber: "+1 217 555 0100",
};

let company: Company;
before(async () => {
  company = await startCompany("account.amazonaws.com");
});
after(() => company.stop());

test("a contact of the own account and of a member", async () => {
  for (const named of [{}, { AccountId: MEMBER }]) {
    const { account } = company.management;
    await assertRefused(account.send(new GetContactInformationCommand(named)), {
      code: "ResourceNotFoundException",
      status: 404,
    });
    await account.send(new PutContactInformationCommand({ ...named, ContactInformation: CONTACT }));
    const read = await account.send(new GetContactInformationCommand(named));
    assert.deepEqual(read.ContactInformation, CONTACT);
  }
  const own = await company.member.account.send(new GetContactInformationCommand({}));
  assert.equal(own.ContactInformation?.City, CONTACT.City);
});

test("what a contact lacks is named", async () => {
  const { StateOrRegion: _, ...ContactInformation } = CONTACT;
  const call = company.stranger.account.send(new PutContactInformationCommand({ ContactInformation }));
  await assertRefused(call, {
    code: "ValidationException",
    status: 400,
    message: "A state or region is required in US.",
  });
});

test("in an organization an account that is no member is not to be named", async () => {
  const call = company.stranger.account.send(new GetContactInformationCommand({ AccountId: MEMBER }));
  await assertRefused(call, {
    code: "AccessDeniedException",
    status: 403,
    message:
      "User: arn:aws:iam::333333333333:user/admin is not authorized to perform: account:GetContactInformation",
  });
});
