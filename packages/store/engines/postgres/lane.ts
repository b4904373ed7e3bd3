/** Writes in a line: one transaction at a time, begun anew where the database asks for it, for as long as their callers wait. */
import { setTimeout as delay } from "node:timers/promises";
import { StoreError } from "../../src/errors.ts";
import { type BatchRunner, MustUndo } from "./batch.ts";
import type { Traffic } from "./link.ts";
import { isConnectionLost, mayTryAgain, toStoreError, unavailable } from "./postgres-error.ts";
import type { WriteJob } from "./write-job.ts";

/** A batch takes a few round trips and one COMMIT, however many its works: the process waits for the server most of the time. */
const BATCH_MAX = 64;
/** A second and more before a caller gives up is for nothing: who waits behind so many is refused. */
const WAITING_MAX = 5_000;
const BACKOFF_MAX_MS = 40;
/** How often works that go together are begun anew together: it is mostly another node that was in their way, and none of them. */
const TOGETHER_MAX = 2;
/** Transactions that have savepoints, since in the one before a work failed that had written. */
const CAREFUL_TRANSACTIONS = 32;

export class Lane {
  readonly #runner: BatchRunner;
  readonly #random: () => number;
  readonly #traffic: Traffic;
  readonly #waiting: WriteJob[] = [];
  #isRunning = false;
  #carefulTransactions = 0;
  readonly #whenEmpty: (() => void)[] = [];

  /** @param random from 0 to 1, for how long to wait between attempts */
  constructor(runner: BatchRunner, random: () => number, traffic: Traffic) {
    this.#runner = runner;
    this.#random = random;
    this.#traffic = traffic;
  }

  push(job: WriteJob): void {
    if (this.#waiting.length >= WAITING_MAX) {
      job.reject(unavailable(new Error(`${WAITING_MAX} writes wait already`)));
      return;
    }
    this.#waiting.push(job);
    this.#start();
  }

  /** Resolves when nothing runs and nothing waits. */
  empty(): Promise<void> {
    return new Promise((resolve) => {
      this.#whenEmpty.push(resolve);
      this.#start();
    });
  }

  #start(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    // In the next turn: what is asked for in this one goes together.
    setImmediate(() => void this.#drain());
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) await this.#perform(nextBatch(this.#waiting));
    this.#isRunning = false;
    for (const resolve of this.#whenEmpty.splice(0)) resolve();
  }

  /** Never throws: each job is settled. */
  async #perform(jobs: readonly WriteJob[]): Promise<void> {
    for (let attempt = 0; ; ) {
      const left = jobs.filter(({ deadlineMs }) => performance.now() < deadlineMs);
      if (left.length === 0) return;
      try {
        this.#traffic.transactions += 1;
        await this.#runner.run(left, this.#carefulTransactions > 0);
        if (this.#carefulTransactions > 0) this.#carefulTransactions -= 1;
        return;
      } catch (error) {
        // Of these nobody knows whether they were done: neither together nor one by one may they be begun anew.
        if (error instanceof StoreError) {
          for (const job of left) job.reject(error);
          return;
        }
        if (error instanceof MustUndo) {
          this.#traffic.begunAnew += 1;
          this.#carefulTransactions = CAREFUL_TRANSACTIONS;
          continue;
        }
        if (mayTryAgain(error)) this.#traffic.begunAnew += 1;
        const goesOn = mayTryAgain(error) && attempt + 1 < TOGETHER_MAX;
        if (left.length > 1 && !goesOn) return this.#performHalves(left);
        if (left.length === 1 && !mayTryAgain(error) && !isConnectionLost(error)) {
          left[0]!.reject(toStoreError(error));
          return;
        }
        await delay(this.#random() * Math.min(BACKOFF_MAX_MS, 2 ** attempt));
        attempt += 1;
      }
    }
  }

  /** Which of them it was is not known, and the others need not suffer for it: half of them go together. */
  async #performHalves(jobs: readonly WriteJob[]): Promise<void> {
    const half = jobs.length >> 1;
    await this.#perform(jobs.slice(0, half));
    await this.#perform(jobs.slice(half));
  }
}

/**
 * Works of accounts go together, in the order of these: nodes that write to the same ones lock them in the same order. A work
 * that may be about anything goes alone.
 */
function nextBatch(waiting: WriteJob[]): readonly WriteJob[] {
  const end = waiting.findIndex(({ accountId }) => accountId === undefined);
  const together = end === -1 ? waiting.length : Math.max(1, end);
  const jobs = waiting.splice(0, Math.min(together, BATCH_MAX));
  return jobs.toSorted((a, b) => compare(a.accountId ?? "", b.accountId ?? ""));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
