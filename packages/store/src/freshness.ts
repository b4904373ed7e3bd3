/**
 * How far what is remembered may be answered from: when it was last looked for changes, and whether anybody was there to look at.
 * INVARIANT: all times are of the monotonic clock, by which a process that was paused notices that it was.
 */
import { StoreError } from "./errors.ts";

/** Others' changes are heard within a second: who has not looked for so long looks before it answers. */
const FRESH_MS = 900;
/** Who was found away is believed to be for so long: a look that nothing answers takes a second, and one follows the other. */
const VERDICT_MS = 1_500;

export const DEFAULT_STALE_LIMIT_MS = 3_600_000;

interface FreshnessOptions {
  /** For how long a process answers from memory while every database is away. */
  readonly staleLimitMs: number;
  readonly nowMs?: () => number;
}

export class Freshness {
  readonly #staleLimitMs: number;
  readonly #nowMs: () => number;
  /** When the last look at the primary began that was answered. */
  #lookedMs: number;
  /** When the last look began at a replica that has all that was heard. */
  #replicaLookedMs = Number.NEGATIVE_INFINITY;
  /** When the primary was last found away, since it was last found up. */
  #foundAwayMs: number | undefined;

  constructor({ staleLimitMs, nowMs = () => performance.now() }: FreshnessOptions) {
    this.#staleLimitMs = staleLimitMs;
    this.#nowMs = nowMs;
    this.#lookedMs = nowMs();
  }

  /** Whether what is remembered may be answered from. Asked on every request: it costs a look at the clock. */
  get mayAnswer(): boolean {
    const nowMs = this.#nowMs();
    if (nowMs - this.#lookedMs < FRESH_MS) return true;
    return this.#isFoundAway(nowMs) && (this.#isHeardByReplica(nowMs) || !this.#isTooStale(nowMs));
  }

  get isAway(): boolean {
    return this.#foundAwayMs !== undefined;
  }

  get ageMs(): number {
    return Math.max(0, this.#nowMs() - this.#lookedMs);
  }

  /** The primary has answered a look. @param beganMs when it was sent */
  looked(beganMs: number): void {
    this.#lookedMs = Math.max(this.#lookedMs, beganMs);
    this.#foundAwayMs = undefined;
  }

  /** A replica that has all that was heard has answered a look. */
  lookedAtReplica(beganMs: number): void {
    this.#replicaLookedMs = Math.max(this.#replicaLookedMs, beganMs);
  }

  /** The primary did not answer by a connection that was made for the look. */
  foundAway(): void {
    this.#foundAwayMs = this.#nowMs();
  }

  /**
   * Looks until what is remembered may be answered from.
   * @param look settles once it was looked, whatever came of it
   * @throws StoreError "stale" where no database has answered for too long; "unavailable" where that is not known either
   */
  async refresh(look: () => Promise<unknown>, patienceMs: number): Promise<void> {
    const deadlineMs = this.#nowMs() + patienceMs;
    while (!this.mayAnswer) {
      const nowMs = this.#nowMs();
      if (this.#isFoundAway(nowMs) && this.#isTooStale(nowMs)) throw this.#tooStale(nowMs);
      if (nowMs >= deadlineMs)
        throw new StoreError("unavailable", "whether anything has changed could not be asked in time");
      await look();
    }
  }

  #isFoundAway(nowMs: number): boolean {
    return this.#foundAwayMs !== undefined && nowMs - this.#foundAwayMs < VERDICT_MS;
  }

  #isHeardByReplica(nowMs: number): boolean {
    return nowMs - this.#replicaLookedMs < FRESH_MS;
  }

  #isTooStale(nowMs: number): boolean {
    return nowMs - this.#lookedMs > this.#staleLimitMs;
  }

  #tooStale(nowMs: number): StoreError {
    const seconds = Math.round((nowMs - this.#lookedMs) / 1_000);
    return new StoreError(
      "stale",
      `No database has answered for ${seconds} seconds, and what is in memory is answered from for ${this.#staleLimitMs / 1_000} seconds at most`,
    );
  }
}
