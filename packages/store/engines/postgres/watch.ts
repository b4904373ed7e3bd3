/** Looks for changes, and judges by that whether the database is there. */
import type { Freshness } from "../../src/freshness.ts";
import type { Feed } from "./feed.ts";
import type { Link } from "./link.ts";
import { outcomeOf } from "./outcome.ts";

/** By a connection that may have died unnoticed. */
const ANSWER_MS = 500;
/** By one that is made for it. Both together are over before the two seconds that callers wait. */
const NEW_ANSWER_MS = 1_000;
/** What took longer than its time did because this process was paused: it says nothing of the database. */
const PAUSED_MS = 250;
/** Nobody is paused at each of so many: the process has more to do than it can, and the database is away. */
const TRIES = 3;

export interface WatchParts {
  readonly link: Link;
  readonly feed: Feed;
  readonly freshness: Freshness;
  /** For who runs the program: that the database is away, and that it is back. */
  readonly tell: (message: string) => void;
  /** What goes on without it, in words. */
  readonly goesOn: string;
  /** Called when it is found away: what was sent to it is not waited for any more. */
  readonly onAway: () => void;
}

export class Watch {
  readonly #parts: WatchParts;
  #looking: Promise<void> | undefined;
  #next: Promise<void> | undefined;
  #wasAway = false;

  constructor(parts: WatchParts) {
    this.#parts = parts;
  }

  /** The look that is under way, or a new one. Never rejects: `freshness` knows what came of it. */
  look(): Promise<void> {
    this.#looking ??= this.#lookOnce().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  /** A look that begins now or later. One serves all who asked before it began. */
  lookAnew(): Promise<void> {
    if (this.#looking === undefined) return this.look();
    this.#next ??= this.#looking.then(() => {
      this.#next = undefined;
      return this.look();
    });
    return this.#next;
  }

  async #lookOnce(): Promise<void> {
    const { freshness } = this.#parts;
    const beganMs = performance.now();
    const failure = await this.#askPrimary();
    // Another connection may have looked meanwhile, as each write does.
    const isAnswered = freshness.ageMs <= performance.now() - beganMs;
    if (failure !== undefined && !isAnswered) freshness.foundAway();
    this.#tell(isAnswered ? undefined : failure);
  }

  /**
   * One that is refused at once is tried a second time: it may have been cut by what cut the one before it.
   * INVARIANT: only a connection that was made for it proves by its silence that the database is away: an older one may have died
   * while this process was paused or cut off.
   * @returns why it is away
   */
  async #askPrimary(): Promise<Error | undefined> {
    const { link, feed } = this.#parts;
    if (link.isOpen && (await outcomeOf(feed.look(link), ANSWER_MS)) === undefined) return undefined;
    for (let tried = 1; ; tried++) {
      link.drop();
      const beganMs = performance.now();
      const failure = await outcomeOf(this.#askAnew(), NEW_ANSWER_MS);
      if (failure === undefined) return undefined;
      const tookMs = performance.now() - beganMs;
      const isMoot = tookMs > NEW_ANSWER_MS + PAUSED_MS || (tried === 1 && tookMs < ANSWER_MS);
      if (!isMoot || tried === TRIES) return failure;
    }
  }

  async #askAnew(): Promise<void> {
    const { link, feed } = this.#parts;
    await link.open();
    await feed.look(link);
  }

  /** Once for each time that it goes and comes. */
  #tell(failure: Error | undefined): void {
    const isAway = failure !== undefined;
    if (isAway === this.#wasAway) return;
    this.#wasAway = isAway;
    const { tell, goesOn, onAway } = this.#parts;
    if (isAway) onAway();
    tell(
      isAway
        ? `the database is away (${failure.message}): ${goesOn}, and nothing can be changed`
        : "the database is back",
    );
  }
}
