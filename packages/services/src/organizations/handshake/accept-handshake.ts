import type { Requirement } from "@rolecall/access";
import type { Call, On } from "@rolecall/operations";
import type { HandshakeAction, ReadTransaction, WriteTransaction } from "@rolecall/store";
import { organizations } from "../define.ts";
import { needOrganizationsRole } from "../subject/organizations-role.ts";
import { acceptTransfer } from "../transfer/answer-transfer.ts";
import { acceptInvitation } from "./accept-invitation.ts";
import { approve, finishMigration } from "./all-features.ts";
import { handshakeToWire } from "./handshake-shape.ts";
import { checkTransition, finishHandshake } from "./handshake-state.ts";
import { type KnownHandshake, receivedHandshake } from "./known-handshake.ts";

type Consequence = (call: Call<unknown, WriteTransaction>, accepted: KnownHandshake) => Promise<void>;

/** What comes of it. */
const CONSEQUENCES: Readonly<Record<HandshakeAction, Consequence>> = {
  INVITE: acceptInvitation,
  ENABLE_ALL_FEATURES: (call, { organization }) => finishMigration(call, organization),
  APPROVE_ALL_FEATURES: (call, { handshake }) => approve(call, handshake),
  async ADD_ORGANIZATIONS_SERVICE_LINKED_ROLE(call, { handshake }) {
    await needOrganizationsRole(call);
    await approve(call, handshake);
  },
  TRANSFER_RESPONSIBILITY: acceptTransfer,
};

/** Who is in another organization leaves it by that, and has to be permitted to. */
const acceptedHandshake: On<
  { readonly HandshakeId: string },
  { readonly known: KnownHandshake | undefined; readonly leaves: boolean },
  KnownHandshake
> = {
  async find(call) {
    const known = await receivedHandshake.find(call);
    return { known, leaves: known?.handshake.action === "INVITE" && (await isMember(call)) };
  },
  permission: (call, { known }) => receivedHandshake.permission(call, known),
  also: (_call, { leaves }): readonly Requirement[] =>
    leaves ? [{ action: "organizations:LeaveOrganization", resource: "*" }] : [],
  take: ({ known }, call) => receivedHandshake.take(known, call),
};

async function isMember({ tx, caller }: Call<unknown, ReadTransaction>): Promise<boolean> {
  return (await tx.organizationMembers.ofAccount(caller.accountId)) !== undefined;
}

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_AcceptHandshake.html */
export const acceptHandshake = organizations.write("AcceptHandshake", {
  on: acceptedHandshake,
  perform: async ({ call, target: known }) => {
    const { now } = call;
    checkTransition(known.handshake, "ACCEPTED", now);
    const handshake = await finishHandshake(call, known.handshake, "ACCEPTED");
    await CONSEQUENCES[handshake.action](call, { ...known, handshake });
    return { Handshake: handshakeToWire(known.organization, handshake, now) };
  },
});
