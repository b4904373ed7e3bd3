/** What comes of an answer to the handshake of a transfer. */
import type { Call } from "@rolecall/operations";
import type {
  HandshakeRecord,
  ReadTransaction,
  ResponsibilityTransferRecord,
  TransferStatus,
  WriteTransaction,
} from "@rolecall/store";
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
  const transfer = await transferOf(tx, handshake);
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
  handshake: HandshakeRecord,
  status: Extract<TransferStatus, "DECLINED" | "CANCELED">,
): Promise<void> {
  await tx.responsibilityTransfers.update({ ...(await transferOf(tx, handshake)), status });
}

async function transferOf(
  tx: ReadTransaction,
  { id }: HandshakeRecord,
): Promise<ResponsibilityTransferRecord> {
  const transfer = await tx.responsibilityTransfers.byHandshake(id);
  if (transfer === undefined) throw new Error(`The handshake ${id} has no transfer.`);
  return transfer;
}
