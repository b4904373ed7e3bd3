/**
 * What changed, here and in other processes: which revision is known, and who is told of what is newer.
 *
 * INVARIANT: what is known of all streams is one snapshot of them. Snapshots of one server are in one order, so that of two the
 * one with the larger sum is the later, and equal sums are one snapshot.
 */
import type { Freshness } from "../../src/freshness.ts";
import { Listeners } from "../../src/listeners.ts";
import type { Revision } from "../../src/records/identifier.ts";
import type { Subject } from "../../src/sql/noted-subjects.ts";
import type { Change, ChangeListener } from "../../src/store.ts";
import { compare, notify, poll } from "./feed-statements.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { KeptChanges } from "./kept-changes.ts";
import type { Link } from "./link.ts";
import { type MovedRow, movedStreams } from "./moved-streams.ts";
import { DatabaseError } from "./postgres-error.ts";

/** At most so often others are told that there is something to hear. A hint may be lost: everyone looks all the same. */
const HINT_MS = 10;

interface FeedParts {
  /** By which others are told that there is something to hear. */
  readonly link: Link;
  /** Told of each look. */
  readonly freshness: Freshness;
  /** By stream. */
  readonly known: ReadonlyMap<number, number>;
  readonly revisionsKept: number;
  /** Tells this node's hints from others'. */
  readonly nodeId: string;
}

export class Feed {
  readonly #link: Link;
  readonly #freshness: Freshness;
  readonly #nodeId: string;
  readonly #listeners = new Listeners();
  readonly #known: Map<number, number>;
  readonly #kept: KeptChanges;
  #revision: Revision;
  /** Of what is known. Another after the server was another: the same numbers may mean something else. */
  #epoch = 0;
  #fingerprint: string | undefined;
  #hint: NodeJS.Timeout | undefined;
  #hintedMs = 0;

  constructor({ link, freshness, known, revisionsKept, nodeId }: FeedParts) {
    this.#link = link;
    this.#freshness = freshness;
    this.#nodeId = nodeId;
    this.#known = new Map(known);
    this.#revision = sum(known.values());
    this.#kept = new KeptChanges(this.#revision, revisionsKept);
  }

  /** The newest of which listeners have heard. */
  get revision(): Revision {
    return this.#revision;
  }

  get epoch(): number {
    return this.#epoch;
  }

  /** Of all that is known, as `fingerprint.ts` has it. */
  get fingerprint(): string {
    this.#fingerprint ??= fingerprintOf(this.#known);
    return this.#fingerprint;
  }

  seqOf(stream: number): number {
    return this.#known.get(stream) ?? 0;
  }

  subscribe(listener: ChangeListener): () => void {
    return this.#listeners.add(listener);
  }

  changesAfter(revision: Revision, limit: number): readonly Change[] | "all" {
    return this.#kept.after(revision, limit);
  }

  /**
   * Looks by an open connection, with what else is sent there in this turn, and tells listeners of what is newer than what they
   * know. Answers the revision that it saw.
   */
  async look(link: Link): Promise<Revision> {
    const beganMs = performance.now();
    const epoch = this.#epoch;
    const known = new Map(this.#known);
    const seen = this.#revision;
    const { rows } = await link.query(poll, [[...known.keys()], [...known.values()], seen]);
    const moved = rows as unknown as readonly MovedRow[];
    if (this.#epoch !== epoch) throw new DatabaseError(new Error("the database is another server meanwhile"));
    this.#learn(moved);
    this.#freshness.looked(beganMs);
    return seen + differenceOf(moved, known);
  }

  /** How a server that follows the primary stands to what is known. */
  async compare(link: Link): Promise<Comparison> {
    const epoch = this.#epoch;
    const known = new Map(this.#known);
    const revision = this.#revision;
    const { rows } = await link.query(compare, [[...known.keys()], [...known.values()]]);
    const moved = rows as unknown as readonly MovedRow[];
    if (this.#epoch !== epoch) throw new DatabaseError(new Error("the database is another server meanwhile"));
    return { moved, known, revision: revision + differenceOf(moved, known) };
  }

  /** INVARIANT: only of a server that has all that is known: what is known is one snapshot. */
  learn({ moved, known }: Comparison): void {
    if (!isBelow(moved, known)) this.#learn(moved);
  }

  /** What is known is what this server has, whatever was known before. @param beganMs when it was asked */
  restart(known: ReadonlyMap<number, number>, beganMs: number): void {
    this.#epoch += 1;
    // Nothing is in memory any more: from now on reads go there.
    this.#freshness.looked(beganMs);
    this.#kept.restart(this.#revision);
    this.#known.clear();
    for (const [stream, seq] of known) this.#known.set(stream, seq);
    this.#revision = sum(known.values());
    this.#fingerprint = undefined;
    this.#listeners.tell("all");
  }

  /** Others are told that there is something to hear. */
  hint(): void {
    if (this.#hint !== undefined) return;
    const waitMs = Math.max(0, this.#hintedMs + HINT_MS - performance.now());
    this.#hint = setTimeout(() => {
      this.#hint = undefined;
      this.#hintedMs = performance.now();
      if (this.#link.isOpen) void this.#link.query(notify, [this.#nodeId]);
    }, waitMs).unref();
  }

  /** Under no new revision: of what is not committed, or never was. */
  tellOf(subjects: readonly Subject[] | "all"): void {
    const revision = this.#revision;
    this.#listeners.tell(
      subjects === "all" ? "all" : subjects.map(({ kind, id }) => ({ revision, kind, id })),
    );
  }

  close(): void {
    clearTimeout(this.#hint);
  }

  #learn(rows: readonly MovedRow[]): void {
    if (rows.length > 0) this.#fingerprint = undefined;
    const told: Change[] = [];
    let isAll = false;
    for (const { stream, head, changes } of movedStreams(rows, this.#known)) {
      const before = this.#revision;
      this.#revision += head - this.seqOf(stream);
      this.#known.set(stream, head);
      if (changes === "all") {
        isAll = true;
        this.#kept.forget(this.#revision);
        continue;
      }
      const numbered = changes.map(({ nth, kind, id }) => ({ revision: before + nth, kind, id }));
      this.#kept.add(numbered);
      for (const change of numbered) told.push(change);
    }
    this.#listeners.tell(isAll ? "all" : told);
  }
}

/** How a server stands to what is known. */
export interface Comparison {
  /** Of the streams that are elsewhere there. */
  readonly moved: readonly MovedRow[];
  /** What was known when it was asked. */
  readonly known: ReadonlyMap<number, number>;
  readonly revision: Revision;
}

/** Whether a server lacks something. @param known by stream */
export function isBelow(moved: readonly MovedRow[], known: ReadonlyMap<number, number>): boolean {
  return moved.some(({ stream, head }) => head < (known.get(stream) ?? 0));
}

function differenceOf(moved: readonly MovedRow[], known: ReadonlyMap<number, number>): number {
  const heads = new Map(moved.map(({ stream, head }) => [stream, head]));
  return sum([...heads].map(([stream, head]) => head - (known.get(stream) ?? 0)));
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
