/** Works of one lane in one serializable transaction, with one COMMIT. */
import { StoreError } from "../../src/errors.ts";
import type { Subject } from "../../src/sql/noted-subjects.ts";
import type { Feed } from "./feed.ts";
import * as statements from "./feed-statements.ts";
import type { Link } from "./link.ts";
import { numberChanges } from "./number-changes.ts";
import type { Patience } from "./patience.ts";
import { politeKeyOf } from "./polite-key.ts";
import { isConnectionLost } from "./postgres-error.ts";
import { Turn, Wave } from "./turn.ts";
import { wavesOf } from "./wave-order.ts";
import type { WriteJob } from "./write-job.ts";
import { Transaction, WriteSession } from "./write-session.ts";

interface Outcome {
  readonly isDone: boolean;
  readonly subjects: readonly Subject[] | "all";
  /** Tells the caller. */
  readonly settle: () => void;
}

/** What tells a COMMIT whose answer was lost from others': the number that it took, and who took it. */
interface Signature {
  readonly seq: number;
  readonly token: number;
}

export interface BatchParts {
  readonly link: Link;
  readonly feed: Feed;
  readonly patience: Patience;
  readonly stream: number;
  readonly revisionsKept: number;
  /** A number that nobody else takes, below 2^53. */
  readonly newToken: () => number;
}

/** Of its numbers; a stream's old changes are forgotten so often. */
const TRIM_EVERY = 256;

/** A work failed behind others in its transaction, and there is no savepoint to go back to: all are begun anew, with savepoints. */
export class MustUndo extends Error {}

/** Of a work in a transaction. */
interface Place {
  readonly transaction: Transaction;
  readonly turn: Turn;
  readonly isAlone: boolean;
}

export class BatchRunner {
  readonly #parts: BatchParts;

  constructor(parts: BatchParts) {
    this.#parts = parts;
  }

  /**
   * @throws what the database says, where the whole transaction was rolled back: no job has been answered then. StoreError
   * "unavailable" where nobody knows whether it was.
   */
  async run(jobs: readonly WriteJob[], hasSavepoints: boolean): Promise<void> {
    const { link } = this.#parts;
    const politeKey = politeKeyOf(jobs);
    await link.open();
    try {
      const transaction = await this.#begin(politeKey, hasSavepoints && jobs.length > 1);
      const outcomes: Outcome[] = [];
      for (const wave of wavesOf(jobs)) {
        outcomes.push(...(await this.#runWave(wave, transaction, jobs.length === 1)));
      }
      if (outcomes.some(({ isDone }) => isDone)) await this.#commit(transaction, outcomes, politeKey);
      else this.#abandon(politeKey);
      for (const outcome of outcomes) outcome.settle();
    } catch (error) {
      this.#abandon(politeKey);
      throw error;
    }
  }

  /** Listeners hear of what is newest before the snapshot is taken. Between the two lies what the server needs for it. */
  async #begin(politeKey: number, hasSavepoints: boolean): Promise<Transaction> {
    const { link, feed, patience } = this.#parts;
    const locked = link.query(statements.lockPolitely, [politeKey]);
    const looked = feed.look(link);
    const begun = [link.query(statements.begin), link.query(statements.takeSnapshot)];
    looked.catch(() => {});
    await Promise.all([locked, ...begun]);
    return new Transaction({ link, feed, patience, hasSavepoints, revision: await looked });
  }

  /** Side by side, in the order in which they stand. All have ended when this does. */
  async #runWave(
    jobs: readonly WriteJob[],
    transaction: Transaction,
    isAlone: boolean,
  ): Promise<readonly Outcome[]> {
    const wave = new Wave();
    let before: Promise<unknown> | undefined;
    const running = jobs.map((job) => {
      const one = this.#runOne(job, { transaction, turn: new Turn(wave, before), isAlone });
      before = one;
      return one;
    });
    await Promise.allSettled(running);
    return Promise.all(running);
  }

