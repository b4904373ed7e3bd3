import assert from "node:assert/strict";
import { before, test } from "node:test";
import {
  AcceptHandshakeCommand,
  CancelHandshakeCommand,
  DeclineHandshakeCommand,
  DescribeHandshakeCommand,
  type Handshake,
  InviteAccountToOrganizationCommand,
  ListHandshakesForAccountCommand,
  ListHandshakesForOrganizationCommand,
  type OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { assertRefused } from "../installation/refusal.ts";
import { ALONE, keysIn, MANAGEMENT, onEachEngine } from "./organization.ts";

/** Invitations and their answers, by AWS's client, on each engine. */
onEachEngine((organization) => {
  let management: OrganizationsClient;
  let alone: OrganizationsClient;
  before(() => {
    management = organization().clients(keysIn(MANAGEMENT)).organizations;
    alone = organization().clients(keysIn(ALONE)).organizations;
  });

  async function invite(): Promise<Handshake & { readonly Id: string }> {
    const command = new InviteAccountToOrganizationCommand({ Target: { Type: "ACCOUNT", Id: ALONE } });
    const { Handshake } = await management.send(command);
    assert.ok(Handshake?.Id);
    return { ...Handshake, Id: Handshake.Id };
  }
  const outcomesOf = async (calls: readonly Promise<unknown>[]) =>
    (await Promise.allSettled(calls))
      .map((one) => (one.status === "fulfilled" ? "done" : (one.reason as Error).name))
      .toSorted();

  test("an invitation is declined, called off, and seen by both sides", async () => {
    const declined = await invite();
    assert.equal(declined.State, "OPEN");
    assert.ok(declined.ExpirationTimestamp instanceof Date);
    await assertRefused(invite(), { code: "DuplicateHandshakeException", status: 400 });
    await alone.send(new DeclineHandshakeCommand({ HandshakeId: declined.Id }));
    const canceled = await invite();
    await management.send(new CancelHandshakeCommand({ HandshakeId: canceled.Id }));
    await assertRefused(alone.send(new AcceptHandshakeCommand({ HandshakeId: canceled.Id })), {
      code: "InvalidHandshakeTransitionException",
      status: 400,
    });
    const { Handshake: seen } = await alone.send(new DescribeHandshakeCommand({ HandshakeId: declined.Id }));
    assert.deepEqual(seen, { ...declined, State: "DECLINED" });
    const received = await alone.send(new ListHandshakesForAccountCommand({}));
    assert.deepEqual(
      received.Handshakes?.map(({ Id }) => Id).toSorted(),
      [declined.Id, canceled.Id].toSorted(),
    );
    const sent = await management.send(
      new ListHandshakesForOrganizationCommand({ Filter: { ActionType: "INVITE" } }),
    );
    assert.ok(sent.Handshakes?.some(({ Id }) => Id === canceled.Id));
  });

  test("of two invitations at the same time one is sent; of accepting and calling off one wins", async () => {
    assert.deepEqual(await outcomesOf([invite(), invite()]), ["DuplicateHandshakeException", "done"]);
    const { Handshakes } = await alone.send(new ListHandshakesForAccountCommand({}));
    const HandshakeId = Handshakes?.find(({ State }) => State === "OPEN")?.Id;
    const outcomes = await outcomesOf([
      alone.send(new AcceptHandshakeCommand({ HandshakeId })),
      management.send(new CancelHandshakeCommand({ HandshakeId })),
    ]);
    assert.deepEqual(outcomes, ["InvalidHandshakeTransitionException", "done"]);
  });
});
