/**
 * An organization enables all features once each invited member has approved. The management account holds the parent handshake,
 * each of these members a child; the parent is open when all children are accepted. Source: Organizations User Guide, "Enabling
 * all features for an organization", whose transcripts call the parent ENABLE_ALL_FEATURES and the children APPROVE_ALL_FEATURES.
 */
import type { AccountId, OrganizationId } from "@rolecall/names";
import type { Call } from "@rolecall/operations";
import type { HandshakeRecord, OrganizationRecord, ReadTransaction, WriteTransaction } from "@rolecall/store";
import { finishHandshake, stateAt } from "./handshake-state.ts";

type Reading = Pick<Call<unknown, ReadTransaction>, "tx" | "now">;
type Changing = Pick<Call<unknown, WriteTransaction>, "tx" | "now">;

/** The parent that is under way, if any. */
export async function findMigration(
  { tx, now }: Reading,
  organizationId: OrganizationId,
): Promise<HandshakeRecord | undefined> {
  const [parent] = await tx.handshakes.open(organizationId, "ENABLE_ALL_FEATURES", now);
  return parent;
}

/** Opens the parent once nobody has to approve any more. */
export async function openWhenApproved({ tx }: Changing, parent: HandshakeRecord): Promise<void> {
  if (parent.state !== "REQUESTED") return;
  for (const child of await tx.handshakes.ofParent(parent.id)) {
    if (child.state !== "ACCEPTED" && (await isStillAsked(tx, child))) return;
  }
  await tx.handshakes.update({ ...parent, state: "OPEN" });
}

/** Whoever has left since, or was closed, has not to approve. INVARIANT: a child that was called off was not approved. */
async function isStillAsked(tx: ReadTransaction, child: HandshakeRecord): Promise<boolean> {
  const { recipientAccountId: id, organizationId } = child;
  if (id === undefined) throw new Error(`Nobody is asked by ${child.id}.`);
  const [member, account] = await Promise.all([tx.organizationMembers.ofAccount(id), tx.accounts.byId(id)]);
  return member?.organizationId === organizationId && account?.closedAt === undefined;
}

/** A child was accepted. */
export async function approve(call: Changing, child: HandshakeRecord): Promise<void> {
  const parent = await findMigration(call, child.organizationId);
  if (parent !== undefined && parent.id === child.parentHandshakeId) await openWhenApproved(call, parent);
}

/** The parent was accepted. */
export async function finishMigration({ tx }: Changing, organization: OrganizationRecord): Promise<void> {
  await tx.organizations.update({ ...organization, featureSet: "ALL" });
}

/** The parent was called off or refused: nobody has to approve any more. */
export async function endMigration(call: Changing, parent: HandshakeRecord): Promise<void> {
  for (const child of await call.tx.handshakes.ofParent(parent.id)) {
    if (stateAt(child, call.now) === "OPEN") await finishHandshake(call, child, "CANCELED");
  }
}

/** An account that has left or was closed has nothing to approve any more. */
export async function withdrawApproval(
  call: Changing,
  organizationId: OrganizationId,
  accountId: AccountId,
): Promise<void> {
  const parent = await findMigration(call, organizationId);
  if (parent === undefined) return;
  for (const child of await call.tx.handshakes.ofParent(parent.id)) {
    const isOpen = stateAt(child, call.now) === "OPEN";
    if (isOpen && child.recipientAccountId === accountId) await finishHandshake(call, child, "CANCELED");
  }
  await openWhenApproved(call, parent);
}
