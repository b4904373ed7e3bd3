import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import * as sdk from "@aws-sdk/client-account";
import { DeleteUserPolicyCommand, PutUserPolicyCommand } from "@aws-sdk/client-iam";
import { loadContract } from "@rolecall/contracts";
import { deniedMessageOf, readDeniedMessage } from "../installation/denied.ts";
import { assertRefused } from "../installation/refusal.ts";
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

for (const [name, { command, refusal, isMembers = false }] of Object.entries(ROWS)) {
  test(`${name} needs account:${name}, and nothing else`, async () => {
    const { account } = company.as(keysOfUser(MANAGEMENT, "limited"));
    const otp = company.codes().at(-1) ?? "000000";
    const call = () => account.send(command(otp) as never) as Promise<unknown>;
    const { reason } = readDeniedMessage(await deniedMessageOf(call()));
    const [before, after] = reason.split(" on resource: ");
    assert.equal(
      before,
      `User: arn:aws:iam::${MANAGEMENT}:user/limited is not authorized to perform: account:${name}`,
    );
    const [resource, because] = after?.split(" because ") ?? [];
    assert.equal(because, `no identity-based policy allows the account:${name} action`);
    if (isMembers)
      assert.match(
        resource ?? "",
        new RegExp(`^arn:aws:account::${MANAGEMENT}:account/o-[a-z0-9]{10}/${MEMBER}$`),
      );
    else assert.equal(resource, own);
    const statement = { Effect: "Allow", Action: `account:${name}`, Resource: resource };
    const policy = { UserName: "limited", PolicyName: "exactly" };
    const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: statement });
    await company.management.iam.send(new PutUserPolicyCommand({ ...policy, PolicyDocument }));
    if (refusal === undefined) await call();
    else await assertRefused(call(), { code: refusal });
    await company.management.iam.send(new DeleteUserPolicyCommand(policy));
  });
}
