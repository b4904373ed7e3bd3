import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import { toAccountId, toOrganizationId } from "@rolecall/names";
import { refuses } from "../../harness.test-support.ts";
import {
  ALONE,
  ARNS,
  createOrganization,
  MEMBER,
  ORGANIZATION,
  type OrganizationHarness,
  OTHER,
  ROOT,
  UNIT,
} from "../organization.test-support.ts";
import { completeAccountCreation } from "./complete-account-creation.ts";

let h: OrganizationHarness;
beforeEach(async () => {
  h = await createOrganization({ AccountClosures: 1, Accounts: 5 });
});
afterEach(() => h.close());

const DAY_MS = 24 * 3600 * 1000;
const DENIED = "You don't have permissions to access this resource.";
const MISSING = "You specified an account that doesn't exist.";

const describeAccount = async (AccountId: string) =>
  (await h.ask(h.management, "DescribeAccount", { AccountId })).Account!;

describe("accounts", () => {
  test("are told with their place", async () => {
    assert.deepEqual(await describeAccount(MEMBER), {
      Id: MEMBER,
      Arn: `${ARNS}:account/${ORGANIZATION}/${MEMBER}`,
      Email: `root@${MEMBER}.example`,
      Name: `account-${MEMBER}`,
      Status: "ACTIVE",
      State: "ACTIVE",
      Paths: [`${ORGANIZATION}/${ROOT}/${UNIT}/${MEMBER}/`],
      JoinedMethod: "INVITED",
      JoinedTimestamp: new Date(h.now()),
    });
    await refuses(describeAccount(ALONE), "AccountNotFoundException", MISSING);
    const { Accounts } = await h.ask(h.management, "ListAccountsForParent", { ParentId: UNIT });
    assert.deepEqual(Accounts, [await describeAccount(MEMBER)]);
  });

  test("are listed page by page", async () => {
    const first = await h.ask(h.management, "ListAccounts", { MaxResults: 2 });
    const rest = await h.ask(h.management, "ListAccounts", { MaxResults: 2, NextToken: first.NextToken! });
    const ids = [...first.Accounts!, ...rest.Accounts!].map(({ Id }) => Id);
    assert.deepEqual(ids, [h.accountId, MEMBER, OTHER].toSorted());
    assert.equal(rest.NextToken, undefined);
    await refuses(h.ask(h.member, "ListAccounts", {}), "AccessDeniedException", DENIED);
  });
});

describe("MoveAccount", () => {
  const move = (AccountId: string, SourceParentId: string, DestinationParentId: string) =>
    h.ask(h.management, "MoveAccount", { AccountId, SourceParentId, DestinationParentId });

  test("moves, and says what is wrong as AWS does", async () => {
    assert.deepEqual(await move(OTHER, ROOT, UNIT), {});
    assert.equal((await describeAccount(OTHER)).Paths![0], `${ORGANIZATION}/${ROOT}/${UNIT}/${OTHER}/`);
    await refuses(
      move(OTHER, ROOT, UNIT),
      "DuplicateAccountException",
      "The account is already present in the specified destination.",
    );
    const { OrganizationalUnit: third } = await h.ask(h.management, "CreateOrganizationalUnit", {
      ParentId: ROOT,
      Name: "Third",
    });
    await refuses(move(OTHER, ROOT, third!.Id!), "AccountNotFoundException", MISSING);
    await refuses(move(ALONE, ROOT, UNIT), "AccountNotFoundException", MISSING);
    const unknown = "ou-abcd-99999999";
    await assert.rejects(move(OTHER, unknown, ROOT), { code: "SourceParentNotFoundException" });
    await assert.rejects(move(OTHER, UNIT, unknown), { code: "DestinationParentNotFoundException" });
  });

  test("needs the permission on account, source and destination", async () => {
    const mover = await h.addUser(h.accountId, "mover");
    const input = { AccountId: OTHER, SourceParentId: ROOT, DestinationParentId: UNIT };
    const parts = [
      `account/${ORGANIZATION}/${OTHER}`,
      `root/${ORGANIZATION}/${ROOT}`,
      `ou/${ORGANIZATION}/${UNIT}`,
    ];
    for (const part of parts) {
      const denied = new RegExp(`perform: organizations:MoveAccount on resource: ${ARNS}:${part} because`);
      await assert.rejects(h.ask(mover, "MoveAccount", input), denied);
      await h.allow("mover", { Action: "organizations:MoveAccount", Resource: `${ARNS}:${part}` });
    }
    await h.ask(mover, "MoveAccount", input);
  });
});

