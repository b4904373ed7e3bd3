import type { DelegationRequestRecord, EpochMilliseconds } from "@rolecall/store";
import { iamError } from "../error.ts";
import { type DelegationStep, stateAt, take } from "./state.ts";

/**
 * The request as a step leaves it.
 * @throws InvalidInput where it is in no state for it. AcceptDelegationRequest declares none: there it is ConcurrentModification, as if
 * somebody had been faster. AWS's words are not known.
 */
export function move(
  step: DelegationStep,
  record: DelegationRequestRecord,
  now: EpochMilliseconds,
): DelegationRequestRecord {
  const moved = take(step, record, now);
  if (moved !== undefined) return { ...record, ...moved };
  const message = `The delegation request ${record.id} is in the state ${stateAt(record, now)}.`;
  throw iamError(step === "accept" ? "ConcurrentModification" : "InvalidInput", message);
}
