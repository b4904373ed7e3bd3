import type { EpochMilliseconds, ResponsibilityTransferRecord, TransferStatus } from "@rolecall/store";

const DAY_MS = 24 * 3600 * 1000;

/**
 * Until when the source can accept: the end of the day two days before the start.
 * Source: Organizations User Guide, "Transfer billing management", "Responding to a billing transfer invitation".
 */
export function acceptedBefore(startsAt: EpochMilliseconds): EpochMilliseconds {
  return startsAt - DAY_MS;
}

/** The status as of now: nobody writes down that a request has expired. */
export function statusAt(
  { status, startsAt }: ResponsibilityTransferRecord,
  now: EpochMilliseconds,
): TransferStatus {
  return status === "REQUESTED" && acceptedBefore(startsAt) <= now ? "EXPIRED" : status;
}

/** Whether it is accepted, and has not ended. */
export function isInForce(transfer: ResponsibilityTransferRecord, now: EpochMilliseconds): boolean {
  const { status, endsAt } = transfer;
  if (status === "WITHDRAWN") return endsAt !== undefined && endsAt > now;
  return status === "ACCEPTED";
}

/** Whether it is in force, or may come into force yet. */
export function isActive(transfer: ResponsibilityTransferRecord, now: EpochMilliseconds): boolean {
  return isInForce(transfer, now) || statusAt(transfer, now) === "REQUESTED";
}
