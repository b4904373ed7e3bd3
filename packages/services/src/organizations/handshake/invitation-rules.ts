import type { Call } from "@rolecall/operations";
import type { OrganizationRecord, WriteTransaction } from "@rolecall/store";
import { refusal } from "../error.ts";
import { ORGANIZATIONS_QUOTAS } from "../quotas.ts";
import { hasRoomForAccount } from "../subject/account-room.ts";
import { findMigration } from "./all-features.ts";
import { handshakeConstraint } from "./handshake-constraint.ts";
import { SHOWN_WHEN_ENDED_MS } from "./handshake-state.ts";
import { type Invitee, isSameInvitee } from "./invitee.ts";

const DAY_MS = 24 * 3600 * 1000;

/** Source: Organizations User Guide, "Quotas and service limits", "Expiration times for handshakes". */
export const INVITATION_MS = 15 * DAY_MS;

type Asking = Pick<Call<unknown, WriteTransaction>, "tx" | "env" | "now">;

/**
 * Invitations that ended more than 30 days ago are deleted here: who sends some keeps what there is of them bounded.
 * @throws HandshakeConstraintViolationException, DuplicateHandshakeException
 */
export async function checkMayInvite(
  asking: Asking,
  organization: OrganizationRecord,
  recipient: Invitee["recipient"],
): Promise<void> {
  const { tx, now } = asking;
  const { id } = organization;
  if ((await findMigration(asking, id)) !== undefined) {
    throw handshakeConstraint("INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES");
  }
  const { recipientAccountId } = recipient;
  const place = recipientAccountId && (await tx.organizationMembers.ofAccount(recipientAccountId));
  if (place?.organizationId === id) throw handshakeConstraint("ALREADY_IN_AN_ORGANIZATION");
  const open = await tx.handshakes.open(id, "INVITE", now);
  if (open.some((other) => isSameInvitee(other, recipient))) throw refusal("DuplicateHandshakeException");
  await tx.handshakes.deleteEnded(id, "INVITE", now - SHOWN_WHEN_ENDED_MS);
  if (!(await hasRoomForAccount(asking, organization))) {
    throw handshakeConstraint("ACCOUNT_NUMBER_LIMIT_EXCEEDED");
  }
  await checkRate(asking, organization);
}

/** Source: Organizations User Guide, "Quotas and service limits", "Invitation attempts you can perform in a 24-hour period". */
async function checkRate({ tx, env, now }: Asking, { id }: OrganizationRecord): Promise<void> {
  const { Invitations, Accounts, HandshakesKept } = ORGANIZATIONS_QUOTAS.of(env);
  const sent = await tx.handshakes.countUnaccepted(id, "INVITE", now - DAY_MS);
  const kept = await tx.handshakes.count(id);
  if (sent >= Math.max(Invitations, Accounts) || kept >= HandshakesKept)
    throw handshakeConstraint("HANDSHAKE_RATE_LIMIT_EXCEEDED");
}
