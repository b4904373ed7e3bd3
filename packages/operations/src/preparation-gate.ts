import { commonError } from "./refuse/common-error.ts";

/** Lets a bounded number of requests prepare at a time: each may keep another thread busy for tens of milliseconds. */
export interface PreparationGate {
  /** @throws CommonError throttling where too many are at it already. */
  pass<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** Hashes of a password take 11 ms on one of four threads, so that whoever is let in waits for less than half a second. */
const MAX_AT_ONCE = 128;

export function createPreparationGate(maxAtOnce = MAX_AT_ONCE): PreparationGate {
  let inside = 0;
  return {
    async pass(work) {
      if (inside >= maxAtOnce) throw commonError("throttling", "Rate exceeded");
      inside += 1;
      try {
        return await work();
      } finally {
        inside -= 1;
      }
    },
  };
}
