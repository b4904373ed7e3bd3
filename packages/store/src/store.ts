/**
 * The store: snapshots to read, serializable transactions to write, a feed of changes.
 *
 * INVARIANT: the work given to `read` and `write` awaits nothing but the transaction it was given, and may run more
 * than once. What needs the network or another thread (hashing a password) is done before.
 */
import type { ReadTransaction, SubjectKind, WriteTransaction } from "./families.ts";
import type { AccountId, Revision } from "./records/identifier.ts";
import type { Standing } from "./standing.ts";

export interface Change {
  readonly revision: Revision;
  readonly kind: SubjectKind;
  readonly id: string;
}

/** "all": anything may have changed (a batch was lost, or the feed was cut); forget everything. */
export type ChangeListener = (changes: readonly Change[] | "all") => void;

/** What the engine may know of a write before it runs. A wrong hint costs time, never truth. */
export interface WriteHint {
  /** Whose records it is about, as far as can be told. */
  readonly accountId?: AccountId | undefined;
}

/** What went to a database over a network since the store was opened. */
export interface Traffic {
  readonly statements: number;
  /** A round trip is what is sent together and waited for. */
  readonly roundTrips: number;
  /** That write. */
  readonly transactions: number;
  /** Those of them that something was in the way of, and that were begun anew. */
  readonly begunAnew: number;
}

export interface Store {
  readonly engine: "sqlite" | "postgres";
  /** Absent where there is no network. */
  readonly traffic?: Traffic;
  /**
   * Whether what is remembered may be answered from without a transaction: listeners have heard of everything up to less than a
   * second ago; or every database is away, was just found to be, and has not been for too long. A process that was paused may not.
   * Ask on every request: it costs a look at the clock.
   */
  readonly mayAnswer: boolean;
  /**
   * Looks for changes until `mayAnswer`.
   * @throws StoreError "stale" where no database has answered for too long, "unavailable" where that could not be found out in time
   */
  refresh(): Promise<void>;
  /** How far the primary is behind what is answered: 0 while it is up, else the milliseconds since it was last heard. */
  readonly staleMs: number;
  /** What is known of the databases, without asking them. */
  standing(): Standing;
  /**
   * A snapshot: every read inside sees the same revision. While every database is away the work runs all the same, since what is
   * remembered may be all that it needs; the first thing that it asks for fails.
   * @throws StoreError as `refresh`
   */
  read<Result>(work: (tx: ReadTransaction) => Promise<Result>): Promise<Result>;
  /**
   * All or nothing, serializable, durable once resolved. Work that throws changes nothing.
   * @throws StoreError "conflict" where a uniqueness rule is broken, or where what is to be changed, or is to own
   *   something, is not there; "unavailable" where the engine does not answer. After a conflict the work must end.
   *   Of a write that failed as "unavailable" nobody knows whether it was done.
   */
  write<Result>(work: (tx: WriteTransaction) => Promise<Result>, hint?: WriteHint): Promise<Result>;
  /**
   * The newest. Once it is known, listeners have heard of every change up to it, whichever process made it. While every database
   * is away, the newest of which they have heard.
   */
  revision(): Promise<Revision>;
  /**
   * Changes after a revision, oldest first, at most `limit`, in whole revisions (a first one that is longer than the
   * limit comes whole). "all" where some of them have been forgotten or were too many to list: forget everything and
   * go on from `revision()`.
   */
  changesAfter(revision: Revision, limit: number): Promise<readonly Change[] | "all">;
  /**
   * No work sees a row before listeners heard of its change; others' changes are told within a second. Of this node's own they
   * have heard once the write resolves. A read that notices too late is begun anew; a write looks just before its snapshot is
   * taken, and what another node commits between the two falls under the second. Returns the function that ends it.
   *
   * Whoever remembers what was read must do so inside the work that read it, and only while `tx.mayRemember`: between the end
   * of the work and whatever follows, a change may come and be told, and a snapshot may be older than what was told. Subjects
   * are told under the revision that was, besides, where work behind one sees what is not committed yet, and where work failed
   * after it wrote. A listener that throws ends the process: it has not forgotten what it should have forgotten.
   */
  subscribe(listener: ChangeListener): () => void;
  /** Deletes every record. Offered to test installations alone. */
  clear(): Promise<void>;
  /** All that it holds at one moment, as a file of its engine; absent where the database's own tools do that. */
  image?(): Promise<Uint8Array>;
  close(): Promise<void>;
}
