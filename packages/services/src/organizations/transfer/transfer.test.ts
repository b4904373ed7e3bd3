import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import type { IdentifiedCaller } from "@rolecall/access";
import type { OrganizationsOperations } from "@rolecall/contracts";
import {
  ALONE,
  ARNS,
  createOrganization,
  ORGANIZATION,
  type OrganizationHarness,
} from "../organization.test-support.ts";
import { endOfMonth, startOfMonth } from "./month.ts";

let h: OrganizationHarness;
/** Of the organization that is paid for. */
let source: string;
beforeEach(async () => {
  h = await createOrganization({ InboundTransfers: 3 });
  source = await organizationOf(h.alone);
});
afterEach(() => h.close());

async function organizationOf(caller: IdentifiedCaller): Promise<string> {
  const { Organization } = await h.ask(caller, "CreateOrganization", {});
  return Organization!.Id!;
}

type Input = OrganizationsOperations["InviteOrganizationToTransferResponsibility"]["input"];

const SECOND_MS = 1000;
const DAY_MS = 24 * 3600 * SECOND_MS;
const nextMonth = () => new Date(startOfMonth(h.now(), 1));

const invite = async (more: Partial<Input> = {}, caller = h.management) => {
  const input = {
    Type: "BILLING",
    Target: { Type: "ACCOUNT", Id: ALONE },
    StartTimestamp: nextMonth(),
    SourceName: "Their bills",
    ...more,
  } as const;
  return (await h.ask(caller, "InviteOrganizationToTransferResponsibility", input)).Handshake!;
};
const idOf = ({ Resources }: Awaited<ReturnType<typeof invite>>) =>
  Resources!.find(({ Type }) => Type === "RESPONSIBILITY_TRANSFER")!.Value!;
const accept = (caller: IdentifiedCaller, { Id }: { readonly Id?: string | undefined }) =>
  h.ask(caller, "AcceptHandshake", { HandshakeId: Id! });
const transferOf = async (caller: IdentifiedCaller, Id: string) =>
  (await h.ask(caller, "DescribeResponsibilityTransfer", { Id })).ResponsibilityTransfer!;

describe("a transfer", () => {
  test("is asked for by who will pay, accepted by who is paid for, and ended by either", async () => {
    const handshake = await invite({ Notes: "Please" });
    assert.equal(handshake.State, "OPEN");
    assert.equal(handshake.ExpirationTimestamp!.getTime(), nextMonth().getTime() - DAY_MS);
    const id = idOf(handshake);
    const asked = await transferOf(h.management, id);
    assert.deepEqual(asked, {
      Arn: `${ARNS}:transfer/${ORGANIZATION}/billing/inbound/${id}`,
      Name: "Their bills",
      Id: id,
      Type: "BILLING",
      Status: "REQUESTED",
      Source: { ManagementAccountId: ALONE },
      Target: { ManagementAccountId: h.accountId, ManagementAccountEmail: `root@${h.accountId}.example` },
      StartTimestamp: nextMonth(),
      ActiveHandshakeId: handshake.Id,
    });
    await accept(h.alone, handshake);
    const seen = await transferOf(h.alone, id);
    assert.equal(seen.Arn, `arn:aws:organizations::${ALONE}:transfer/${source}/billing/outbound/${id}`);
    assert.deepEqual([seen.Status, seen.ActiveHandshakeId], ["ACCEPTED", undefined]);
    const inbound = await h.ask(h.management, "ListInboundResponsibilityTransfers", { Type: "BILLING" });
    assert.deepEqual(inbound.ResponsibilityTransfers, [await transferOf(h.management, id)]);
    const outbound = await h.ask(h.alone, "ListOutboundResponsibilityTransfers", { Type: "BILLING" });
    assert.deepEqual(outbound.ResponsibilityTransfers, [seen]);
    await assert.rejects(h.ask(h.alone, "DeleteOrganization", {}), {
      code: "ConstraintViolationException",
      details: { Reason: "ACTIVE_RESPONSIBILITY_TRANSFER_PROCESS" },
    });
    const ended = await h.ask(h.alone, "TerminateResponsibilityTransfer", { Id: id });
    assert.deepEqual(
      [ended.ResponsibilityTransfer!.Status, ended.ResponsibilityTransfer!.EndTimestamp],
      ["WITHDRAWN", new Date(endOfMonth(h.now(), 0))],
    );
    await assert.rejects(h.ask(h.management, "TerminateResponsibilityTransfer", { Id: id }), {
      code: "ResponsibilityTransferAlreadyInStatusException",
    });
    h.advance(32 * DAY_MS);
    await h.ask(h.alone, "DeleteOrganization", {});
  });

  test("goes with the organization that is paid for; its invitation leads nowhere then", async () => {
    const handshake = await invite();
    await h.ask(h.alone, "DeleteOrganization", {});
    await organizationOf(h.alone);
    await assert.rejects(accept(h.alone, handshake), { code: "InvalidHandshakeTransitionException" });
    await h.ask(h.management, "CancelHandshake", { HandshakeId: handshake.Id! });
  });

  test("is renamed by who asked for it", async () => {
    const id = idOf(await invite());
    const renamed = await h.ask(h.management, "UpdateResponsibilityTransfer", { Id: id, Name: "New" });
    assert.equal(renamed.ResponsibilityTransfer!.Name, "New");
    await assert.rejects(h.ask(h.alone, "UpdateResponsibilityTransfer", { Id: id, Name: "Mine" }), {
      details: { Reason: "UNSUPPORTED_ACTION_IN_RESPONSIBILITY_TRANSFER" },
    });
  });

  test("is declined, called off, or expires", async () => {
    const declined = await invite();
    await h.ask(h.alone, "DeclineHandshake", { HandshakeId: declined.Id! });
    const canceled = await invite();
    await h.ask(h.management, "CancelHandshake", { HandshakeId: canceled.Id! });
    const expired = await invite();
    h.advance(nextMonth().getTime() - DAY_MS - h.now());
    const states = await Promise.all(
      [declined, canceled, expired].map(async (each) => (await transferOf(h.management, idOf(each))).Status),
    );
    assert.deepEqual(states, ["DECLINED", "CANCELED", "EXPIRED"]);
    await assert.rejects(accept(h.alone, expired), { code: "InvalidHandshakeTransitionException" });
    await assert.rejects(h.ask(h.management, "TerminateResponsibilityTransfer", { Id: idOf(expired) }), {
      code: "InvalidResponsibilityTransferTransitionException",
    });
  });

  test("starts at the first of next month or of the one after", async () => {
    const cases = [
      [nextMonth().getTime() + SECOND_MS, "START_DATE_NOT_BEGINNING_OF_DAY"],
      [nextMonth().getTime() + DAY_MS, "START_DATE_NOT_BEGINNING_OF_MONTH"],
      [startOfMonth(h.now(), 0), "START_DATE_TOO_EARLY"],
      [startOfMonth(h.now(), 3), "START_DATE_TOO_LATE"],
    ] as const;
    for (const [start, Reason] of cases) {
      await assert.rejects(invite({ StartTimestamp: new Date(start) }), {
        code: "InvalidInputException",
        details: { Reason },
      });
    }
    await invite({ StartTimestamp: new Date(startOfMonth(h.now(), 2)) });
  });

  test("ends with this month or the next", async () => {
    const handshake = await invite();
    await accept(h.alone, handshake);
    const end = (time: number) =>
      h.ask(h.management, "TerminateResponsibilityTransfer", {
        Id: idOf(handshake),
        EndTimestamp: new Date(time),
      });
    const cases = [
      [endOfMonth(h.now(), 0) - 1, "END_DATE_NOT_END_OF_MONTH"],
      [endOfMonth(h.now(), -1), "END_DATE_TOO_EARLY"],
      [endOfMonth(h.now(), 2), "INVALID_END_DATE"],
    ] as const;
    for (const [time, Reason] of cases) await assert.rejects(end(time), { details: { Reason } });
    await end(endOfMonth(h.now(), 1));
  });
});

