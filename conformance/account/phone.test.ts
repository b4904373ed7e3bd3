import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  GetContactInformationCommand,
  PutContactInformationCommand,
  SendPhoneNumberVerificationCommand,
  VerifyPhoneNumberCommand,
} from "@aws-sdk/client-account";
import { assertRefused } from "../installation/refusal.ts";
import { type Company, ContactInformation, startCompany } from "./company.ts";

let company: Company;
before(async () => {
  company = await startCompany();
});
after(() => company.stop());

test("a phone number is verified by the code in the outbox", async () => {
  const { account } = company.stranger;
  await account.send(new PutContactInformationCommand({ ContactInformation }));
  assert.equal((await account.send(new SendPhoneNumberVerificationCommand({}))).Status, "PENDING");
  const [Otp = ""] = company.codes();
  await assertRefused(account.send(new VerifyPhoneNumberCommand({ Otp: "ABCDEF" })), {
    code: "ValidationException",
    status: 400,
  });
  assert.equal((await account.send(new VerifyPhoneNumberCommand({ Otp }))).Status, "VERIFIED");
  const read = await account.send(new GetContactInformationCommand({}));
  assert.equal((read as { VerificationStatus?: string }).VerificationStatus, "VERIFIED");
  await assertRefused(account.send(new SendPhoneNumberVerificationCommand({})), {
    code: "ConflictException",
    status: 409,
  });
});
