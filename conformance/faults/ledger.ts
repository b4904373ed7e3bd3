/** What clients know of what they wrote: every write is sent once, and what became of it is told or is not. */
import type { Answer } from "./client.ts";

/** Of one thing that may be there once: how often it can have been made, and how often it must have been. */
export interface Expected {
  readonly least: number;
  readonly most: number;
}

export class Ledger {
  readonly #things = new Map<string, { least: number; most: number }>();

  /** @param change 1 where the write makes the thing, -1 where it takes it away */
  note(thing: string, change: 1 | -1, { outcome }: Answer): void {
    const known = this.#things.get(thing) ?? { least: 0, most: 0 };
    this.#things.set(thing, known);
    if (outcome === "refused") return;
    if (outcome === "done") {
      known.least += change;
      known.most += change;
    } else if (change === 1) known.most += 1;
    else known.least -= 1;
  }

  get size(): number {
    return this.#things.size;
  }

  [Symbol.iterator](): IterableIterator<[string, Expected]> {
    return this.#things.entries();
  }
}
