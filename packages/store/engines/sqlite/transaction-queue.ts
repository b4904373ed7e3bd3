/**
 * Lets transactions run one after another on one connection. What is asked for in one turn of the event loop runs at
 * its end: first the reads, on one snapshot, then the writes, with one COMMIT. So reads wait for at most one batch of
 * writes, and writes for the reads of one turn.
 */
import type { BatchRunner, Job } from "./batch.ts";
import { isBusy, unavailable } from "./sqlite-error.ts";
import type { Watchdog } from "./watchdog.ts";

/**
 * Bounds what is done in one turn of the event loop besides the time: at some 30 µs a transaction, a few milliseconds. So reads
 * wait that long behind writes, and writes behind reads.
 */
const BATCH_MAX = 256;
/** Turns of the event loop that a batch smaller than the last one waits for more. */
const GATHER_TURNS = 10;
/** How often the lock is asked for while another process holds it. Its batches take about as long. */
const BUSY_RETRY_MS = 2;

interface Lane {
  readonly waiting: Job[];
  /**
   * What a batch had no time for. The first of them runs before those who came since, the others after: long reads go on, each
   * turn one, and short ones that come meanwhile do not wait for all of them.
   */
  readonly late: Job[];
  /** Answers which jobs were left over. */
  readonly run: (jobs: readonly Job[]) => Promise<readonly Job[]>;
  /** Since when another process has kept this lane waiting, on the clock of performance.now(). */
  busySinceMs: number | undefined;
}

export class TransactionQueue {
  readonly #watchdog: Watchdog;
  readonly #busyTimeoutMs: number;
  readonly #reads: Lane;
  readonly #writes: Lane;
  #state: "idle" | "scheduled" | "running" = "idle";
  #retry: NodeJS.Timeout | undefined;
  #lastWrites = 0;
  #turnsGathered = 0;
  readonly #whenEmpty: (() => void)[] = [];

  constructor(runner: BatchRunner, watchdog: Watchdog, busyTimeoutMs: number) {
    this.#watchdog = watchdog;
    this.#busyTimeoutMs = busyTimeoutMs;
    this.#reads = laneOf((jobs) => runner.read(jobs));
    this.#writes = laneOf((jobs) => runner.write(jobs));
  }

  read(job: Job): void {
    this.#reads.waiting.push(job);
    this.#schedule();
  }

  write(job: Job): void {
    this.#writes.waiting.push(job);
    this.#schedule();
  }

  /** Resolves when nothing runs and nothing waits. */
  empty(): Promise<void> {
    return new Promise((resolve) => {
      this.#whenEmpty.push(resolve);
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#state !== "idle") return;
    this.#state = "scheduled";
    setImmediate(() => void this.#drain());
  }

  async #drain(): Promise<void> {
    this.#state = "running";
    this.#watchdog.start();
    await this.#runLane(this.#reads);
    if (!this.#gathersWrites()) await this.#runLane(this.#writes);
    this.#watchdog.stop();
    this.#state = "idle";
    if (this.#reads.busySinceMs !== undefined || this.#writes.busySinceMs !== undefined) this.#retryLater();
    else if (isWaiting(this.#reads) || isWaiting(this.#writes)) this.#schedule();
    else for (const resolve of this.#whenEmpty.splice(0)) resolve();
  }

  /**
   * A commit costs the same for one write as for sixteen. Where fewer wait than the last one took, the clients of that one are
   * likely on their way: a few turns of the loop, some ten microseconds each, let their requests in. Where reads were left
   * over, turns are long, and no write waits for more of them.
   */
  #gathersWrites(): boolean {
    const length = this.#writes.waiting.length + this.#writes.late.length;
    const isQuickTurn = this.#reads.late.length === 0;
    const mayGather = isQuickTurn && this.#turnsGathered < GATHER_TURNS;
    const gathers = length > 0 && length < this.#lastWrites && mayGather;
    this.#turnsGathered = gathers ? this.#turnsGathered + 1 : 0;
    if (!gathers && length > 0) this.#lastWrites = length;
    return gathers;
  }

  async #runLane(lane: Lane): Promise<void> {
    const jobs = nextBatch(lane);
    if (jobs.length === 0) return;
    try {
      lane.late.push(...(await lane.run(jobs)));
    } catch (error) {
      if (isBusy(error) && this.#mayWait(lane)) {
        lane.waiting.unshift(...jobs);
        return;
      }
      for (const job of jobs) job.reject(unavailable(error));
    }
    lane.busySinceMs = undefined;
  }

  /**
   * SQLite could wait for the lock itself, but it would stop the whole process meanwhile: it fails at once, and is
   * asked again from a timer, so that reads go on.
   */
  #mayWait(lane: Lane): boolean {
    const nowMs = performance.now();
    lane.busySinceMs ??= nowMs;
    return nowMs - lane.busySinceMs < this.#busyTimeoutMs;
  }

  #retryLater(): void {
    this.#retry ??= setTimeout(() => {
      this.#retry = undefined;
      this.#schedule();
    }, BUSY_RETRY_MS);
  }
}

function laneOf(run: Lane["run"]): Lane {
  return { waiting: [], late: [], run, busySinceMs: undefined };
}

function isWaiting({ waiting, late }: Lane): boolean {
  return waiting.length + late.length > 0;
}

function nextBatch({ waiting, late }: Lane): readonly Job[] {
  if (late.length === 0) return waiting.splice(0, BATCH_MAX);
  if (waiting.length === 0) return late.splice(0);
  return [...late.splice(0, 1), ...waiting.splice(0, BATCH_MAX - 1)];
}
