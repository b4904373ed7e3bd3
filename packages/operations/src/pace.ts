import { commonError } from "./refuse/common-error.ts";

/** How often somebody may do something: at most so often, for whoever asks too often waits a little first. */
export interface Pace {
  /**
   * Resolves when it is one's turn.
   * @param who such as an account's id
   * @throws CommonError throttling where one's turn would come too late
   */
  enter(who: string): Promise<void>;
}

interface PaceParts {
  readonly perSecond: number;
  /** So many at once, after a time without any. */
  readonly burst: number;
  /** Whoever had to wait longer is refused. */
  readonly longestWaitMs: number;
  /** Milliseconds that only ever grow. */
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** Beyond, those whose turns are all over are forgotten. */
const REMEMBERED = 10_000;

/** A leaky bucket for each who asks ("generic cell rate algorithm"). */
export function createPace({ perSecond, burst, longestWaitMs, now, wait }: PaceParts): Pace {
  const everyMs = 1_000 / perSecond;
  const leewayMs = (burst - 1) * everyMs;
  /** When the next would be due that asked as evenly as can be. */
  const dueAt = new Map<string, number>();
  return {
    async enter(who) {
      const nowMs = now();
      const due = Math.max(dueAt.get(who) ?? 0, nowMs);
      const waitMs = due - leewayMs - nowMs;
      if (waitMs > longestWaitMs) throw commonError("throttling", "Rate exceeded");
      if (dueAt.size >= REMEMBERED) {
        for (const [each, time] of dueAt) if (time <= nowMs) dueAt.delete(each);
      }
      dueAt.set(who, due + everyMs);
      if (waitMs > 0) await wait(waitMs);
    },
  };
}
