/**
 * The states of a delegation request, and what leads from one to another.
 * Source: IAM User Guide, "Building your integration", "Understanding the request lifecycle".
 */
import type { DelegationRequestRecord, DelegationRequestState, EpochMilliseconds } from "@rolecall/store";

const DAY_MS = 86_400_000;

/** What is done with a request. */
export type DelegationStep = "associate" | "forward" | "accept" | "send" | "reject";

interface Transition {
  readonly from: readonly DelegationRequestState[];
  readonly to: DelegationRequestState;
}

const TRANSITIONS: Readonly<Record<DelegationStep, Transition>> = {
  associate: { from: ["UNASSIGNED"], to: "ASSIGNED" },
  forward: { from: ["ASSIGNED"], to: "PENDING_APPROVAL" },
  accept: { from: ["ASSIGNED", "PENDING_APPROVAL"], to: "ACCEPTED" },
  send: { from: ["ACCEPTED"], to: "FINALIZED" },
  reject: { from: ["ASSIGNED", "PENDING_APPROVAL", "ACCEPTED"], to: "REJECTED" },
};

/** How long a request waits for what is done with it next, or is to be seen where it has ended. */
function lifeMs(state: DelegationRequestState): number {
  return state === "UNASSIGNED" ? DAY_MS : 7 * DAY_MS;
}

/** How long one that expired can still be seen; AWS says that there is such a time, and not which. */
export const KEPT_EXPIRED_MS = 30 * DAY_MS;

/** A request expires by itself: nobody has to be there when it does. */
export function stateAt(
  { state, expiresAt }: Pick<DelegationRequestRecord, "state" | "expiresAt">,
  now: EpochMilliseconds,
): DelegationRequestState {
  return now < expiresAt ? state : "EXPIRED";
}

type Moving = Pick<DelegationRequestRecord, "state" | "updatedAt" | "expiresAt">;

export function newState(now: EpochMilliseconds): Moving {
  return { state: "UNASSIGNED", updatedAt: now, expiresAt: now + lifeMs("UNASSIGNED") };
}

/** Undefined where the step cannot be taken in the state that the request is in. */
export function take(
  step: DelegationStep,
  record: Pick<DelegationRequestRecord, "state" | "expiresAt">,
  now: EpochMilliseconds,
): Moving | undefined {
  const { from, to } = TRANSITIONS[step];
  if (!from.includes(stateAt(record, now))) return undefined;
  return { state: to, updatedAt: now, expiresAt: now + lifeMs(to) };
}