describe("limits of transfers", () => {
  test("one's own account, one that is asked already, one that is paid for already", async () => {
    await assert.rejects(invite({ Target: { Type: "ACCOUNT", Id: h.accountId } }), {
      details: { Reason: "SOURCE_AND_TARGET_CANNOT_MATCH" },
    });
    const handshake = await invite();
    await assert.rejects(invite(), { code: "DuplicateHandshakeException" });
    await accept(h.alone, handshake);
    await assert.rejects(invite(), { details: { Reason: "RESPONSIBILITY_TRANSFER_ALREADY_EXISTS" } });
  });

  test("so many can be inbound, one outbound, and they do not follow one another", async () => {
    for (const name of ["a", "b", "c"])
      await invite({ Target: { Type: "EMAIL", Id: `${name}@example.com` } });
    await assert.rejects(invite(), {
      details: { Reason: "RESPONSIBILITY_TRANSFER_MAX_INBOUND_QUOTA_VIOLATION" },
    });
    const third = await h.addAccount("555555555555");
    await organizationOf(third);
    const toThird = { Target: { Type: "ACCOUNT", Id: third.accountId } } as const;
    await accept(third, await invite(toThird, h.alone));
    const toAlone = await invite({}, third);
    await assert.rejects(accept(h.alone, toAlone), {
      details: { Reason: "RESPONSIBILITY_TRANSFER_MAX_LEVEL_VIOLATION" },
    });
  });

  test("only a management account accepts", async () => {
    const fourth = await h.addAccount("666666666666");
    const handshake = await invite({ Target: { Type: "ACCOUNT", Id: fourth.accountId } });
    await assert.rejects(accept(fourth, handshake), { code: "AWSOrganizationsNotInUseException" });
  });

  test("between others it is not there", async () => {
    const id = idOf(await invite());
    const third = await h.addAccount("555555555555");
    await organizationOf(third);
    await assert.rejects(transferOf(third, id), { code: "ResponsibilityTransferNotFoundException" });
    await assert.rejects(h.ask(third, "ListInboundResponsibilityTransfers", { Type: "BILLING", Id: id }), {
      code: "ResponsibilityTransferNotFoundException",
    });
  });
});
