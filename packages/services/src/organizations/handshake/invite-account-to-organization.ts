import { isAccountId } from "@rolecall/names";
import type { HandshakeResource } from "@rolecall/store";
import { calledBy, type Subject } from "../access/called-by.ts";
import { memberArn } from "../arns.ts";
import { organizations } from "../define.ts";
import { withNewTags } from "../subject/with-new-tags.ts";
import { tagsOfNew } from "../tag/tag-policy.ts";
import { handshakeToWire } from "./handshake-shape.ts";
import { checkMayInvite, INVITATION_MS } from "./invitation-rules.ts";
import { findInvitee } from "./invitee.ts";
import { insertHandshake, organizationParty, organizationResource } from "./new-handshake.ts";

interface Input {
  readonly Target: { readonly Id: string; readonly Type: "ACCOUNT" | "ORGANIZATION" | "EMAIL" };
}

/** The account that is invited, as if it were a member. Of an e-mail it is not told whose it is. */
const invitedAccount: Subject<Input, undefined, undefined> = {
  find: () => undefined,
  permission: ({ input }, _found, { organization }) => {
    const { Type: type, Id: id } = input.Target;
    return { resource: type === "ACCOUNT" && isAccountId(id) ? memberArn(organization, id) : "*" };
  },
  take: () => undefined,
};

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_InviteAccountToOrganization.html */
export const inviteAccountToOrganization = organizations.write("InviteAccountToOrganization", {
  on: calledBy("management", withNewTags(invitedAccount)),
  perform: async ({ call, target: { organization } }) => {
    const { tx, input, now } = call;
    const tags = await tagsOfNew(call, organization, { resource: "account", tags: input.Tags });
    const { party, recipient } = await findInvitee(tx, input.Target);
    await checkMayInvite(call, organization, recipient);
    const resources = [
      await organizationResource(call, organization),
      { type: party.type, value: party.id },
      ...notesOf(input.Notes),
    ];
    const handshake = await insertHandshake(call, organization, {
      action: "INVITE",
      state: "OPEN",
      ...recipient,
      parties: [organizationParty(organization), party],
      resources,
      tags,
      lastsMs: INVITATION_MS,
    });
    return { Handshake: handshakeToWire(organization, handshake, now) };
  },
});

export function notesOf(notes: string | undefined): readonly HandshakeResource[] {
  return notes === undefined ? [] : [{ type: "NOTES", value: notes }];
}
