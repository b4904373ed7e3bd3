import { isAccountId, newOrganizationId } from "@rolecall/names";
import type { Call } from "@rolecall/operations";
import type {
  HandshakeRecord,
  HandshakeResource,
  OrganizationRecord,
  ResponsibilityTransferRecord,
  WriteTransaction,
} from "@rolecall/store";
import { calledBy, type Subject } from "../access/called-by.ts";
import { memberArn } from "../arns.ts";
import { organizations } from "../define.ts";
import { handshakeToWire } from "../handshake/handshake-shape.ts";
import { notesOf } from "../handshake/invite-account-to-organization.ts";
import { findInvitee, type Invitee } from "../handshake/invitee.ts";
import { insertHandshake, organizationParty } from "../handshake/new-handshake.ts";
import { managementAccount } from "../organization/organization-shape.ts";
import { withNewTags } from "../subject/with-new-tags.ts";
import { ungovernedTags } from "../tag-rules.ts";
import { transfersOf } from "./known-transfer.ts";
import { checkStart } from "./transfer-dates.ts";
import { checkMayInviteSource } from "./transfer-rules.ts";
import { acceptedBefore } from "./transfer-state.ts";

interface Input {
  readonly Target: { readonly Id: string; readonly Type: "ACCOUNT" | "ORGANIZATION" | "EMAIL" };
}

const inbound = transfersOf("inbound");

/** The account that is invited, as if it were a member. Of an e-mail it is not told whose it is. */
const invitedSource: Subject<Input, undefined, undefined> = {
  ...inbound,
  permission: (call, found, place) => {
    const { Type: type, Id: id } = call.input.Target;
    const isKnown = type === "ACCOUNT" && isAccountId(id);
    return {
      ...inbound.permission(call, found, place),
      resource: isKnown ? memberArn(place.organization, id) : "*",
    };
  },
};

/**
 * The organization that will pay invites the one that is paid for.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_InviteOrganizationToTransferResponsibility.html
 */
export const inviteOrganizationToTransferResponsibility = organizations.write(
  "InviteOrganizationToTransferResponsibility",
  {
    on: calledBy("management", withNewTags(invitedSource)),
    perform: async ({ call, target: { organization } }) => {
      const { tx, env, input, now } = call;
      const tags = ungovernedTags(input.Tags, env);
      const startsAt = input.StartTimestamp.getTime();
      checkStart(startsAt, now);
      const invitee = await findInvitee(tx, input.Target);
      await checkMayInviteSource(call, organization, invitee.recipient);
      const id = newOrganizationId("transfer", env.random);
      const plan = { id, startsAt, notes: input.Notes };
      const handshake = await insertRequest(call, organization, invitee, plan);
      await tx.responsibilityTransfers.insert({
        id,
        targetOrganizationId: organization.id,
        targetAccountId: organization.managementAccountId,
        ...(await sourceOf(call, invitee)),
        name: input.SourceName,
        status: "REQUESTED",
        startsAt,
        handshakeId: handshake.id,
        tags,
      });
      return { Handshake: handshakeToWire(organization, handshake, now) };
    },
  },
);

type WriteCall = Call<unknown, WriteTransaction>;

interface Plan {
  readonly id: string;
  readonly startsAt: number;
  readonly notes: string | undefined;
}

async function insertRequest(
  call: WriteCall,
  organization: OrganizationRecord,
  { party, recipient }: Invitee,
  { id, startsAt, notes }: Plan,
): Promise<HandshakeRecord> {
  const { email, name } = await managementAccount(call.tx, organization);
  const resources: readonly HandshakeResource[] = [
    { type: "ORGANIZATION", value: organization.id },
    { type: party.type, value: party.id },
    { type: "RESPONSIBILITY_TRANSFER", value: id },
    { type: "TRANSFER_TYPE", value: "BILLING" },
    { type: "TRANSFER_START_TIMESTAMP", value: new Date(startsAt).toISOString() },
    { type: "MANAGEMENT_ACCOUNT", value: organization.managementAccountId },
    { type: "MANAGEMENT_EMAIL", value: email },
    { type: "MANAGEMENT_NAME", value: name },
    ...notesOf(notes),
  ];
  return insertHandshake(call, organization, {
    action: "TRANSFER_RESPONSIBILITY",
    state: "OPEN",
    ...recipient,
    parties: [organizationParty(organization), party],
    resources,
    tags: [],
    lastsMs: acceptedBefore(startsAt) - call.now,
  });
}

type Source = Pick<ResponsibilityTransferRecord, "sourceAccountId" | "sourceOrganizationId" | "sourceEmail">;

/** Whose organization an e-mail manages is not told to who invites it, before it accepts. */
async function sourceOf({ tx }: WriteCall, { recipient }: Invitee): Promise<Source> {
  const { recipientAccountId, recipientEmail } = recipient;
  if (recipientEmail !== undefined) return { sourceEmail: recipientEmail };
  if (recipientAccountId === undefined) return {};
  const managed = await tx.organizations.byManagementAccount(recipientAccountId);
  return {
    sourceAccountId: recipientAccountId,
    ...(managed !== undefined && { sourceOrganizationId: managed.id }),
  };
}
