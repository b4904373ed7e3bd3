/**
 * Works of one transaction that run side by side. They read at once, and write one after the other, in their order.
 *
 * INVARIANT: what they come to is what they would have come to one after the other. What a work has read before its turn stands
 * only if nobody before it wrote to a row that it may have read; else the work is begun anew, having written nothing.
 */
import { mayMeet, type Reaching } from "./reach.ts";

/** What works of one wave wrote, those that failed among them. */
export class Wave {
  readonly #written = new Map<string, Reaching[]>();

  noteWritten(written: Reaching): void {
    for (const table of written.reach.tables) {
      const of = this.#written.get(table);
      if (of === undefined) this.#written.set(table, [written]);
      else of.push(written);
    }
  }

  mayHaveWrittenTo(read: Reaching): boolean {
    return read.reach.tables.some((table) =>
      this.#written.get(table)?.some((written) => mayMeet(read, written)),
    );
  }
}

export class Turn {
  readonly wave: Wave;
  #isMine = false;
  /** Resolves when all works before are over, however they ended. */
  readonly come: Promise<void>;

  constructor(wave: Wave, before: Promise<unknown> | undefined) {
    this.wave = wave;
    this.#isMine = before === undefined;
    const mine = () => {
      this.#isMine = true;
    };
    this.come = before === undefined ? Promise.resolve() : before.then(mine, mine);
  }

  get isMine(): boolean {
    return this.#isMine;
  }
}
