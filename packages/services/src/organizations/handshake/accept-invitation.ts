import type { Call } from "@rolecall/operations";
import type { OrganizationRecord, WriteTransaction } from "@rolecall/store";
import { hasRoomForAccount } from "../subject/account-room.ts";
import { checkMayLeave, joinOrganization } from "../subject/membership.ts";
import { needOrganizationsRole } from "../subject/organizations-role.ts";
import { departOrganization } from "./depart-organization.ts";
import { handshakeConstraint } from "./handshake-constraint.ts";
import type { KnownHandshake } from "./known-handshake.ts";

type WriteCall = Call<unknown, WriteTransaction>;

/** The caller's account joins, straight from another organization too. Source: Organizations User Guide, "Migrating an account to another organization". */
export async function acceptInvitation(
  call: WriteCall,
  { handshake, organization }: KnownHandshake,
): Promise<void> {
  const { caller } = call;
  await leaveFormer(call, organization);
  // The invitation is accepted by now, and does not count any more.
  if (!(await hasRoomForAccount(call, organization)))
    throw handshakeConstraint("ACCOUNT_NUMBER_LIMIT_EXCEEDED");
  await needOrganizationsRole(call);
  const { accountId } = caller;
  await joinOrganization(call, organization, { accountId, joinedMethod: "INVITED", tags: handshake.tags });
}

async function leaveFormer(call: WriteCall, joined: OrganizationRecord): Promise<void> {
  const { tx, caller } = call;
  const member = await tx.organizationMembers.ofAccount(caller.accountId);
  if (member === undefined) return;
  if (member.organizationId === joined.id) throw handshakeConstraint("ALREADY_IN_AN_ORGANIZATION");
  const [former, account] = await Promise.all([
    tx.organizations.byId(member.organizationId),
    tx.accounts.byId(caller.accountId),
  ]);
  if (former === undefined || account === undefined)
    throw new Error(`${member.accountId} is a member of nothing.`);
  await checkMayLeave(call, former, { member, account });
  await departOrganization(call, member);
}
