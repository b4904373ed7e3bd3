import type { EpochMilliseconds, HandshakeRecord, HandshakeState, WriteTransaction } from "@rolecall/store";
import { refusal } from "../error.ts";

/** States that a handshake can still leave. */
const UNFINISHED: readonly HandshakeState[] = ["REQUESTED", "OPEN"];

/** The state as of now: one that nobody answered in time has expired, which nobody writes down. */
export function stateAt({ state, expiresAt }: HandshakeRecord, now: EpochMilliseconds): HandshakeState {
  return UNFINISHED.includes(state) && expiresAt <= now ? "EXPIRED" : state;
}

/** Source: Organizations API Reference, Handshake: "accepted, … canceled, declined and expired handshakes" are shown for 30 days. */
export const SHOWN_WHEN_ENDED_MS = 30 * 24 * 3600 * 1000;

/** Since when it is in a state that it cannot leave, or until when it can. */
export function isShown({ finishedAt, expiresAt }: HandshakeRecord, now: EpochMilliseconds): boolean {
  return (finishedAt ?? expiresAt) + SHOWN_WHEN_ENDED_MS > now;
}

/** A state that somebody's answer leads to. */
export type AnswerState = "ACCEPTED" | "DECLINED" | "CANCELED";

/** An answer can be given while the handshake is open; it can be called off before, too. */
const ANSWERED_FROM: Readonly<Record<AnswerState, readonly HandshakeState[]>> = {
  ACCEPTED: ["OPEN"],
  DECLINED: UNFINISHED,
  CANCELED: UNFINISHED,
};

/** @throws HandshakeAlreadyInStateException, InvalidHandshakeTransitionException */
export function checkTransition(handshake: HandshakeRecord, to: AnswerState, now: EpochMilliseconds): void {
  const from = stateAt(handshake, now);
  if (from === to) throw refusal("HandshakeAlreadyInStateException");
  if (!ANSWERED_FROM[to].includes(from)) throw refusal("InvalidHandshakeTransitionException");
}

/** Brings it to a state that it cannot leave. */
export async function finishHandshake(
  { tx, now }: { readonly tx: WriteTransaction; readonly now: EpochMilliseconds },
  handshake: HandshakeRecord,
  state: AnswerState,
): Promise<HandshakeRecord> {
  const finished = { ...handshake, state, finishedAt: now };
  await tx.handshakes.update(finished);
  return finished;
}
