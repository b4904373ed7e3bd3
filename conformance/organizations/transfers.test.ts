import assert from "node:assert/strict";
import { before, test } from "node:test";
import {
  AcceptHandshakeCommand,
  CreateOrganizationCommand,
  DescribeResponsibilityTransferCommand,
  InviteOrganizationToTransferResponsibilityCommand,
  ListInboundResponsibilityTransfersCommand,
  ListOutboundResponsibilityTransfersCommand,
  type OrganizationsClient,
  TerminateResponsibilityTransferCommand,
  UpdateResponsibilityTransferCommand,
} from "@aws-sdk/client-organizations";
import { assertRefused } from "../installation/refusal.ts";
import { ALONE, keysIn, MANAGEMENT, MEMBER, onEachEngine } from "./organization.ts";

function firstOfMonth(monthsLater: number): Date {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + monthsLater));
}

const Type = "BILLING";

/** Bills that one organization passes on to another, by AWS's client, on each engine. */
onEachEngine(
  (organization) => {
    let target: OrganizationsClient;
    let source: OrganizationsClient;
    before(async () => {
      target = organization().clients(keysIn(MANAGEMENT)).organizations;
      source = organization().clients(keysIn(ALONE)).organizations;
      await source.send(new CreateOrganizationCommand({}));
    });

    test("a transfer from its invitation to its end", async () => {
      const { Handshake } = await target.send(
        new InviteOrganizationToTransferResponsibilityCommand({
          Type,
          Target: { Type: "ACCOUNT", Id: ALONE },
          // So long ahead that it can be accepted on every day of a month.
          StartTimestamp: firstOfMonth(2),
          SourceName: "Their bills",
        }),
      );
      const Id = Handshake?.Resources?.find((one) => one.Type === "RESPONSIBILITY_TRANSFER")?.Value;
      await source.send(new AcceptHandshakeCommand({ HandshakeId: Handshake?.Id }));
      await target.send(new UpdateResponsibilityTransferCommand({ Id, Name: "Bills" }));
      const described = await target.send(new DescribeResponsibilityTransferCommand({ Id }));
      const transfer = described.ResponsibilityTransfer;
      assert.deepEqual([transfer?.Name, transfer?.Status], ["Bills", "ACCEPTED"]);
      assert.deepEqual(transfer?.StartTimestamp, firstOfMonth(2));
      const inbound = await target.send(new ListInboundResponsibilityTransfersCommand({ Type }));
      assert.deepEqual(inbound.ResponsibilityTransfers, [transfer]);
      const outbound = await source.send(new ListOutboundResponsibilityTransfersCommand({ Type }));
      assert.match(outbound.ResponsibilityTransfers?.[0]?.Arn ?? "", /\/billing\/outbound\/rt-/);
      const ended = await source.send(new TerminateResponsibilityTransferCommand({ Id }));
      assert.equal(ended.ResponsibilityTransfer?.Status, "WITHDRAWN");
      assert.equal(ended.ResponsibilityTransfer?.EndTimestamp?.getTime(), firstOfMonth(1).getTime() - 1);
      const member = organization().clients(keysIn(MEMBER)).organizations;
      await assertRefused(member.send(new DescribeResponsibilityTransferCommand({ Id })), {
        code: "AccessDeniedException",
        message: "You don't have permissions to access this resource.",
      });
    });
  },
  ["--quota", "organizations.InboundTransfers=1"],
);