  /**
   * @throws what the database says, whatever the work made of it; MustUndo where the work failed, had written, and cannot be
   * undone by itself
   */
  async #runOne(job: WriteJob, place: Place): Promise<Outcome> {
    const { transaction, turn, isAlone } = place;
    const { feed } = this.#parts;
    const session = new WriteSession(transaction, turn);
    try {
      const result = await session.perform(() => job.work(session));
      if (!(await session.standsInTurn())) return this.#runOne(job, place);
      session.keep();
      const subjects = session.changes();
      // Works behind this one see what it wrote: listeners have to hear of it before.
      if (!isAlone) feed.tellOf(subjects);
      return { isDone: true, subjects, settle: () => job.resolve(result) };
    } catch (error) {
      if (!(await session.standsInTurn())) return this.#runOne(job, place);
      await session.settle();
      feed.tellOf(session.changes());
      if (session.hasWritten && !isAlone && !transaction.hasSavepoints) {
        transaction.fail(new MustUndo());
        await session.settle();
      }
      session.undo();
      return { isDone: false, subjects: [], settle: () => job.reject(error) };
    }
  }

  async #commit(transaction: Transaction, outcomes: readonly Outcome[], politeKey: number): Promise<void> {
    const { link, feed, stream, newToken } = this.#parts;
    const changed = outcomes.map(({ subjects }) => subjects).filter(({ length }) => length > 0);
    const signature = { seq: feed.seqOf(stream) + 1, token: newToken() };
    if (changed.length > 0) {
      const taken = [stream, signature.seq - 1, changed.length];
      const listed = numberChanges(changed, signature.seq);
      for (const [statement, values] of [
        [statements.takeNumbers, taken],
        [statements.appendChanges, [stream, signature.token, ...listed]],
      ] as const) {
        transaction.query(statement, values).catch(() => {});
      }
    }
    const committed = transaction.query(statements.commit);
    void link.query(statements.unlockPolitely, [politeKey]);
    const looked = feed.look(link);
    looked.catch(() => {});
    try {
      const { command } = await committed;
      if (command !== "COMMIT") throw transaction.failure ?? new Error("the transaction was rolled back");
    } catch (error) {
      if (!isConnectionLost(error) || !transaction.hasWritten) throw error;
      await this.#assertApplied(changed.length > 0 ? signature : undefined, error);
    }
    if (changed.length === 0) return;
    await looked.catch(() => {
      for (const subjects of changed) feed.tellOf(subjects);
    });
    feed.hint();
    this.#trim(signature.seq, changed.length);
  }

  /**
   * The answer to COMMIT was lost, and the server may still be on its way to it. Either its number is taken from it, so that it
   * fails, or the number is there, with our token or another's.
   * INVARIANT: a work is begun anew only once what it did before can no longer be committed.
   * @throws the loss, where nothing was applied; StoreError where that cannot be known
   */
  async #assertApplied(signature: Signature | undefined, loss: unknown): Promise<void> {
    const doubt = "the database was lost while it wrote: whether the change was made is not known";
    if (signature === undefined) throw new StoreError("unavailable", doubt, { cause: loss });
    const { link, stream } = this.#parts;
    let found: number | null;
    try {
      await link.open();
      const { seq, token } = signature;
      const barred = link.query(statements.barNumber, [stream, seq]);
      const asked = link.query(statements.findToken, [stream, seq, token]);
      await barred;
      found = (await asked).rowCount;
    } catch (error) {
      throw new StoreError("unavailable", doubt, { cause: error });
    }
    if (found === 0) throw loss;
  }

  /** Now and then, beside the writes. What fails is done the next time. */
  #trim(seq: number, taken: number): void {
    const { link, stream, revisionsKept } = this.#parts;
    if (Math.floor((seq - 1) / TRIM_EVERY) === Math.floor((seq - 1 + taken) / TRIM_EVERY)) return;
    void link.query(statements.trimChanges, [stream, seq - revisionsKept]);
  }

  /** A connection that is lost has nothing to roll back. */
  #abandon(politeKey: number): void {
    const { link } = this.#parts;
    void link.query(statements.rollback);
    void link.query(statements.unlockPolitely, [politeKey]);
  }
}
