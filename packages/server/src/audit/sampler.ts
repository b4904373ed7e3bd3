import { type Share, shareOf, WHOLE } from "./share.ts";

/** Lets so many through in each second, and counts the others. */
export interface Sampler {
  /** How many were left out since the last one that was let through; undefined where this one is left out. */
  admit(epochMs: number): number | undefined;
}

export function createSampler(perSecond: number, share: Share = WHOLE): Sampler {
  let second = Number.NaN;
  let allowed = 0;
  let admitted = 0;
  let leftOut = 0;
  return {
    admit(epochMs) {
      const now = Math.floor(epochMs / 1000);
      if (now !== second) {
        second = now;
        admitted = 0;
        allowed = shareOf(perSecond, share, now);
      }
      if (admitted >= allowed) {
        leftOut += 1;
        return undefined;
      }
      admitted += 1;
      const before = leftOut;
      leftOut = 0;
      return before;
    },
  };
}
