/**
 * Work inside a transaction awaits nothing but the transaction. What the database has answered is followed up in the microtasks
 * of the same turn; work that neither asks anything nor is done when the next turn comes awaits something else, and is given up.
 */
export interface Watched {
  /** Has asked something that is not answered yet, or is done. */
  readonly isBusy: boolean;
  giveUp(reason: Error): void;
}

export class Patience {
  #idle = new Set<Watched>();
  #nextTurn: NodeJS.Immediate | undefined;

  /** Call before work is begun, and when it gets an answer and waits for no other. */
  expect(work: Watched): void {
    this.#idle.add(work);
    this.#nextTurn ??= setImmediate(() => this.#look());
  }

  #look(): void {
    this.#nextTurn = undefined;
    const idle = this.#idle;
    this.#idle = new Set();
    for (const work of idle) {
      if (!work.isBusy) {
        work.giveUp(
          new Error(
            "a transaction's work awaited something other than its transaction and was rolled back: do what needs the network, a file, a timer or another transaction before or after",
          ),
        );
      }
    }
  }
}
