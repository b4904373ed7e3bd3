/**
 * A server that follows the primary. While the primary is up it answers reads that find there what is known, no more and no less;
 * while it is away, reads and the feed go on there, as long as it has all that listeners have heard of.
 */
import type { Freshness } from "../../src/freshness.ts";
import type { Standing } from "../../src/standing.ts";
import { type Feed, isBelow } from "./feed.ts";
import { beginSnapshot, commit } from "./feed-statements.ts";
import type { Link } from "./link.ts";
import type { LinkPool } from "./link-pool.ts";
import { outcomeOf } from "./outcome.ts";
import type { Patience } from "./patience.ts";
import { LooseReadSession, NoSnapshot, type ReadWork, SnapshotSession } from "./read-session.ts";

/** How long a look may take. */
const ANSWER_MS = 1_000;
/** It is there if it answered a look that began so long ago at most: one may just have failed. */
const THERE_MS = 1_500;
/** It is behind once it has lacked for so long what was known at the look before. */
const BEHIND_MS = 1_000;
/** Where it was behind by a moment, reads ask the primary for so long. */
const PASSED_OVER_MS = 20;

export interface ReplicaParts {
  /** By which it is looked at. */
  readonly link: Link;
  /** Shared by all who read without a transaction. */
  readonly shared: readonly Link[];
  /** Lent to one reader at a time. */
  readonly own: LinkPool;
  readonly feed: Feed;
  readonly freshness: Freshness;
  readonly patience: Patience;
  /** For who runs the program: that it is away, and that it is there. */
  readonly tell: (message: string) => void;
}

export class Replica {
  readonly #parts: ReplicaParts;
  #looking: Promise<void> | undefined;
  #answeredMs = Number.NEGATIVE_INFINITY;
  #inStepMs = Number.NEGATIVE_INFINITY;
  #passedOverUntilMs = 0;
  /** What was known at the look before: it has had the time to follow. */
  #mark: ReadonlyMap<number, number> = new Map();
  #next = 0;
  #wasAway = false;

  constructor(parts: ReplicaParts) {
    this.#parts = parts;
  }

  get state(): NonNullable<Standing["replica"]> {
    const nowMs = performance.now();
    if (nowMs - this.#answeredMs >= THERE_MS) return "away";
    return nowMs - this.#inStepMs < BEHIND_MS ? "up" : "behind";
  }

  /** Whether a read is likely to find there what is known. */
  get isWorthAsking(): boolean {
    return this.state === "up" && performance.now() >= this.#passedOverUntilMs;
  }

  passOver(): void {
    this.#passedOverUntilMs = performance.now() + PASSED_OVER_MS;
  }

  /** The look that is under way, or a new one. Never rejects. */
  look(): Promise<void> {
    this.#looking ??= this.#lookOnce().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #lookOnce(): Promise<void> {
    const { link } = this.#parts;
    const wasOpen = link.isOpen;
    let failure = await outcomeOf(this.#compare(), ANSWER_MS);
    if (failure !== undefined && wasOpen) {
      // The connection may have died unnoticed.
      link.drop();
      failure = await outcomeOf(this.#compare(), ANSWER_MS);
    }
    if (failure !== undefined) link.drop();
    this.#tellOf(failure);
  }

  /** Once for each time that it goes and comes. */
  #tellOf(failure: Error | undefined): void {
    const isAway = failure !== undefined;
    if (isAway === this.#wasAway) return;
    this.#wasAway = isAway;
    this.#parts.tell(isAway ? `the replica is away: ${failure.message}` : "the replica is back");
  }

  async #compare(): Promise<void> {
    const { link, feed, freshness } = this.#parts;
    const beganMs = performance.now();
    await link.open();
    const comparison = await feed.compare(link);
    const { moved, known } = comparison;
    this.#answeredMs = beganMs;
    if (!isBelow(moved, this.#mark)) this.#inStepMs = beganMs;
    this.#mark = known;
    if (isBelow(moved, known)) return;
    if (freshness.isAway) feed.learn(comparison);
    freshness.lookedAtReplica(beganMs);
  }

  /** @throws NoSnapshot where it has not just what is known */
  async readLoosely<Result>(work: ReadWork<Result>): Promise<Result> {
    const { feed, patience, shared } = this.#parts;
    this.#next = (this.#next + 1) % shared.length;
    const link = shared[this.#next]!;
    const { revision, fingerprint } = feed;
    return new LooseReadSession({ link, feed, patience, revision, fingerprint }).performWhole(work);
  }

  /**
   * While the primary is away.
   * INVARIANT: nothing is answered from before what listeners have heard of, and they have heard of all that the snapshot holds.
   * @throws NoSnapshot where it lacks something
   */
  readInTransaction<Result>(work: ReadWork<Result>): Promise<Result> {
    const { feed, patience, own } = this.#parts;
    return own.lend(async (link) => {
      await link.open();
      void link.query(beginSnapshot);
      try {
        const comparison = await feed.compare(link);
        const { moved, known, revision } = comparison;
        if (isBelow(moved, known)) throw new NoSnapshot();
        feed.learn(comparison);
        return await new SnapshotSession({ link, feed, patience, revision }).perform(work);
      } finally {
        void link.query(commit);
      }
    });
  }
}
