/** How it is noticed that a worker does nothing any more and has not ended: it was stopped, or is in a loop. */
export interface Pulse {
  readonly everyMs: number;
  /** So many times in a row without a sign of life, and others get what it would have got. */
  readonly passedOverAfter: number;
  /** So many, and it is ended. */
  readonly endedAfter: number;
}

export const PULSE: Pulse = { everyMs: 1_000, passedOverAfter: 2, endedAfter: 10 };
