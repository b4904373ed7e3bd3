import type { IdentifiedCaller } from "@rolecall/access";
import { DENIALS_KEPT_MS, type DenialDetails, parseDenialDetails } from "@rolecall/operations";
import type { DenialRecord, ReadTransaction } from "@rolecall/store";
import { detailsNotFound } from "./error.ts";

/** A denial, and the account by whose eyes it is seen. */
export interface SeenDenial {
  readonly record: DenialRecord;
  readonly details: DenialDetails;
  readonly reader: string;
}

interface Looking {
  readonly tx: ReadTransaction;
  readonly caller: IdentifiedCaller;
  readonly now: number;
}

/**
 * What was denied to somebody of the caller's account, or on something that belongs to it.
 * @throws ResourceNotFoundException for all else.
 */
export async function findDenial(id: string, { tx, caller, now }: Looking): Promise<SeenDenial> {
  const record = await tx.denials.byId(id);
  if (record === undefined || record.at < now - DENIALS_KEPT_MS) throw detailsNotFound();
  const details = parseDenialDetails(record.details);
  const reader = caller.accountId;
  const isConcerned =
    record.accountId === reader ||
    details.evaluations.some(({ resourceAccountId }) => resourceAccountId === reader);
  if (!isConcerned) throw detailsNotFound();
  return { record, details, reader };
}
