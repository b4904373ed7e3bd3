/**
 * A look that strangers can cause: whoever asks gets the answer of one that began after he asked, and they begin a second apart,
 * however many ask.
 */
export interface PacedLook {
  /** @returns false where too many wait already: nothing was looked at. */
  ask(): Promise<boolean>;
}

interface PacedLookOptions {
  readonly look: () => Promise<void>;
  readonly everyMs: number;
  readonly waitersMax: number;
  /** Milliseconds of a clock that nobody sets. */
  readonly monotonicMs: () => number;
}

export function createPacedLook({ look, everyMs, waitersMax, monotonicMs }: PacedLookOptions): PacedLook {
  let next: Promise<void> | undefined;
  let beganMs = Number.NEGATIVE_INFINITY;
  let waiters = 0;
  const lookInTime = async () => {
    // In a later turn in any case: whoever asks in this one joins.
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, beganMs + everyMs - monotonicMs())));
    // Who asks from now on asks for what this look may not see.
    next = undefined;
    beganMs = monotonicMs();
    await look();
  };
  return {
    async ask() {
      if (waiters >= waitersMax) return false;
      waiters++;
      try {
        next ??= lookInTime();
        await next;
        return true;
      } finally {
        waiters--;
      }
    },
  };
}
