import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import * as sdk from "@aws-sdk/client-account";
import { loadContract } from "@rolecall/contracts";
import { checkPermission } from "../installation/permission.ts";
import { type Company, ContactInformation, keysOfUser, MANAGEMENT, MEMBER, startCompany } from "./company.ts";

/** Each operation without permission, and with exactly its own. Which there are is the contract's to say. */

const own = `arn:aws:account::${MANAGEMENT}:account`;
const PrimaryEmail = "new@example.com";
const alternate = { AlternateContactType: "BILLING" as const };
interface Row {
  readonly command: (otp: string) => object;
  /** What is said to who may do it, where that is a refusal all the same. */
  readonly refusal?: string;
  /** About a member, and not about the own account. */
  readonly isMembers?: boolean;
}

/** In an order in which each finds what it needs. */
const ROWS: Readonly<Record<string, Row>> = {
  PutContactInformation: {
    command: () => new sdk.PutContactInformationCommand({ ContactInformation }),
  },
  GetContactInformation: { command: () => new sdk.GetContactInformationCommand({}) },
  SendPhoneNumberVerification: { command: () => new sdk.SendPhoneNumberVerificationCommand({}) },
  VerifyPhoneNumber: { command: (Otp) => new sdk.VerifyPhoneNumberCommand({ Otp }) },
  PutAlternateContact: {
    command: () =>
      new sdk.PutAlternateContactCommand({
        ...alternate,
        Name: "Ann",
        Title: "Treasurer",
        EmailAddress: "ann@example.com",
        PhoneNumber: "+15550100",
      }),
  },
  GetAlternateContact: { command: () => new sdk.GetAlternateContactCommand(alternate) },
  DeleteAlternateContact: { command: () => new sdk.DeleteAlternateContactCommand(alternate) },
  ListRegions: { command: () => new sdk.ListRegionsCommand({}) },
  EnableRegion: { command: () => new sdk.EnableRegionCommand({ RegionName: "eu-south-1" }) },
  GetRegionOptStatus: { command: () => new sdk.GetRegionOptStatusCommand({ RegionName: "eu-south-1" }) },
  DisableRegion: { command: () => new sdk.DisableRegionCommand({ RegionName: "eu-south-1" }) },
  PutAccountName: { command: () => new sdk.PutAccountNameCommand({ AccountName: "Management" }) },
  GetAccountInformation: { command: () => new sdk.GetAccountInformationCommand({}) },
  GetGovCloudAccountInformation: {
    command: () => new sdk.GetGovCloudAccountInformationCommand({}),
    refusal: "ResourceNotFoundException",
  },
  GetPrimaryEmail: {
    command: () => new sdk.GetPrimaryEmailCommand({ AccountId: MEMBER }),
    isMembers: true,
  },
  StartPrimaryEmailUpdate: {
    command: () => new sdk.StartPrimaryEmailUpdateCommand({ AccountId: MEMBER, PrimaryEmail }),
    isMembers: true,
  },
  GetPrimaryEmailUpdateStatus: {
    command: () => new sdk.GetPrimaryEmailUpdateStatusCommand({ AccountId: MEMBER }),
    isMembers: true,
  },
  AcceptPrimaryEmailUpdate: {
    command: (Otp) => new sdk.AcceptPrimaryEmailUpdateCommand({ AccountId: MEMBER, PrimaryEmail, Otp }),
    isMembers: true,
  },
};

let company: Company;
before(async () => {
  company = await startCompany("account.amazonaws.com");
});
after(() => company.stop());

test("every operation of the contract has a row", async () => {
  const { operations } = await loadContract("account");
  assert.equal(operations.names.length, 18);
  assert.deepEqual(Object.keys(ROWS).toSorted(), [...operations.names]);
});

/** A member's, as the management account sees it. */
function accountArn({ isMembers = false }: Row): string {
  return isMembers ? `${own}/${company.organizationId}/${MEMBER}` : own;
}

for (const [name, row] of Object.entries(ROWS)) {
  test(`${name} needs account:${name}, and nothing else`, async () => {
    const { account } = company.as(keysOfUser(MANAGEMENT, "limited"));
    const otp = company.codes().at(-1) ?? "000000";
    await checkPermission({
      user: {
        arn: `arn:aws:iam::${MANAGEMENT}:user/limited`,
        userName: "limited",
        admin: company.management.iam,
      },
      needs: [{ action: `account:${name}`, resource: accountArn(row) }],
      answers: row.refusal,
      send: () => account.send(row.command(otp) as never),
    });
  });
}
