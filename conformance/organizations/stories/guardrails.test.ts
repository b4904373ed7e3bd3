import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { CreateUserCommand, ListUsersCommand } from "@aws-sdk/client-iam";
import {
  AttachPolicyCommand,
  DescribeOrganizationCommand,
  DetachPolicyCommand,
  ListPoliciesCommand,
  ListRootsCommand,
  RemoveAccountFromOrganizationCommand,
} from "@aws-sdk/client-organizations";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import type { Keys } from "../../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../../installation/installation.ts";
import { assertRefused } from "../../installation/refusal.ts";
import { ADMINISTRATOR } from "../../installation/seed.ts";
import {
  account,
  adminOf,
  as,
  deny,
  denyAllBut,
  LAB,
  MANAGEMENT,
  otherOf,
  rootOf,
  SHOP,
  scp,
  trusting,
} from "./company.ts";

/**
 * Four guardrails of one company: nobody works outside Europe but the platform's role; whoever is not of the organization takes on no
 * role of it; users are made by who breaks the glass alone; a member's root user obeys too.
 */
const VENDOR = "444444444444";

const WORKER = `arn:aws:iam::${SHOP}:role/Worker`;
const PARTNER = `arn:aws:iam::${SHOP}:role/Partner`;

const regionLock = denyAllBut({
  NotAction: ["iam:*", "organizations:*", "account:*"],
  Condition: {
    StringNotEquals: { "aws:RequestedRegion": ["eu-central-1", "eu-west-1", "us-east-1"] },
    ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:user/other" },
  },
});

const breakGlass = deny("iam:CreateUser", {
  Condition: { StringNotEquals: { "aws:PrincipalTag/break-glass": "yes" } },
});

const perimeter = deny("sts:AssumeRole", {
  Principal: "*",
  Condition: { StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-story00000" } },
});

const seed = {
  accounts: [
    account(MANAGEMENT),
    account(SHOP, {
      tags: { "break-glass": "yes" },
      roles: [
        { name: "Worker", trust: trusting(SHOP), policies: [ADMINISTRATOR] },
        { name: "Partner", trust: trusting(VENDOR), policies: [ADMINISTRATOR] },
      ],
    }),
    account(LAB),
    account(VENDOR),
  ],
  organization: {
    id: "o-story00000",
    managementAccount: MANAGEMENT,
    policies: [
      scp("RegionLock", regionLock),
      scp("BreakGlass", breakGlass),
      { name: "OnlyOurPeople", type: "RESOURCE_CONTROL_POLICY", document: perimeter },
    ],
    root: {
      policies: ["OnlyOurPeople"],
      units: [{ name: "Workloads", policies: ["RegionLock", "BreakGlass"], accounts: [SHOP, LAB] }],
    },
  },
};

let installation: TestInstallation;
before(async () => {
  installation = await startInstallation(seed);
  // All accounts of a seed are members. The vendor is nobody of ours.
  await as(installation, adminOf(MANAGEMENT)).organizations.send(
    new RemoveAccountFromOrganizationCommand({ AccountId: VENDOR }),
  );
});
after(() => installation.stop());

const assume = (who: Keys, RoleArn: string, region = "us-east-1") =>
  as(installation, who, region).sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "story" }));

const SCP = /with an explicit deny in a service control policy/;

test("the organization has the id that the seed gives", async () => {
  const { Organization } = await as(installation, adminOf(SHOP)).organizations.send(
    new DescribeOrganizationCommand({}),
  );
  assert.equal(Organization?.Id, "o-story00000");
  assert.equal(Organization?.MasterAccountId, MANAGEMENT);
});

test("a region lock holds outside its regions, but for who is excepted and for what has no region", async () => {
  await assume(adminOf(SHOP), WORKER, "eu-west-1");
  await assertRefused(assume(adminOf(SHOP), WORKER, "ap-south-1"), { code: "AccessDenied", message: SCP });
  await assume(otherOf(SHOP), WORKER, "ap-south-1");
  await as(installation, adminOf(SHOP), "ap-south-1").iam.send(new ListUsersCommand({}));
});

test("a role that trusts others lets nobody in who is not of the organization, until the perimeter is lifted", async () => {
  // Whoever is of another organization is not told what stands in the way.
  await assertRefused(assume(adminOf(VENDOR), PARTNER), {
    code: "AccessDenied",
    message: /\/Partner\. Go to/,
  });
  await assume(adminOf(SHOP), WORKER);
  const { organizations } = as(installation, adminOf(MANAGEMENT));
  const { Roots } = await organizations.send(new ListRootsCommand({}));
  const { Policies } = await organizations.send(
    new ListPoliciesCommand({ Filter: "RESOURCE_CONTROL_POLICY" }),
  );
  const attachment = {
    PolicyId: Policies?.find(({ Name }) => Name === "OnlyOurPeople")?.Id,
    TargetId: Roots?.[0]?.Id,
  };
  await organizations.send(new DetachPolicyCommand(attachment));
  await assume(adminOf(VENDOR), PARTNER);
  await organizations.send(new AttachPolicyCommand(attachment));
  await assertRefused(assume(adminOf(VENDOR), PARTNER), { code: "AccessDenied" });
});

test("users are made by who breaks the glass", async () => {
  const make = (who: Keys, UserName: string) =>
    as(installation, who).iam.send(new CreateUserCommand({ UserName }));
  await assertRefused(make(adminOf(SHOP), "new"), { code: "AccessDenied", message: SCP });
  await make(otherOf(SHOP), "new");
  await make(adminOf(MANAGEMENT), "new");
});

test("a member's root user is stopped, the management account's is not", async () => {
  const make = (who: Keys) => as(installation, who).iam.send(new CreateUserCommand({ UserName: "by-root" }));
  await assertRefused(make(rootOf(LAB)), { code: "AccessDenied", message: SCP });
  await make(rootOf(MANAGEMENT));
});
