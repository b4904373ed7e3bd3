import type { EpochMilliseconds, Store } from "@rolecall/store";

/** @param clock what the time is by the end of it */
export type BackgroundWork = (store: Store, clock: () => EpochMilliseconds) => Promise<void>;

/** Work that a request began and does not wait for, such as a report. */
export interface Background {
  /**
   * Begins it in its turn, once the request's transaction is committed. INVARIANT: what it must not lose stands in the store
   * beforehand: a process may end before its turn comes.
   * @returns false where too much waits already
   */
  begin(work: BackgroundWork): boolean;
  /** Resolves when nothing is under way or waits any more. */
  idle(): Promise<void>;
  /** What waits is given up; resolves when what is under way has ended. */
  close(): Promise<void>;
}

export interface BackgroundOptions {
  readonly store: Store;
  readonly clock: () => EpochMilliseconds;
  /** Told of work that failed. */
  readonly onFailure: (error: unknown) => void;
}

/** Reports read much: one at a time leaves the store to requests. */
const AT_ONCE = 1;
export const MAX_WAITING = 1_000;

export function createBackground({ store, clock, onFailure }: BackgroundOptions): Background {
  const waiting: BackgroundWork[] = [];
  const running = new Set<Promise<void>>();
  let isClosed = false;

  function next(): void {
    if (running.size >= AT_ONCE) return;
    const work = waiting.shift();
    if (work === undefined) return;
    const done = work(store, clock)
      .catch(onFailure)
      .finally(() => {
        running.delete(done);
        next();
      });
    running.add(done);
  }

  return {
    begin(work) {
      if (isClosed || waiting.length >= MAX_WAITING) return false;
      waiting.push(work);
      // The request that began it is answered first.
      setImmediate(next);
      return true;
    },
    async idle() {
      while (waiting.length > 0 || running.size > 0) {
        next();
        await Promise.all(running);
      }
    },
    async close() {
      isClosed = true;
      waiting.length = 0;
      await Promise.all(running);
    },
  };
}
