import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  GetAccountInformationCommand,
  GetGovCloudAccountInformationCommand,
  PutAccountNameCommand,
} from "@aws-sdk/client-account";
import { DescribeAccountCommand } from "@aws-sdk/client-organizations";
import { assertRefused } from "../installation/refusal.ts";
import { type Company, MEMBER, startCompany } from "./company.ts";

let company: Company;
before(async () => {
  company = await startCompany("account.amazonaws.com");
});
after(() => company.stop());

test("a new name is there at once, for Organizations too", async () => {
  const { account, organizations } = company.management;
  await account.send(new PutAccountNameCommand({ AccountId: MEMBER, AccountName: "Production" }));
  const told = await company.member.account.send(new GetAccountInformationCommand({}));
  assert.deepEqual([told.AccountId, told.AccountName, told.AccountState], [MEMBER, "Production", "ACTIVE"]);
  assert.ok(Date.now() - Number(told.AccountCreatedDate) < 60_000);
  const described = await organizations.send(new DescribeAccountCommand({ AccountId: MEMBER }));
  assert.equal(described.Account?.Name, "Production");
  const tooLong = new PutAccountNameCommand({ AccountName: "<script>" });
  await assertRefused(account.send(tooLong), { code: "ValidationException", status: 400 });
});

test("no account is linked to one of GovCloud", async () => {
  const call = company.management.account.send(
    new GetGovCloudAccountInformationCommand({ StandardAccountId: MEMBER }),
  );
  await assertRefused(call, { code: "ResourceNotFoundException", status: 404 });
});
