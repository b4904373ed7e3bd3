/** How long to wait before a worker that has ended is replaced. */
export interface RestartDelays {
  readonly firstMs: number;
  readonly maxMs: number;
  /** A worker that has served for so long was a good one. */
  readonly goodAfterMs: number;
  /** So many that never serve, one after another in one place, and it is given up. */
  readonly attempts: number;
}

export const RESTART_DELAYS: RestartDelays = {
  firstMs: 50,
  maxMs: 5_000,
  goodAfterMs: 10_000,
  attempts: 10,
};

/** How it went in one place of a worker. */
export class PlaceHistory {
  readonly #delays: RestartDelays;
  #endedEarly = 0;
  #neverServed = 0;
  #servedAtMs: number | undefined;

  constructor(delays: RestartDelays) {
    this.#delays = delays;
  }

  served(nowMs: number): void {
    this.#servedAtMs = nowMs;
    this.#neverServed = 0;
  }

  /** After how many milliseconds the next is to be begun; undefined where it is given up. */
  ended(nowMs: number): number | undefined {
    const { firstMs, maxMs, goodAfterMs, attempts } = this.#delays;
    const servedAtMs = this.#servedAtMs;
    this.#servedAtMs = undefined;
    if (servedAtMs === undefined) this.#neverServed += 1;
    if (this.#neverServed >= attempts) return undefined;
    if (servedAtMs !== undefined && nowMs - servedAtMs >= goodAfterMs) this.#endedEarly = 0;
    const delayMs = this.#endedEarly === 0 ? 0 : Math.min(firstMs * 2 ** (this.#endedEarly - 1), maxMs);
    this.#endedEarly += 1;
    return delayMs;
  }
}
