/** What has been asked for in one turn of the event loop, run as one SQLite transaction. */

import type { ChangeFeed } from "./change-feed.ts";
import type { SqliteConnection } from "./connection.ts";
import { SqliteSession } from "./session.ts";
import { unavailable } from "./sqlite-error.ts";
import type { Watchdog } from "./watchdog.ts";

export interface Job {
  readonly work: (session: SqliteSession) => Promise<unknown>;
  readonly resolve: (result: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

interface Outcome {
  readonly failed: boolean;
  /** Tells the caller. */
  readonly settle: () => void;
}

/**
 * No further work of a batch is begun after so long: the event loop gets its turn, and what is left runs in the next one. One
 * piece of work is not cut. Reads cost nothing to be divided; writes share a COMMIT.
 */
const READ_BATCH_MAX_MS = 4;
const WRITE_BATCH_MAX_MS = 8;

export class BatchRunner {
  readonly #connection: SqliteConnection;
  readonly #feed: ChangeFeed;
  readonly #watchdog: Watchdog;

  constructor(connection: SqliteConnection, feed: ChangeFeed, watchdog: Watchdog) {
    this.#connection = connection;
    this.#feed = feed;
    this.#watchdog = watchdog;
  }

  /**
   * All see one snapshot.
   * @returns jobs that were not run, because the snapshot was lost or the time was up before their turn
   * @throws what SQLite throws when the snapshot cannot be taken; no job has been run then
   */
  async read(jobs: readonly Job[]): Promise<readonly Job[]> {
    this.#begin(() => this.#connection.beginRead());
    const untilMs = performance.now() + READ_BATCH_MAX_MS;
    let run = 0;
    for (const job of jobs) {
      const session = new SqliteSession(this.#connection, false);
      (await this.#outcomeOf(job, session)).settle();
      run += 1;
      if (!this.#connection.isInTransaction) return jobs.slice(run);
      if (performance.now() >= untilMs) break;
    }
    this.#connection.rollback();
    return jobs.slice(run);
  }

  /**
   * One after another, each in a savepoint of its own, all with one COMMIT. Callers hear of it after the COMMIT, even
   * those whose work failed: it may have failed for what work before it had written.
   * @returns jobs that were not run, because the transaction broke or the time was up before their turn
   * @throws what SQLite throws when the lock cannot be had; no job has been run then
   */
  async write(jobs: readonly Job[]): Promise<readonly Job[]> {
    this.#begin(() => this.#connection.beginWrite());
    const untilMs = performance.now() + WRITE_BATCH_MAX_MS;
    const outcomes: Outcome[] = [];
    let tried = 0;
    try {
      for (const job of jobs) {
        tried += 1;
        outcomes.push(await this.#writeOne(job));
        if (performance.now() >= untilMs) break;
      }
      this.#feed.prepareCommit();
      this.#connection.commit();
    } catch (error) {
      return this.#abandon(jobs, tried, error);
    }
    this.#feed.committed();
    for (const outcome of outcomes) outcome.settle();
    return jobs.slice(tried);
  }

  #begin(begin: () => void): void {
    try {
      begin();
      this.#feed.catchUp();
    } catch (error) {
      this.#connection.rollback();
      throw error;
    }
  }

  /** @throws where the whole transaction is lost */
  async #writeOne(job: Job): Promise<Outcome> {
    const session = new SqliteSession(this.#connection, true);
    this.#connection.beginWork();
    const outcome = await this.#outcomeOf(job, session);
    if (!this.#connection.isInTransaction) throw new Error("the transaction was given up by the database");
    if (outcome.failed) {
      this.#connection.undoWork();
      this.#feed.tellUndone(session.changes());
      return outcome;
    }
    const changes = this.#feed.append(session.changes());
    this.#connection.keepWork();
    this.#feed.tell(changes);
    return outcome;
  }

  async #outcomeOf(job: Job, session: SqliteSession): Promise<Outcome> {
    try {
      const result = await this.#watchdog.watch(() => job.work(session));
      return { failed: false, settle: () => job.resolve(result) };
    } catch (error) {
      return { failed: true, settle: () => job.reject(error) };
    } finally {
      session.end();
    }
  }

  #abandon(jobs: readonly Job[], tried: number, error: unknown): readonly Job[] {
    this.#connection.rollback();
    this.#feed.rolledBack();
    for (const job of jobs.slice(0, tried)) job.reject(unavailable(error));
    return jobs.slice(tried);
  }
}
