/**
 * Holds back what callers are told until it is on the disk. COMMIT writes to the log (synchronous=NORMAL); bringing the log to
 * the disk takes longer than a dozen transactions, and goes on beside them.
 *
 * INVARIANT: nobody hears of a write, by its own answer or by a read that saw it, before it is on the disk.
 */
import type { StoreError } from "../../src/errors.ts";
import type { LogFile } from "./log-file.ts";
import { unavailable } from "./sqlite-error.ts";

/** What a caller is to be told. */
export interface Outcome {
  readonly settle: () => void;
  readonly reject: (reason: unknown) => void;
}

export class Durability {
  readonly #log: LogFile | undefined;
  #held: Outcome[] | undefined;
  #failure: StoreError | undefined;
  #whenSynced: () => void = () => {};

  /** @param log undefined for a database in memory, which ends with the process */
  constructor(log: LogFile | undefined) {
    this.#log = log;
  }

  /** The log is on its way to the disk. */
  get isSyncing(): boolean {
    return this.#held !== undefined;
  }

  /**
   * The disk failed. What was written since may be lost though it can be read, and asking again would not tell: the kernel
   * reports a failure once. Nothing is answered any more until the database is opened anew.
   */
  get failure(): StoreError | undefined {
    return this.#failure;
  }

  onSynced(listener: () => void): void {
    this.#whenSynced = listener;
  }

  /** For what a read saw: now, or when what is on its way has arrived. */
  tell(outcome: Outcome): void {
    if (this.#held === undefined) outcome.settle();
    else this.#held.push(outcome);
  }

  /** For what a COMMIT wrote, when that is on the disk. Not while the log is on its way already. */
  tellCommitted(outcomes: readonly Outcome[]): void {
    if (this.#log === undefined) {
      settle(outcomes);
      return;
    }
    const held = [...outcomes];
    this.#held = held;
    this.#log.sync().then(
      () => this.#end(() => settle(held)),
      (error: unknown) => this.#end(() => this.#fail(held, error)),
    );
  }

  close(): void {
    this.#log?.close();
  }

  #end(tellHeld: () => void): void {
    this.#held = undefined;
    tellHeld();
    this.#whenSynced();
  }

  #fail(held: readonly Outcome[], error: unknown): void {
    this.#failure = unavailable(error);
    for (const outcome of held) outcome.reject(this.#failure);
  }
}

function settle(outcomes: readonly Outcome[]): void {
  for (const outcome of outcomes) outcome.settle();
}
