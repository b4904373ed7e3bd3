/** A bucket that fills up by so many a second: each request takes one out. */
export interface RateLimit {
  /** False where it is empty. */
  take(): boolean;
}

export function createRateLimit(
  { perSecond, burst }: { readonly perSecond: number; readonly burst: number },
  clock: () => number,
): RateLimit {
  let left = burst;
  let filledAtMs = clock();
  return {
    take() {
      const nowMs = clock();
      // A clock that was set back fills nothing, and takes nothing.
      left = Math.min(burst, left + (Math.max(0, nowMs - filledAtMs) * perSecond) / 1_000);
      filledAtMs = nowMs;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}
