import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import type { IdentifiedCaller } from "@rolecall/access";
import type { OrganizationsOperations } from "@rolecall/contracts";
import { toAccountId } from "@rolecall/names";
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
} from "../organization.test-support.ts";
import { isSameInvitee } from "./invitee.ts";

let h: OrganizationHarness;
beforeEach(async () => {
  h = await createOrganization({ Accounts: 6, Invitations: 4 });
});
afterEach(() => h.close());

const DAY_MS = 24 * 3600 * 1000;
const DENIED = "You don't have permissions to access this resource.";
const TO_ALONE = { Type: "ACCOUNT", Id: ALONE } as const;

type Invite = OrganizationsOperations["InviteAccountToOrganization"]["input"];

const invite = async (Target: Invite["Target"] = TO_ALONE, more: Partial<Invite> = {}) =>
  (await h.ask(h.management, "InviteAccountToOrganization", { Target, ...more })).Handshake!;
const answer = (
  caller: IdentifiedCaller,
  name: "AcceptHandshake" | "DeclineHandshake" | "CancelHandshake" | "DescribeHandshake",
  { Id: HandshakeId = "" }: { readonly Id?: string | undefined },
) => h.ask(caller, name, { HandshakeId });
const stateOf = async (handshake: { readonly Id?: string | undefined }) =>
  (await answer(h.management, "DescribeHandshake", handshake)).Handshake!.State;
const received = async (caller: IdentifiedCaller) =>
  (await h.ask(caller, "ListHandshakesForAccount", {})).Handshakes!.map(({ Id }) => Id);

