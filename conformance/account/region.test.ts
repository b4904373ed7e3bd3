import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  DisableRegionCommand,
  EnableRegionCommand,
  GetRegionOptStatusCommand,
  ListRegionsCommand,
  paginateListRegions,
} from "@aws-sdk/client-account";
import { ListUsersCommand } from "@aws-sdk/client-iam";
import { EnableAWSServiceAccessCommand } from "@aws-sdk/client-organizations";
import { GetCallerIdentityCommand, GetSessionTokenCommand } from "@aws-sdk/client-sts";
import { type Keys, keysOf } from "../installation/clients.ts";
import { assertRefused } from "../installation/refusal.ts";
import { type Company, keysOfUser, MEMBER, startCompany } from "./company.ts";

const REGION = "af-south-1";
const OFF = {
  code: "InvalidClientTokenId",
  status: 403,
  message: "The security token included in the request is invalid.",
};

let company: Company;
before(async () => {
  company = await startCompany();
});
after(() => company.stop());

const identityIn = (region: string, keys: Keys) =>
  company.as(keys, region).sts.send(new GetCallerIdentityCommand({}));

test("what is signed for a region that is off is refused until it is on, key and session alike", async () => {
  const { account, sts } = company.stranger;
  const keys = keysOfUser("333333333333", "admin");
  const session = keysOf((await sts.send(new GetSessionTokenCommand({}))).Credentials);
  for (const credentials of [keys, session]) await assertRefused(identityIn(REGION, credentials), OFF);
  await account.send(new EnableRegionCommand({ RegionName: REGION }));
  for (const credentials of [keys, session]) await identityIn(REGION, credentials);
  // Of one account alone, and that region alone.
  await assertRefused(identityIn(REGION, keysOfUser(MEMBER, "admin")), OFF);
  await assertRefused(identityIn("me-south-1", keys), OFF);
  await account.send(new DisableRegionCommand({ RegionName: REGION }));
  for (const credentials of [keys, session]) await assertRefused(identityIn(REGION, credentials), OFF);
});

test("IAM has one endpoint: its clients may be set to any region", async () => {
  await company.as(keysOfUser(MEMBER, "admin"), REGION).iam.send(new ListUsersCommand({}));
});

test("regions are listed, page by page", async () => {
  const { account: client } = company.member;
  await client.send(new EnableRegionCommand({ RegionName: REGION }));
  const seen: string[] = [];
  for await (const { Regions = [] } of paginateListRegions({ client, pageSize: 10 }, {}))
    seen.push(...Regions.map((region) => `${region.RegionName} ${region.RegionOptStatus}`));
  assert.equal(seen.length, 34);
  assert.ok(seen.includes(`${REGION} ENABLED`) && seen.includes("us-east-1 ENABLED_BY_DEFAULT"));
  const status = await client.send(new GetRegionOptStatusCommand({ RegionName: "me-south-1" }));
  assert.equal(status.RegionOptStatus, "DISABLED");
  await assertRefused(client.send(new DisableRegionCommand({ RegionName: "us-east-1" })), {
    code: "ValidationException",
    status: 400,
  });
});

test("a member's are the management account's once the organization trusts the service", async () => {
  const { account, organizations } = company.management;
  const list = () => account.send(new ListRegionsCommand({ AccountId: MEMBER, MaxResults: 1 }));
  await assertRefused(list(), {
    code: "AccessDeniedException",
    status: 403,
    message:
      "User: arn:aws:iam::111111111111:user/admin is not authorized to perform: account:ListRegions (Your organization must first enable trusted access with AWS Account Management.)",
  });
  await organizations.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: "account.amazonaws.com" }));
  assert.equal((await list()).Regions?.length, 1);
});
