/** What is read of large bodies at a time, and how long it is until the next: 100 MB a second of all together. */
const TURN_BYTES = 512 * 1024;
const TURN_MS = 5;
/** Connections that are read from again in one turn; each brings what it has, up to 64 KiB at a time. */
const RESUMED = 8;

/** What a body's connection is asked. */
export interface Pausable {
  readonly destroyed: boolean;
  pause(): unknown;
  resume(): unknown;
}

/**
 * Lets large bodies in at a pace. The event loop takes what every connection has: hundreds that send as fast as they can would
 * keep it copying, and the collector of garbage busy with node's own buffers, and whoever asks for little waits for both.
 */
export class ReadingPace {
  #turnBytes = 0;
  #isScheduled = false;
  /** The first to be paused goes on first. */
  readonly #paused = new Set<Pausable>();

  /** Tells of bytes that came of a large body. Past what one turn takes, its connection waits for one of the next. */
  took(connection: Pausable, bytes: number): void {
    this.#turnBytes += bytes;
    this.#schedule();
    if (this.#turnBytes <= TURN_BYTES || this.#paused.has(connection)) return;
    this.#paused.add(connection);
    connection.pause();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setTimeout(() => {
      this.#isScheduled = false;
      this.#beginTurn();
    }, TURN_MS);
  }

  #beginTurn(): void {
    this.#turnBytes = 0;
    let resumed = 0;
    for (const connection of this.#paused) {
      if (resumed === RESUMED) break;
      this.#paused.delete(connection);
      if (connection.destroyed) continue;
      connection.resume();
      resumed += 1;
    }
    if (this.#paused.size > 0) this.#schedule();
  }
}
