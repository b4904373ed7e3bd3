import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ListUsersCommand } from "@aws-sdk/client-iam";
import {
  AcceptHandshakeCommand,
  AttachPolicyCommand,
  CloseAccountCommand,
  CreateOrganizationalUnitCommand,
  CreatePolicyCommand,
  DescribeAccountCommand,
  DetachPolicyCommand,
  InviteAccountToOrganizationCommand,
  LeaveOrganizationCommand,
  ListHandshakesForAccountCommand,
  ListRootsCommand,
  MoveAccountCommand,
} from "@aws-sdk/client-organizations";
import { AssumeRoleCommand, GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { keysOf } from "../../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../../installation/installation.ts";
import { assertRefused } from "../../installation/refusal.ts";
import { ADMINISTRATOR } from "../../installation/seed.ts";
import { account, adminOf, as, deny, LAB, MANAGEMENT, SHOP, scp, trusting } from "./company.ts";

/** Accounts that leave, are closed, and come from another company. */
const BOUGHT = "555555555555";
const WORKER = `arn:aws:iam::${LAB}:role/Worker`;

const seed = {
  accounts: [
    account(MANAGEMENT),
    account(SHOP),
    account(LAB, { roles: [{ name: "Worker", trust: trusting(MANAGEMENT), policies: [ADMINISTRATOR] }] }),
    account(BOUGHT),
  ],
  organization: {
    managementAccount: MANAGEMENT,
    policies: [scp("NoUsers", deny("iam:ListUsers"))],
    root: { units: [{ name: "Workloads", policies: ["NoUsers"], accounts: [SHOP] }] },
  },
};

let installation: TestInstallation;
before(async () => {
  installation = await startInstallation(seed);
});
after(() => installation.stop());

const listUsers = (id: string) => as(installation, adminOf(id)).iam.send(new ListUsersCommand({}));
const DENIED = {
  code: "AccessDenied",
  status: 403,
  message: /with an explicit deny in a service control policy/,
};

test("who leaves the organization is free of its policies on the next call", async () => {
  await assertRefused(listUsers(SHOP), DENIED);
  await as(installation, adminOf(SHOP)).organizations.send(new LeaveOrganizationCommand({}));
  await listUsers(SHOP);
});

test("a closed account's sessions and keys end", async () => {
  const manager = as(installation, adminOf(MANAGEMENT));
  const { Credentials } = await manager.sts.send(
    new AssumeRoleCommand({ RoleArn: WORKER, RoleSessionName: "story" }),
  );
  const session = as(installation, keysOf(Credentials));
  await session.iam.send(new ListUsersCommand({}));
  await manager.organizations.send(new CloseAccountCommand({ AccountId: LAB }));
  await assert.rejects(session.iam.send(new ListUsersCommand({})));
  await assert.rejects(session.sts.send(new GetCallerIdentityCommand({})));
  await assert.rejects(listUsers(LAB));
  await assert.rejects(
    manager.sts.send(new AssumeRoleCommand({ RoleArn: WORKER, RoleSessionName: "story" })),
  );
  const { Account } = await manager.organizations.send(new DescribeAccountCommand({ AccountId: LAB }));
  assert.deepEqual([Account?.State, Account?.Status], ["CLOSED", "SUSPENDED"]);
});

test("a merger: the other company's account is invited, kept in quarantine, and let out", async () => {
  const manager = as(installation, adminOf(MANAGEMENT)).organizations;
  const bought = as(installation, adminOf(BOUGHT)).organizations;
  await bought.send(new LeaveOrganizationCommand({}));
  await manager.send(
    new InviteAccountToOrganizationCommand({
      Target: { Type: "EMAIL", Id: "root@account-5.example" },
      Notes: "Welcome",
    }),
  );
  const { Handshakes } = await bought.send(
    new ListHandshakesForAccountCommand({ Filter: { ActionType: "INVITE" } }),
  );
  const open = Handshakes?.find(({ State }) => State === "OPEN");
  await bought.send(new AcceptHandshakeCommand({ HandshakeId: open?.Id ?? "" }));
  await listUsers(BOUGHT);

  const { Roots } = await manager.send(new ListRootsCommand({}));
  const rootId = Roots?.[0]?.Id ?? "";
  const { OrganizationalUnit } = await manager.send(
    new CreateOrganizationalUnitCommand({ ParentId: rootId, Name: "Quarantine" }),
  );
  const TargetId = OrganizationalUnit?.Id ?? "";
  const { Policy } = await manager.send(
    new CreatePolicyCommand({
      Name: "Quarantine",
      Description: "",
      Type: "SERVICE_CONTROL_POLICY",
      Content: JSON.stringify(deny("*")),
    }),
  );
  const PolicyId = Policy?.PolicySummary?.Id ?? "";
  await manager.send(new AttachPolicyCommand({ PolicyId, TargetId }));
  await listUsers(BOUGHT);
  await manager.send(
    new MoveAccountCommand({ AccountId: BOUGHT, SourceParentId: rootId, DestinationParentId: TargetId }),
  );
  await assertRefused(listUsers(BOUGHT), DENIED);
  await manager.send(new DetachPolicyCommand({ PolicyId, TargetId }));
  await listUsers(BOUGHT);
});
