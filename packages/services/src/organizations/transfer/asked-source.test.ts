/** Whoever is asked to let its organization be paid for: what is told of it before it answers. */
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { IdentifiedCaller } from "@rolecall/access";
import type { OrganizationsOperations } from "@rolecall/contracts";
import { createHarness, type Harness } from "../../harness.test-support.ts";
import { organizationsService } from "../index.ts";
import { startOfMonth } from "./month.ts";

let h: Harness<OrganizationsOperations>;
let source: IdentifiedCaller;
beforeEach(async () => {
  h = await createHarness<OrganizationsOperations>(organizationsService, { InboundTransfers: 2 });
  source = await h.addAccount("222222222222");
  for (const caller of [h.root, source]) await h.ask(caller, "CreateOrganization", {});
});
afterEach(() => h.close());

/** The root's organization asks to pay for the source's; answers the handshake's id. */
async function invite(): Promise<string> {
  const { Handshake } = await h.ask(h.root, "InviteOrganizationToTransferResponsibility", {
    Type: "BILLING",
    Target: { Type: "ACCOUNT", Id: source.accountId },
    StartTimestamp: new Date(startOfMonth(h.now(), 2)),
    SourceName: "acquired",
  });
  return Handshake?.Id ?? "";
}

async function inbound() {
  const { ResponsibilityTransfers = [] } = await h.ask(h.root, "ListInboundResponsibilityTransfers", {
    Type: "BILLING",
  });
  return ResponsibilityTransfers;
}

test("the e-mail of an account that was asked by its number is not told before it accepts", async () => {
  const HandshakeId = await invite();
  const sources = async () => (await inbound()).map(({ Source }) => Source);
  assert.deepEqual(await sources(), [{ ManagementAccountId: source.accountId }]);
  await h.ask(source, "AcceptHandshake", { HandshakeId });
  const email = `root@${source.accountId}.example`;
  assert.deepEqual(await sources(), [
    { ManagementAccountId: source.accountId, ManagementAccountEmail: email },
  ]);
});
