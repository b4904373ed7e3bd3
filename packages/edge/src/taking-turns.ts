/**
 * Work that takes long takes turns: one piece of it is begun in every other turn of the event loop, so that what is quick, and needs
 * a turn or two, never waits for more than one. Addresses take turns too: who has many pieces waiting does not stand before who has one.
 */
export class TakingTurns {
  /** Of this turn of the event loop. */
  #state: "free" | "taken" | "resting" = "free";
  /** By address; who had a turn goes to the end. */
  readonly #waiting = new Map<string, (() => void)[]>();

  /** Undefined where this turn is free; else a promise of one that is. */
  next(address: string): Promise<void> | undefined {
    if (this.#state === "free") {
      this.#take();
      return undefined;
    }
    return new Promise((resolve) => {
      const waiting = this.#waiting.get(address);
      if (waiting === undefined) this.#waiting.set(address, [resolve]);
      else waiting.push(resolve);
    });
  }

  #take(): void {
    this.#state = "taken";
    setImmediate(() => {
      this.#state = "resting";
      setImmediate(() => this.#beginTurn());
    });
  }

  #beginTurn(): void {
    this.#state = "free";
    const [first] = this.#waiting;
    if (first === undefined) return;
    this.#take();
    const [address, waiting] = first;
    const begin = waiting.shift();
    this.#waiting.delete(address);
    if (waiting.length > 0) this.#waiting.set(address, waiting);
    begin?.();
  }
}
