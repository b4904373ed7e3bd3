/**
 * Work that takes long takes turns: one piece of it is begun in each turn of the event loop, so that what is quick never waits
 * for more than one. Addresses take turns too: who has many pieces waiting does not stand before who has one.
 */
export class TakingTurns {
  #isScheduled = false;
  #isTaken = false;
  /** By address; who had a turn goes to the end. */
  readonly #waiting = new Map<string, (() => void)[]>();

  /** Undefined where this turn is free; else a promise of one that is. */
  next(address: string): Promise<void> | undefined {
    this.#schedule();
    if (!this.#isTaken) {
      this.#isTaken = true;
      return undefined;
    }
    return new Promise((resolve) => {
      const waiting = this.#waiting.get(address);
      if (waiting === undefined) this.#waiting.set(address, [resolve]);
      else waiting.push(resolve);
    });
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#beginTurn();
    });
  }

  #beginTurn(): void {
    const [first] = this.#waiting;
    this.#isTaken = first !== undefined;
    if (first === undefined) return;
    const [address, waiting] = first;
    const begin = waiting.shift();
    this.#waiting.delete(address);
    if (waiting.length > 0) this.#waiting.set(address, waiting);
    this.#schedule();
    begin?.();
  }
}
