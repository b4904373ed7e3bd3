import type { IdentifiedCaller } from "@rolecall/access";
import { DENIALS_KEPT_MS, type Environment, parseDenialDetails } from "@rolecall/operations";
import type { ReadTransaction } from "@rolecall/store";
import { detailsNotFound } from "./error.ts";
import { isPrincipalSide, isResourceSide } from "./own-part.ts";
import type { SeenDenial } from "./seen-denial.ts";

interface Looking {
  readonly tx: ReadTransaction;
  readonly caller: IdentifiedCaller;
  readonly now: number;
  readonly env: Pick<Environment, "directory">;
}

/** @throws ResourceNotFoundException where `seekDenial` finds nothing */
export async function findDenial(id: string, looking: Looking): Promise<SeenDenial> {
  const denial = await seekDenial(id, looking);
  if (denial === undefined) throw detailsNotFound();
  return denial;
}

/** What was denied to somebody of the caller's account or organization, or on something that belongs to it; undefined of all else. */
export async function seekDenial(
  id: string,
  { tx, caller, now, env }: Looking,
): Promise<SeenDenial | undefined> {
  const record = await tx.denials.byId(id);
  if (record === undefined || record.at < now - DENIALS_KEPT_MS) return undefined;
  const details = parseDenialDetails(record.details);
  const account = await env.directory.account(tx, caller.accountId);
  const reader = { accountId: caller.accountId, organizationId: account?.place?.organizationId };
  const denial = { record, details, reader };
  const isConcerned =
    isPrincipalSide(denial) || details.evaluations.some((each) => isResourceSide(each, denial));
  return isConcerned ? denial : undefined;
}
