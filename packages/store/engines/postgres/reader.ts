/**
 * Reads: on shared connections without a transaction, of the replica or else the primary; in a transaction of their own where that
 * came to no snapshot; from memory alone while both are away.
 */
import type { Freshness } from "../../src/freshness.ts";
import type { Feed } from "./feed.ts";
import { beginSnapshot, commit } from "./feed-statements.ts";
import type { Link } from "./link.ts";
import type { LinkPool } from "./link-pool.ts";
import type { Patience } from "./patience.ts";
import { isConnectionLost, mayReadAgain, toStoreError, unavailable } from "./postgres-error.ts";
import {
  LooseReadSession,
  MemorySession,
  NoSnapshot,
  type ReadWork,
  SnapshotSession,
} from "./read-session.ts";
import type { Replica } from "./replica.ts";

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
  readonly replica?: Replica | undefined;
}

/** What is asked of connections at once has no bound of its own. */
const READS_MAX = 5_000;
/** How long to wait before a lost connection is opened again. */
const RETRY_MS = 20;
const BEHIND = new Error("the primary is away, and the replica lacks what was heard from it");

export class Reader {
  readonly #parts: ReaderParts;
  #next = 0;
  #running = 0;
  #memoryReads = 0;
  #replicaReads = 0;

  constructor(parts: ReaderParts) {
    this.#parts = parts;
  }

  get memoryReads(): number {
    return this.#memoryReads;
  }

  get replicaReads(): number {
    return this.#replicaReads;
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
        return await (freshness.isAway ? this.#readWithout(work, isLoose) : this.#readWith(work, isLoose));
      } catch (error) {
        const isTorn = error instanceof NoSnapshot;
        if (!isTorn && !isConnectionLost(error) && !mayReadAgain(error)) throw toStoreError(error);
        if (performance.now() >= deadlineMs) throw unavailable(isTorn ? BEHIND : error);
        if (!isTorn || !isLoose) await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
        if (isTorn) isLoose = false;
      }
    }
  }

  /** While the primary is up. */
  async #readWith<Result>(work: ReadWork<Result>, isLoose: boolean): Promise<Result> {
    const { replica } = this.#parts;
    if (isLoose && replica?.isWorthAsking) {
      try {
        return await this.#countReplica(replica.readLoosely(work));
      } catch (error) {
        if (!(error instanceof NoSnapshot) && !isConnectionLost(error) && !mayReadAgain(error)) throw error;
        replica.passOver();
      }
    }
    return isLoose ? this.#readLoosely(work) : this.#readInTransaction(work);
  }

  /** While it is away. */
  #readWithout<Result>(work: ReadWork<Result>, isLoose: boolean): Promise<Result> {
    const { replica } = this.#parts;
    if (replica === undefined || replica.state === "away") return this.#readFromMemory(work);
    return this.#countReplica(isLoose ? replica.readLoosely(work) : replica.readInTransaction(work));
  }

  async #countReplica<Result>(reading: Promise<Result>): Promise<Result> {
    const result = await reading;
    this.#replicaReads += 1;
    return result;
  }

  #readFromMemory<Result>(work: ReadWork<Result>): Promise<Result> {
    this.#memoryReads += 1;
    return new MemorySession(this.#parts.patience).perform(work);
  }

  async #readLoosely<Result>(work: ReadWork<Result>): Promise<Result> {
    const { feed, patience, shared } = this.#parts;
    this.#next = (this.#next + 1) % shared.length;
    const link = shared[this.#next]!;
    return new LooseReadSession({ link, feed, patience, revision: feed.revision }).performWhole(work);
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