describe("leaving and removing", () => {
  const leave = () => h.ask(h.member, "LeaveOrganization", {});
  const remove = (AccountId: string) => h.ask(h.management, "RemoveAccountFromOrganization", { AccountId });

  test("whoever left stands alone, with its role and without its tags", async () => {
    await h.ask(h.management, "TagResource", { ResourceId: MEMBER, Tags: [{ Key: "a", Value: "b" }] });
    assert.deepEqual(await leave(), {});
    await assert.rejects(h.ask(h.member, "DescribeOrganization", {}), {
      code: "AWSOrganizationsNotInUseException",
    });
    await assert.rejects(remove(MEMBER), { code: "AccountNotFoundException" });
    assert.deepEqual(await remove(OTHER), {});
    assert.equal(await h.read((tx) => tx.organizationMembers.count(ORGANIZATION)), 1);
  });

  test("the management account cannot", async () => {
    await Promise.all(
      [remove(h.accountId), h.ask(h.management, "LeaveOrganization", {})].map((call) =>
        assert.rejects(call, { code: "MasterCannotLeaveOrganizationException" }),
      ),
    );
    await refuses(
      h.ask(h.member, "RemoveAccountFromOrganization", { AccountId: OTHER }),
      "AccessDeniedException",
      DENIED,
    );
  });

  test("who administers a service cannot, nor who is closed", async () => {
    const ServicePrincipal = "sso.amazonaws.com";
    await h.ask(h.management, "EnableAWSServiceAccess", { ServicePrincipal });
    await h.ask(h.management, "RegisterDelegatedAdministrator", { AccountId: MEMBER, ServicePrincipal });
    for (const call of [
      leave,
      () => remove(MEMBER),
      () => h.ask(h.management, "CloseAccount", { AccountId: MEMBER }),
    ]) {
      await refuses(
        call(),
        "ConstraintViolationException",
        "You cannot remove an account that is a delegated administrator from your organization. Deregister it first.",
      );
    }
    await h.ask(h.management, "CloseAccount", { AccountId: OTHER });
    await refuses(
      remove(OTHER),
      "ConstraintViolationException",
      "You cannot remove a closed account from your organization.",
    );
  });
});

describe("CloseAccount", () => {
  const close = (AccountId: string) => h.ask(h.management, "CloseAccount", { AccountId });

  test("the account stays listed for 90 days", async () => {
    assert.deepEqual(await close(MEMBER), {});
    const { State, Status } = await describeAccount(MEMBER);
    assert.deepEqual([State, Status], ["CLOSED", "SUSPENDED"]);
    assert.equal((await h.read((tx) => tx.accounts.byId(MEMBER)))!.closedAt, h.now());
    await assert.rejects(close(MEMBER), { code: "AccountAlreadyClosedException" });
    h.advance(90 * DAY_MS);
    await assert.rejects(describeAccount(MEMBER), { code: "AccountNotFoundException" });
    const { Accounts } = await h.ask(h.management, "ListAccounts", {});
    assert.ok(!Accounts!.some(({ Id }) => Id === MEMBER));
  });

  test("is limited in 30 days, and refused for the management account and without all features", async () => {
    await refuses(
      close(h.accountId),
      "ConstraintViolationException",
      "You cannot close the management account of an organization.",
    );
    await close(MEMBER);
    await refuses(
      close(OTHER),
      "ConstraintViolationException",
      "You have exceeded close account quota for the past 30 days.",
    );
    h.advance(30 * DAY_MS);
    await h.change({ featureSet: "CONSOLIDATED_BILLING" });
    await refuses(
      close(OTHER),
      "ConstraintViolationException",
      "The request failed because the organization does not have all features enabled. Please enable all features in your organization and then retry.",
    );
    await h.change({ featureSet: "ALL" });
    await close(OTHER);
  });
});