describe("an invitation", () => {
  test("is open for 15 days, and tells of the organization", async () => {
    const handshake = await invite(TO_ALONE, { Notes: "Come in" });
    assert.match(handshake.Id!, /^h-[0-9a-f]{32}$/);
    assert.deepEqual(handshake, {
      Id: handshake.Id,
      Arn: `${ARNS}:handshake/${ORGANIZATION}/invite/${handshake.Id}`,
      Parties: [
        { Type: "ORGANIZATION", Id: ORGANIZATION },
        { Type: "ACCOUNT", Id: ALONE },
      ],
      State: "OPEN",
      RequestedTimestamp: new Date(h.now()),
      ExpirationTimestamp: new Date(h.now() + 15 * DAY_MS),
      Action: "INVITE",
      Resources: [
        {
          Type: "ORGANIZATION",
          Value: ORGANIZATION,
          Resources: [
            { Type: "MASTER_EMAIL", Value: `root@${h.accountId}.example` },
            { Type: "MASTER_NAME", Value: `account-${h.accountId}` },
            { Type: "ORGANIZATION_FEATURE_SET", Value: "ALL" },
          ],
        },
        { Type: "ACCOUNT", Value: ALONE },
        { Type: "NOTES", Value: "Come in" },
      ],
    });
    for (const caller of [h.management, h.member, h.alone]) {
      assert.deepEqual(await answer(caller, "DescribeHandshake", handshake), { Handshake: handshake });
    }
    assert.deepEqual(await received(h.alone), [handshake.Id]);
  });

  test("whoever accepts is a member under the root, with the tags of the invitation", async () => {
    await h.ask(h.management, "EnablePolicyType", { RootId: ROOT, PolicyType: "RESOURCE_CONTROL_POLICY" });
    const handshake = await invite(
      { Type: "EMAIL", Id: `ROOT@${ALONE}.example` },
      { Tags: [{ Key: "a", Value: "b" }] },
    );
    const { Handshake: accepted } = await answer(h.alone, "AcceptHandshake", handshake);
    assert.deepEqual(accepted, { ...handshake, State: "ACCEPTED" });
    await h.read(async (tx) => {
      const member = await tx.organizationMembers.ofAccount(ALONE);
      assert.deepEqual(
        [member!.parentId, member!.joinedMethod, member!.tags],
        [ROOT, "INVITED", [{ key: "a", value: "b" }]],
      );
      assert.ok(await tx.roles.byName(ALONE, "AWSServiceRoleForOrganizations"));
      assert.equal(await tx.roles.byName(ALONE, "OrganizationAccountAccessRole"), undefined);
      const attached = await tx.organizationAttachments.ofTarget(ALONE);
      assert.deepEqual(
        attached.map(({ policyId }) => policyId),
        ["p-RCPFullAWSAccess"],
      );
    });
    await assert.rejects(answer(h.alone, "AcceptHandshake", handshake), {
      code: "HandshakeAlreadyInStateException",
    });
    await assert.rejects(answer(h.management, "CancelHandshake", handshake), {
      code: "InvalidHandshakeTransitionException",
    });
    await assert.rejects(invite(), {
      code: "HandshakeConstraintViolationException",
      details: { Reason: "ALREADY_IN_AN_ORGANIZATION" },
    });
  });

  test("is answered by who is invited and called off by who invites; to others it is not there", async () => {
    const stranger = await h.addAccount("555555555555");
    const handshake = await invite();
    for (const name of ["AcceptHandshake", "DeclineHandshake"] as const) {
      await refuses(answer(h.management, name, handshake), "AccessDeniedException", DENIED);
      await refuses(answer(h.member, name, handshake), "AccessDeniedException", DENIED);
    }
    await refuses(answer(h.alone, "CancelHandshake", handshake), "AccessDeniedException", DENIED);
    for (const name of ["AcceptHandshake", "CancelHandshake", "DescribeHandshake"] as const) {
      await refuses(
        answer(stranger, name, handshake),
        "HandshakeNotFoundException",
        "You specified a handshake that doesn't exist.",
      );
    }
    assert.equal((await answer(h.alone, "DeclineHandshake", handshake)).Handshake!.State, "DECLINED");
    const second = await invite();
    await answer(h.management, "CancelHandshake", second);
    assert.equal(await stateOf(second), "CANCELED");
    await assert.rejects(answer(h.alone, "AcceptHandshake", second), {
      code: "InvalidHandshakeTransitionException",
    });
  });

  test("expires, and another one can follow; it is shown for 30 days more, and deleted by the next", async () => {
    const handshake = await invite();
    await assert.rejects(invite(), { code: "DuplicateHandshakeException" });
    h.advance(15 * DAY_MS);
    assert.equal(await stateOf(handshake), "EXPIRED");
    await assert.rejects(answer(h.alone, "AcceptHandshake", handshake), {
      code: "InvalidHandshakeTransitionException",
    });
    await answer(h.alone, "DeclineHandshake", await invite());
    h.advance(30 * DAY_MS);
    await assert.rejects(stateOf(handshake), { code: "HandshakeNotFoundException" });
    assert.deepEqual(await received(h.alone), []);
    h.advance(1);
    const last = await invite();
    const { items } = await h.read((tx) => tx.handshakes.ofRecipient(ALONE, { limit: 9 }));
    assert.deepEqual(
      items.map(({ id }) => id),
      [last.Id],
    );
  });

  test("may go to an e-mail that no account has; the account that has it later finds it", async () => {
    const handshake = await invite({ Type: "EMAIL", Id: "root@666666666666.example" });
    await assert.rejects(invite({ Type: "EMAIL", Id: "ROOT@666666666666.example" }), {
      code: "DuplicateHandshakeException",
    });
    const late = await h.addAccount("666666666666");
    assert.deepEqual(await received(late), [handshake.Id]);
    await answer(late, "AcceptHandshake", handshake);
    assert.ok(await h.read((tx) => tx.organizationMembers.ofAccount(toAccountId("666666666666"))));
  });

  test("who is invited has to be an account", async () => {
    const cases = [
      [{ Type: "ACCOUNT", Id: "12345" }, "INVALID_PATTERN"],
      [{ Type: "ACCOUNT", Id: "999999999999" }, "INVALID_PARTY_TYPE_TARGET"],
      [{ Type: "EMAIL", Id: "nobody" }, "INVALID_EMAIL_ADDRESS_TARGET"],
      [{ Type: "ORGANIZATION", Id: ORGANIZATION }, "INVALID_PARTY_TYPE_TARGET"],
    ] as const;
    for (const [target, Reason] of cases) {
      await assert.rejects(invite(target), { code: "InvalidInputException", details: { Reason } });
    }
  });

  test("a day has its number of them; those that were accepted do not count", async () => {
    const target = (number: number) => ({ Type: "EMAIL", Id: `a${number}@example.com` }) as const;
    await answer(h.alone, "AcceptHandshake", await invite());
    for (let number = 1; number <= 6; number += 1) {
      await answer(h.management, "CancelHandshake", await invite(target(number)));
    }
    await assert.rejects(invite(target(7)), {
      code: "HandshakeConstraintViolationException",
      details: { Reason: "HANDSHAKE_RATE_LIMIT_EXCEEDED" },
    });
    h.advance(DAY_MS);
    await invite(target(7));
  });
});

test("no more handshakes are kept than a limit, whoever comes and goes", async () => {
  await h.close();
  h = await createOrganization({ HandshakesKept: 3 });
  for (let times = 0; times < 3; times += 1) {
    await answer(h.alone, "AcceptHandshake", await invite());
    await h.ask(h.alone, "LeaveOrganization", {});
  }
  await assert.rejects(invite(), { details: { Reason: "HANDSHAKE_RATE_LIMIT_EXCEEDED" } });
  h.advance(30 * DAY_MS + 1);
  await invite();
});

