/**
 * Work inside a transaction awaits nothing but the transaction, whose answers are there at once. So all of it runs in
 * the microtasks of one turn of the event loop, and work that is still not done when the next turn comes has awaited
 * something else. It would hold up every other transaction for as long as it likes; it is given up instead.
 */
export class Watchdog {
  #giveUp: ((reason: Error) => void) | undefined;
  #nextTurn: NodeJS.Immediate | undefined;

  /** Call at the beginning of a turn's work, in the turn in which the work runs. */
  start(): void {
    this.#nextTurn = setImmediate(() => {
      this.start();
      this.#giveUp?.(
        new Error(
          "a transaction's work awaited something other than its transaction and was rolled back: do what needs the network, a file, a timer or another transaction before or after",
        ),
      );
    });
  }

  stop(): void {
    clearImmediate(this.#nextTurn);
    this.#giveUp = undefined;
  }

  /** Settles as the work does, or fails in the next turn. */
  watch<Result>(work: () => Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#giveUp = reject;
      work().then(resolve, reject);
    });
  }
}
