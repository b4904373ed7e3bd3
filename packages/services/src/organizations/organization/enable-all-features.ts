import type { Call } from "@rolecall/operations";
import {
  eachPage,
  type HandshakeAction,
  type HandshakeRecord,
  type OrganizationRecord,
  type PageRequest,
  type WriteTransaction,
} from "@rolecall/store";
import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { constraintViolation } from "../error.ts";
import { findMigration, openWhenApproved } from "../handshake/all-features.ts";
import { handshakeConstraint } from "../handshake/handshake-constraint.ts";
import { handshakeToWire } from "../handshake/handshake-shape.ts";
import { finishHandshake } from "../handshake/handshake-state.ts";
import { insertHandshake, organizationParty } from "../handshake/new-handshake.ts";
import { withoutLongClosed } from "../subject/closed-member.ts";
import type { Member } from "../subject/member.ts";
import { hasOrganizationsRole } from "../subject/organizations-role.ts";
import { wholeOrganization } from "../subject/whole-organization.ts";

/** Source: Organizations User Guide, "Quotas and service limits", "Expiration times for handshakes". */
const MIGRATION_MS = 90 * 24 * 3600 * 1000;

/** Source: Organizations API Reference, ConstraintViolationException, ALL_FEATURES_MIGRATION_ORGANIZATION_SIZE_LIMIT_EXCEEDED. */
const MIGRATION_ACCOUNTS = 5000;

/**
 * Asks every invited member; with nobody to ask, the management account can finish at once. Open invitations are called off.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_EnableAllFeatures.html
 */
export const enableAllFeatures = organizations.write("EnableAllFeatures", {
  on: calledBy("management", wholeOrganization),
  perform: async ({ call, target: { organization } }) => {
    const { tx, now } = call;
    const { id, featureSet } = organization;
    if (featureSet === "ALL") throw handshakeConstraint("ORGANIZATION_ALREADY_HAS_ALL_FEATURES");
    if ((await findMigration(call, id)) !== undefined) {
      throw handshakeConstraint("ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION");
    }
    if ((await tx.organizationMembers.count(id)) > MIGRATION_ACCOUNTS) {
      throw constraintViolation("ALL_FEATURES_MIGRATION_ORGANIZATION_SIZE_LIMIT_EXCEEDED");
    }
    for (const invitation of await tx.handshakes.open(id, "INVITE", now)) {
      await finishHandshake(call, invitation, "CANCELED");
    }
    const parent = await startMigration(call, organization);
    return { Handshake: handshakeToWire(organization, parent, now) };
  },
});

type WriteCall = Call<unknown, WriteTransaction>;

async function startMigration(call: WriteCall, organization: OrganizationRecord): Promise<HandshakeRecord> {
  const own = { type: "ORGANIZATION", value: organization.id };
  const party = organizationParty(organization);
  const parent = await insertHandshake(call, organization, {
    action: "ENABLE_ALL_FEATURES",
    state: "REQUESTED",
    parties: [party],
    resources: [own],
    tags: [],
    lastsMs: MIGRATION_MS,
  });
  for (const { action, accountId } of await askedMembers(call, organization)) {
    await insertHandshake(call, organization, {
      action,
      state: "OPEN",
      recipientAccountId: accountId,
      parentHandshakeId: parent.id,
      parties: [party, { type: "ACCOUNT", id: accountId }],
      resources: [{ type: "PARENT_HANDSHAKE", value: parent.id }, own, { type: "ACCOUNT", value: accountId }],
      tags: [],
      lastsMs: MIGRATION_MS,
    });
  }
  await openWhenApproved(call, parent);
  return (await call.tx.handshakes.byId(parent.id)) ?? parent;
}

const MEMBERS_READ = 500;

async function askedMembers(call: WriteCall, { id, managementAccountId }: OrganizationRecord) {
  const asked: { readonly action: HandshakeAction; readonly accountId: Member["account"]["id"] }[] = [];
  const list = async (request: PageRequest) =>
    withoutLongClosed(await call.tx.organizationMembers.accounts(id, request), call.now);
  for await (const page of eachPage(list, MEMBERS_READ)) {
    for (const each of page) {
      const accountId = each.account.id;
      const action = accountId === managementAccountId ? undefined : await actionAskedOf(call, each);
      if (action !== undefined) asked.push({ action, accountId });
    }
  }
  return asked;
}

/** An account that was created here has agreed already; what it may lack is the role. Nothing is asked of a closed one. */
async function actionAskedOf(
  { tx }: WriteCall,
  { member, account }: Member,
): Promise<HandshakeAction | undefined> {
  if (account.closedAt !== undefined) return undefined;
  if (member.joinedMethod === "INVITED") return "APPROVE_ALL_FEATURES";
  return (await hasOrganizationsRole(tx, account.id)) ? undefined : "ADD_ORGANIZATIONS_SERVICE_LINKED_ROLE";
}