describe("an account of another organization", () => {
  /** The account that stood alone makes one of its own, and invites a member of the first. */
  async function otherOrganization() {
    await h.ask(h.alone, "CreateOrganization", {});
    const { Handshake } = await h.ask(h.alone, "InviteAccountToOrganization", {
      Target: { Type: "ACCOUNT", Id: MEMBER },
    });
    return Handshake!;
  }

  test("goes straight over, where it may leave", async () => {
    const handshake = await otherOrganization();
    const mover = await h.addUser(MEMBER, "mover", [
      "organizations:AcceptHandshake",
      "iam:CreateServiceLinkedRole",
    ]);
    await assert.rejects(
      answer(mover, "AcceptHandshake", handshake),
      /not authorized to perform: organizations:LeaveOrganization/,
    );
    await answer(h.member, "AcceptHandshake", handshake);
    const member = await h.read((tx) => tx.organizationMembers.ofAccount(MEMBER));
    assert.notEqual(member!.organizationId, ORGANIZATION);
    assert.equal(await h.read((tx) => tx.organizationMembers.count(ORGANIZATION)), 2);
  });

  test("a management account goes nowhere", async () => {
    await otherOrganization();
    const { Handshake } = await h.ask(h.alone, "InviteAccountToOrganization", {
      Target: { Type: "ACCOUNT", Id: h.accountId },
    });
    await assert.rejects(answer(h.management, "AcceptHandshake", Handshake!), {
      code: "MasterCannotLeaveOrganizationException",
    });
    assert.equal((await answer(h.alone, "DescribeHandshake", Handshake!)).Handshake!.State, "OPEN");
  });
});

describe("lists of handshakes", () => {
  test("are filtered by one thing at a time, and paged", async () => {
    const first = await invite();
    const second = await invite({ Type: "EMAIL", Id: "x@example.com" });
    const list = (input: OrganizationsOperations["ListHandshakesForOrganization"]["input"]) =>
      h.ask(h.management, "ListHandshakesForOrganization", input);
    const page = await list({ MaxResults: 1 });
    const rest = await list({ MaxResults: 1, NextToken: page.NextToken! });
    const ids = [...page.Handshakes!, ...rest.Handshakes!].map(({ Id }) => Id!);
    assert.deepEqual(ids, [first.Id!, second.Id!].toSorted());
    assert.deepEqual((await list({ Filter: { ActionType: "ENABLE_ALL_FEATURES" } })).Handshakes, []);
    const both = { ActionType: "INVITE", ParentHandshakeId: first.Id! } as const;
    await assert.rejects(list({ Filter: both }), {
      code: "InvalidInputException",
      details: { Reason: "MAX_LIMIT_EXCEEDED_FILTER" },
    });
  });
});

describe("at the same time", () => {
  const settle = async (calls: readonly Promise<unknown>[]) =>
    (await Promise.allSettled(calls)).map((result) =>
      result.status === "fulfilled" ? "done" : (result.reason as { code?: string }).code,
    );

  test("two invitations of one account: one is sent", async () => {
    const outcome = await settle([invite(), invite()]);
    assert.deepEqual(outcome.toSorted(), ["DuplicateHandshakeException", "done"]);
  });

  test("accepting and calling off: one wins", async () => {
    const handshake = await invite();
    const outcome = await settle([
      answer(h.alone, "AcceptHandshake", handshake),
      answer(h.management, "CancelHandshake", handshake),
    ]);
    assert.deepEqual(outcome.toSorted(), ["InvalidHandshakeTransitionException", "done"]);
    const isMember = (await h.read((tx) => tx.organizationMembers.ofAccount(ALONE))) !== undefined;
    assert.equal(isMember, (await stateOf(handshake)) === "ACCEPTED");
  });

  test("two organizations invite an account, which accepts both: it is in one", async () => {
    const rival = await h.addAccount("777777777777");
    await h.ask(rival, "CreateOrganization", {});
    const [ours, theirs] = await Promise.all([
      invite(),
      h.ask(rival, "InviteAccountToOrganization", { Target: TO_ALONE }),
    ]);
    const outcome = await settle([
      answer(h.alone, "AcceptHandshake", ours),
      answer(h.alone, "AcceptHandshake", theirs.Handshake!),
    ]);
    // Who accepts a second one goes straight over.
    assert.deepEqual(outcome, ["done", "done"]);
    const member = await h.read((tx) => tx.organizationMembers.ofAccount(ALONE));
    assert.ok(member);
    assert.equal((await h.read((tx) => tx.organizationMembers.count(member.organizationId))) > 1, true);
  });
});

test("invitations are to the same one by account where it is known, else by e-mail", () => {
  const one = { recipientAccountId: OTHER };
  assert.ok(isSameInvitee(one, { recipientAccountId: OTHER, recipientEmail: "a@b.c" }));
  assert.ok(!isSameInvitee(one, { recipientEmail: "a@b.c" }));
  assert.ok(!isSameInvitee({ recipientEmail: "a@b.c" }, one));
  assert.ok(isSameInvitee({ recipientEmail: "A@b.c" }, { recipientEmail: "a@B.C" }));
});
