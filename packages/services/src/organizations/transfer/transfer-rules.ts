import type { Call } from "@rolecall/operations";
import type { OrganizationRecord, WriteTransaction } from "@rolecall/store";
import { constraintViolation, refusal } from "../error.ts";
import { handshakeConstraint } from "../handshake/handshake-constraint.ts";
import { type Invitee, isSameInvitee } from "../handshake/invitee.ts";
import { ORGANIZATIONS_QUOTAS } from "../quotas.ts";
import { activeTransfers } from "./list-transfers.ts";
import { levelsFrom } from "./transfer-levels.ts";
import { isInForce } from "./transfer-state.ts";

type Asking = Pick<Call<unknown, WriteTransaction>, "tx" | "env" | "now">;

/**
 * Of the organization that will pay.
 * @throws ConstraintViolationException, HandshakeConstraintViolationException, DuplicateHandshakeException
 */
export async function checkMayInviteSource(
  { tx, env, now }: Asking,
  organization: OrganizationRecord,
  recipient: Invitee["recipient"],
): Promise<void> {
  const { id, featureSet, managementAccountId } = organization;
  if (featureSet !== "ALL") throw constraintViolation("ORGANIZATION_NOT_IN_ALL_FEATURES_MODE");
  const { recipientAccountId } = recipient;
  if (recipientAccountId === managementAccountId) throw handshakeConstraint("SOURCE_AND_TARGET_CANNOT_MATCH");
  const open = await tx.handshakes.open(id, "TRANSFER_RESPONSIBILITY", now);
  if (open.some((other) => isSameInvitee(other, recipient))) throw refusal("DuplicateHandshakeException");
  const inbound = await activeTransfers(tx, "inbound", id, now);
  const isThere = inbound.some(
    ({ sourceAccountId }) => sourceAccountId !== undefined && sourceAccountId === recipientAccountId,
  );
  if (isThere) throw handshakeConstraint("RESPONSIBILITY_TRANSFER_ALREADY_EXISTS");
  const { InboundTransfers, TransfersInTotal } = ORGANIZATIONS_QUOTAS.of(env);
  if (inbound.length >= TransfersInTotal) {
    throw constraintViolation("RESPONSIBILITY_TRANSFER_MAX_TRANSFERS_QUOTA_VIOLATION");
  }
  if (inbound.length >= InboundTransfers) {
    throw constraintViolation("RESPONSIBILITY_TRANSFER_MAX_INBOUND_QUOTA_VIOLATION");
  }
}

/** Of the organization that is paid for, and of what would come of both together. @throws ConstraintViolationException */
export async function checkMayAcceptTransfer(
  asking: Asking,
  source: OrganizationRecord,
  target: OrganizationRecord,
): Promise<void> {
  const { tx, env, now } = asking;
  if (source.featureSet !== "ALL") throw constraintViolation("ORGANIZATION_NOT_IN_ALL_FEATURES_MODE");
  const { OutboundTransfers, TransferLevels } = ORGANIZATIONS_QUOTAS.of(env);
  const outbound = await activeTransfers(tx, "outbound", source.id, now);
  if (outbound.filter((transfer) => isInForce(transfer, now)).length >= OutboundTransfers) {
    throw constraintViolation("RESPONSIBILITY_TRANSFER_MAX_OUTBOUND_QUOTA_VIOLATION");
  }
  const above = await levelsFrom(asking, target.id, "outbound", TransferLevels);
  const below = await levelsFrom(asking, source.id, "inbound", TransferLevels);
  if (above + 1 + below > TransferLevels) {
    throw constraintViolation("RESPONSIBILITY_TRANSFER_MAX_LEVEL_VIOLATION");
  }
}
