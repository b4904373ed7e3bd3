/** What comes of an answer to the handshake of a transfer. A transfer goes with either organization, its handshake with the inviting one. */
import type { Call } from "@rolecall/operations";
import type { HandshakeRecord, TransferStatus, WriteTransaction } from "@rolecall/store";
import { placeOfCaller } from "../access/caller-place.ts";
import { refusal } from "../error.ts";
import type { KnownHandshake } from "../handshake/known-handshake.ts";
import { checkMayAcceptTransfer } from "./transfer-rules.ts";

/** @throws AWSOrganizationsNotInUseException, AccessDeniedException where the caller's account manages no organization; ConstraintViolationException */
export async function acceptTransfer(
  call: Call<unknown, WriteTransaction>,
  { handshake, organization: target }: KnownHandshake,
): Promise<void> {
  const { tx, caller } = call;
  const transfer = await tx.responsibilityTransfers.byHandshake(handshake.id);
  if (transfer === undefined) throw refusal("InvalidHandshakeTransitionException");
  const place = await placeOfCaller(call);
  if (place === undefined) throw refusal("AWSOrganizationsNotInUseException");
  if (!place.isManagement) throw refusal("AccessDeniedException");
  await checkMayAcceptTransfer(call, place.organization, target);
  await tx.responsibilityTransfers.update({
    ...transfer,
    status: "ACCEPTED",
    sourceAccountId: caller.accountId,
    sourceOrganizationId: place.organization.id,
  });
}

/** It was declined, or called off. */
export async function endTransfer(
  { tx }: Pick<Call<unknown, WriteTransaction>, "tx">,
  { id }: HandshakeRecord,
  status: Extract<TransferStatus, "DECLINED" | "CANCELED">,
): Promise<void> {
  const transfer = await tx.responsibilityTransfers.byHandshake(id);
  if (transfer !== undefined) await tx.responsibilityTransfers.update({ ...transfer, status });
}