describe("CreateAccount", () => {
  const create = async (more: object = {}) =>
    (
      await h.ask(h.management, "CreateAccount", {
        Email: "new@example.com",
        AccountName: "New One",
        ...more,
      })
    ).CreateAccountStatus!;
  const complete = (id: string) =>
    h.store.write((tx) =>
      completeAccountCreation({ tx, env: h.env, now: h.now() }, toOrganizationId("accountRequest", id)),
    );
  const statusOf = async (CreateAccountRequestId: string) =>
    (await h.ask(h.management, "DescribeCreateAccountStatus", { CreateAccountRequestId }))
      .CreateAccountStatus!;

  test("is answered at once, and makes account, place and roles when it is completed", async () => {
    await h.ask(h.management, "EnablePolicyType", { RootId: ROOT, PolicyType: "SERVICE_CONTROL_POLICY" });
    const asked = await create({ RoleName: "Admin", Tags: [{ Key: "team", Value: "a" }] });
    assert.match(asked.Id!, /^car-[0-9a-f]{32}$/);
    assert.deepEqual(asked, {
      Id: asked.Id,
      AccountName: "New One",
      State: "IN_PROGRESS",
      RequestedTimestamp: new Date(h.now()),
    });
    h.advance(3000);
    assert.equal(await complete(asked.Id!), true);
    const done = await statusOf(asked.Id!);
    const id = toAccountId(done.AccountId!);
    assert.deepEqual(done, {
      ...asked,
      State: "SUCCEEDED",
      CompletedTimestamp: new Date(h.now()),
      AccountId: id,
    });
    const account = await describeAccount(id);
    assert.deepEqual(
      [account.Name, account.Email, account.JoinedMethod, account.Paths],
      ["New One", "new@example.com", "CREATED", [`${ORGANIZATION}/${ROOT}/${id}/`]],
    );
    await h.read(async (tx) => {
      const role = await tx.roles.byName(id, "Admin");
      assert.deepEqual(JSON.parse(role!.trustPolicy).Statement, [
        { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${h.accountId}:root` }, Action: "sts:AssumeRole" },
      ]);
      const attached = await tx.attachments.ofOwner(role!.id);
      assert.deepEqual(
        attached.map(({ policyArn }) => policyArn),
        ["arn:aws:iam::aws:policy/AdministratorAccess"],
      );
      assert.ok(await tx.roles.byName(id, "AWSServiceRoleForOrganizations"));
      assert.deepEqual((await tx.organizationMembers.ofAccount(id))!.tags, [{ key: "team", value: "a" }]);
      const policies = await tx.organizationAttachments.ofTarget(id);
      assert.deepEqual(
        policies.map(({ policyId }) => policyId),
        ["p-FullAWSAccess"],
      );
    });
    assert.equal(await complete(asked.Id!), false);
  });

  test("what cannot be made is told when it is completed", async () => {
    const cases = [
      ["root@444444444444.EXAMPLE", "EMAIL_ALREADY_EXISTS"],
      ["a(b@example.com", "INVALID_EMAIL"],
    ] as const;
    for (const [Email, reason] of cases) {
      const { Id: id } = await create({ Email });
      await complete(id!);
      const { State, FailureReason, AccountId } = await statusOf(id!);
      assert.deepEqual([State, FailureReason, AccountId], ["FAILED", reason, undefined]);
    }
    const { CreateAccountStatuses } = await h.ask(h.management, "ListCreateAccountStatus", {
      States: ["FAILED"],
    });
    assert.equal(CreateAccountStatuses!.length, 2);
    const others = await h.ask(h.management, "ListCreateAccountStatus", { States: ["SUCCEEDED"] });
    assert.deepEqual(others.CreateAccountStatuses, []);
    await assert.rejects(statusOf("car-00000000"), { code: "CreateAccountStatusNotFoundException" });
  });

  test("an account that was created stays four days", async () => {
    const { Id: id } = await create();
    await complete(id!);
    const AccountId = (await statusOf(id!)).AccountId!;
    const remove = () => h.ask(h.management, "RemoveAccountFromOrganization", { AccountId });
    h.advance(4 * DAY_MS - 1);
    await refuses(
      remove(),
      "ConstraintViolationException",
      "This operation requires a wait period.  Try again later.",
    );
    h.advance(1);
    await remove();
  });

  test("requests and open invitations count as accounts", async () => {
    await create({ Email: "one@example.com" });
    const Target = { Type: "EMAIL", Id: "someone@example.com" } as const;
    await h.ask(h.management, "InviteAccountToOrganization", { Target });
    await refuses(
      create(),
      "ConstraintViolationException",
      "You have exceeded the allowed number of AWS accounts.",
    );
    const Other = { Type: "EMAIL", Id: "another@example.com" } as const;
    await refuses(
      h.ask(h.management, "InviteAccountToOrganization", { Target: Other }),
      "HandshakeConstraintViolationException",
      "You have exceeded the allowed number of AWS accounts.",
    );
  });

  test("so many at a time, and so many in 90 days", async () => {
    await h.close();
    h = await createOrganization({ AccountCreationsInProgress: 1, AccountRequestsKept: 2, Accounts: 20 });
    const limited = "You have exceeded the number of accounts that you can create at once.";
    for (const Email of ["a(b@example.com", "c(d@example.com"]) {
      const { Id: id } = await create({ Email });
      await refuses(create(), "ConstraintViolationException", limited);
      await complete(id!);
    }
    await refuses(create(), "ConstraintViolationException", limited);
    h.advance(90 * DAY_MS + 1);
    await create();
  });

  test("the name of the role is not one of AWS's own; GovCloud is not to be had", async () => {
    for (const RoleName of ["AWSServiceRoleForMe", "awsservicerolefororganizations"])
      await assert.rejects(create({ RoleName }), /AWSServiceRoleFor/);
    await refuses(
      h.ask(h.management, "CreateGovCloudAccount", { Email: "a@example.com", AccountName: "Gov" }),
      "ConstraintViolationException",
      "The management account is not enabled for AWS GovCloud (US).",
    );
  });
});
