/**
 * Reads: on shared connections without a transaction; in a transaction of their own where that came to no snapshot; from memory
 * alone while the database is away.
 */
import type { Freshness } from "../../src/freshness.ts";
import type { Feed } from "./feed.ts";
import { beginSnapshot, commit } from "./feed-statements.ts";
import type { Link } from "./link.ts";
import type { LinkPool } from "./link-pool.ts";
import type { Patience } from "./patience.ts";
import { isConnectionLost, toStoreError, unavailable } from "./postgres-error.ts";
import { LooseReadSession, MemorySession, NoSnapshot, SnapshotSession } from "./read-session.ts";
import type { PostgresSession } from "./session.ts";

export type ReadWork<Result> = (session: PostgresSession) => Promise<Result>;

interface ReaderParts {
  readonly feed: Feed;
  readonly freshness: Freshness;
  /** Looks for changes until what is known may be answered from. */
  readonly refresh: () => Promise<void>;
  readonly patience: Patience;
  /** Shared by all who read without a transaction. */
  readonly shared: readonly Link[];
  /** Lent to one reader at a time. */
  readonly own: LinkPool;
}

/** What is asked of connections at once has no bound of its own. */
const READS_MAX = 5_000;
/** How long to wait before a lost connection is opened again. */
const RETRY_MS = 20;

export class Reader {
  readonly #parts: ReaderParts;
  #next = 0;
  #running = 0;
  #memoryReads = 0;

  constructor(parts: ReaderParts) {
    this.#parts = parts;
  }

  get memoryReads(): number {
    return this.#memoryReads;
  }

  /** @param deadlineMs on the clock of performance.now() */
  async read<Result>(work: ReadWork<Result>, deadlineMs: number): Promise<Result> {
    if (this.#running >= READS_MAX) throw unavailable(new Error(`${READS_MAX} reads run already`));
    this.#running += 1;
    try {
      return await this.#readAnew(work, deadlineMs);
    } finally {
      this.#running -= 1;
    }
  }

  async #readAnew<Result>(work: ReadWork<Result>, deadlineMs: number): Promise<Result> {
    const { freshness, refresh } = this.#parts;
    let isLoose = true;
    for (;;) {
      try {
        if (!freshness.mayAnswer) await refresh();
        if (freshness.isAway) return await this.#readFromMemory(work);
        return await (isLoose ? this.#readLoosely(work) : this.#readInTransaction(work));
      } catch (error) {
        if (error instanceof NoSnapshot) isLoose = false;
        else if (!isConnectionLost(error) || performance.now() >= deadlineMs) throw toStoreError(error);
        else await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }

  #readFromMemory<Result>(work: ReadWork<Result>): Promise<Result> {
    this.#memoryReads += 1;
    return new MemorySession(this.#parts.patience).perform(work);
  }

  async #readLoosely<Result>(work: ReadWork<Result>): Promise<Result> {
    const { feed, patience, shared } = this.#parts;
    this.#next = (this.#next + 1) % shared.length;
    const link = shared[this.#next]!;
    const session = new LooseReadSession({ link, feed, patience, revision: feed.revision });
    try {
      const result = await session.perform(work);
      if (session.lost !== undefined) throw session.lost;
      return result;
    } catch (error) {
      throw session.lost ?? error;
    }
  }

  /** INVARIANT: listeners have heard of all that the snapshot holds before the work begins. */
  #readInTransaction<Result>(work: ReadWork<Result>): Promise<Result> {
    const { feed, patience, own } = this.#parts;
    return own.lend(async (link) => {
      await link.open();
      void link.query(beginSnapshot);
      try {
        const revision = await feed.look(link);
        return await new SnapshotSession({ link, feed, patience, revision }).perform(work);
      } finally {
        void link.query(commit);
      }
    });
  }
}
