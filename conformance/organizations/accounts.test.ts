import assert from "node:assert/strict";
import { before, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import {
  CloseAccountCommand,
  CreateAccountCommand,
  type CreateAccountStatus,
  CreateGovCloudAccountCommand,
  DescribeAccountCommand,
  DescribeCreateAccountStatusCommand,
  LeaveOrganizationCommand,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListCreateAccountStatusCommand,
  MoveAccountCommand,
  type OrganizationsClient,
  RemoveAccountFromOrganizationCommand,
} from "@aws-sdk/client-organizations";
import { AssumeRoleCommand, GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { keysOf } from "../installation/clients.ts";
import { assertRefused } from "../installation/refusal.ts";
import { keysIn, MANAGEMENT, MEMBER, onEachEngine } from "./organization.ts";

/** Accounts of an organization from their creation to their end, by AWS's client, on each engine. */
onEachEngine((organization) => {
  let client: OrganizationsClient;
  before(() => {
    client = organization().clients(keysIn(MANAGEMENT)).organizations;
  });

  async function create(Email: string): Promise<string> {
    const { CreateAccountStatus: status } = await client.send(
      new CreateAccountCommand({ Email, AccountName: "New" }),
    );
    assert.equal(status?.State, "IN_PROGRESS");
    assert.equal(status?.AccountId, undefined);
    assert.ok(status?.Id);
    return status.Id;
  }

  async function completed(CreateAccountRequestId: string): Promise<CreateAccountStatus> {
    for (let rest = 100; rest > 0; rest -= 1) {
      const command = new DescribeCreateAccountStatusCommand({ CreateAccountRequestId });
      const { CreateAccountStatus: status } = await client.send(command);
      if (status !== undefined && status.State !== "IN_PROGRESS") return status;
      await setTimeout(50);
    }
    return assert.fail(`${CreateAccountRequestId} is still in progress.`);
  }

  test("an account is created, let into, moved and closed", async () => {
    const { AccountId } = await completed(await create("new@example.com"));
    assert.ok(AccountId);
    const RoleArn = `arn:aws:iam::${AccountId}:role/OrganizationAccountAccessRole`;
    const { sts } = organization().clients(keysIn(MANAGEMENT));
    const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "in" }));
    const inside = organization().clients(keysOf(Credentials));
    assert.equal((await inside.sts.send(new GetCallerIdentityCommand({}))).Account, AccountId);
    const { rootId, unitId } = organization();
    const move = { AccountId, SourceParentId: rootId, DestinationParentId: unitId };
    await client.send(new MoveAccountCommand(move));
    await assertRefused(client.send(new MoveAccountCommand(move)), {
      code: "DuplicateAccountException",
      status: 400,
    });
    const { Accounts } = await client.send(new ListAccountsForParentCommand({ ParentId: unitId }));
    assert.deepEqual(Accounts?.map(({ Id }) => Id).sort(), [AccountId, MEMBER].sort());
    await assertRefused(client.send(new RemoveAccountFromOrganizationCommand({ AccountId })), {
      code: "ConstraintViolationException",
      message: "This operation requires a wait period.  Try again later.",
    });
    await client.send(new CloseAccountCommand({ AccountId }));
    const { Account } = await client.send(new DescribeAccountCommand({ AccountId }));
    assert.deepEqual(
      [Account?.State, Account?.Status, Account?.JoinedMethod],
      ["CLOSED", "SUSPENDED", "CREATED"],
    );
    await assert.rejects(inside.sts.send(new GetCallerIdentityCommand({})));
  });

  test("of two requests with one e-mail one makes an account", async () => {
    const ids = await Promise.all([create("same@example.com"), create("SAME@example.com")]);
    const states = (await Promise.all(ids.map(completed))).map(
      ({ State, FailureReason }) => FailureReason ?? State,
    );
    assert.deepEqual(states.toSorted(), ["EMAIL_ALREADY_EXISTS", "SUCCEEDED"]);
    const failed = await client.send(new ListCreateAccountStatusCommand({ States: ["FAILED"] }));
    assert.deepEqual(
      failed.CreateAccountStatuses?.map(({ FailureReason }) => FailureReason),
      ["EMAIL_ALREADY_EXISTS"],
    );
  });

  test("accounts are listed in pages of 20 at most", async () => {
    await assertRefused(client.send(new ListAccountsCommand({ MaxResults: 21 })), {
      code: "InvalidInputException",
    });
    const first = await client.send(new ListAccountsCommand({ MaxResults: 1 }));
    assert.equal(first.Accounts?.length, 1);
    const { Accounts } = await client.send(new ListAccountsCommand({ NextToken: first.NextToken }));
    assert.ok(Accounts?.every(({ JoinedTimestamp }) => JoinedTimestamp instanceof Date));
  });

  test("a member leaves; GovCloud is not to be had", async () => {
    const member = organization().clients(keysIn(MEMBER)).organizations;
    await member.send(new LeaveOrganizationCommand({}));
    await assertRefused(client.send(new DescribeAccountCommand({ AccountId: MEMBER })), {
      code: "AccountNotFoundException",
      message: "You specified an account that doesn't exist.",
    });
    await assertRefused(client.send(new LeaveOrganizationCommand({})), {
      code: "MasterCannotLeaveOrganizationException",
    });
    const command = new CreateGovCloudAccountCommand({ Email: "gov@example.com", AccountName: "Gov" });
    await assertRefused(client.send(command), { code: "ConstraintViolationException" });
  });
});
