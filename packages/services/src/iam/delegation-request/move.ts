import type { ServiceError } from "@rolecall/operations";
import type { DelegationRequestRecord, EpochMilliseconds } from "@rolecall/store";
import { iamError } from "../error.ts";
import { type DelegationStep, stateAt, take } from "./state.ts";

/**
 * The request as a step leaves it.
 * @throws InvalidInput where it is in no state for it. AWS's words are not known.
 */
export function move(
  step: DelegationStep,
  record: DelegationRequestRecord,
  now: EpochMilliseconds,
): DelegationRequestRecord {
  const moved = take(step, record, now);
  if (moved === undefined) throw wrongState("InvalidInput", record, now);
  return { ...record, ...moved };
}

/** AcceptDelegationRequest declares no InvalidInput: there it is as if somebody had been faster. */
export function wrongState(
  code: "InvalidInput" | "ConcurrentModification",
  record: DelegationRequestRecord,
  now: EpochMilliseconds,
): ServiceError {
  const message = `The delegation request ${record.id} is in the state ${stateAt(record, now)}.`;
  return iamError(code, message);
}
