/**
 * Numbers the revisions of this process's writes, and tells listeners what changed here and in other processes.
 *
 * INVARIANT: inside a transaction, after `catchUp`, `revision` is the newest in the snapshot.
 */
import { StoreError } from "../../src/errors.ts";
import type { Freshness } from "../../src/freshness.ts";
import { Listeners } from "../../src/listeners.ts";
import type { Revision } from "../../src/records/identifier.ts";
import {
  appendChange,
  changesAfter,
  LISTED_CHANGES_MAX,
  readFeed,
  setRevision,
  setTrimmedRevision,
  trimChanges,
} from "../../src/sql/changes.ts";
import type { Subject } from "../../src/sql/noted-subjects.ts";
import { cutAtRevision } from "../../src/sql/whole-revisions.ts";
import type { Change, ChangeListener } from "../../src/store.ts";
import type { SqliteConnection } from "./connection.ts";

/** More than this from other processes at once is told as "all". */
const CAUGHT_UP_MAX = 1000;

interface ChangeFeedOptions {
  readonly revisionsKept: number;
  /** Told of each look. */
  readonly freshness: Freshness;
}

export class ChangeFeed {
  readonly #connection: SqliteConnection;
  readonly #listeners = new Listeners();
  readonly #revisionsKept: number;
  readonly #freshness: Freshness;
  /** Of the transaction that is running; of the file, where none is. */
  #revision: Revision;
  /** What the file says, as far as this process knows. */
  #committed: { readonly revision: Revision; readonly trimmed_revision: Revision };
  #dataVersion: number;

  constructor(connection: SqliteConnection, { revisionsKept, freshness }: ChangeFeedOptions) {
    this.#connection = connection;
    this.#revisionsKept = revisionsKept;
    this.#freshness = freshness;
    // In this order: what is committed in between is told once too often, not missed.
    this.#dataVersion = connection.dataVersion();
    this.#committed = this.#readFeed();
    this.#revision = this.#committed.revision;
  }

  get revision(): Revision {
    return this.#revision;
  }

  subscribe(listener: ChangeListener): () => void {
    return this.#listeners.add(listener);
  }

  /** First thing in a transaction: tells of what other processes have committed. */
  catchUp(): void {
    const beganMs = performance.now();
    const dataVersion = this.#connection.dataVersion();
    if (dataVersion !== this.#dataVersion) this.#hearOthers(dataVersion);
    this.#freshness.looked(beganMs);
  }

  #hearOthers(dataVersion: number): void {
    const before = this.#committed.revision;
    this.#committed = this.#readFeed();
    this.#revision = this.#committed.revision;
    this.#dataVersion = dataVersion;
    if (this.#revision === before) return;
    const changes = this.changesAfter(before, CAUGHT_UP_MAX);
    const isComplete = changes !== "all" && changes.at(-1)?.revision === this.#revision;
    this.tell(isComplete ? changes : "all");
  }

  /**
   * At most `limit` changes, in whole revisions; a first revision that is longer than the limit comes whole all the
   * same.
   */
  changesAfter(revision: Revision, limit: number): readonly Change[] | "all" {
    if (revision < this.#committed.trimmed_revision) return "all";
    const fetched = Math.max(limit, LISTED_CHANGES_MAX) + 1;
    const rows = cutAtRevision(this.#connection.all(changesAfter, { revision, limit: fetched }), limit);
    const changes: Change[] = [];
    for (const { revision, kind, id } of rows) {
      if (kind === "all") return "all";
      changes.push({ revision, kind, id });
    }
    return changes;
  }

  /** Writes down what one work changed, under the next revision. Not yet told. */
  append(subjects: readonly Subject[] | "all"): readonly Change[] | "all" {
    if (subjects.length === 0) return [];
    const revision = this.#revision + 1;
    const isListed = subjects !== "all" && subjects.length <= LISTED_CHANGES_MAX;
    const rows = isListed ? subjects : [{ kind: "all" as const, id: "" }];
    for (const [position, { kind, id }] of rows.entries()) {
      this.#connection.run(appendChange, { revision, position, kind, id });
    }
    this.#revision = revision;
    return isListed ? subjects.map(({ kind, id }) => ({ revision, kind, id })) : "all";
  }

  /** Last thing before COMMIT: writes the revision down and forgets old changes, about as many as were added. */
  prepareCommit(): void {
    const revision = this.#revision;
    if (revision === this.#committed.revision) return;
    this.#connection.run(setRevision, { revision });
    const trimmedRevision = revision - this.#revisionsKept;
    if (trimmedRevision <= this.#committed.trimmed_revision) return;
    this.#connection.run(trimChanges, { trimmedRevision });
    this.#connection.run(setTrimmedRevision, { trimmedRevision });
  }

  /** After COMMIT. */
  committed(): void {
    const revision = this.#revision;
    const trimmed_revision = Math.max(this.#committed.trimmed_revision, revision - this.#revisionsKept);
    if (revision !== this.#committed.revision) this.#committed = { revision, trimmed_revision };
  }

  /**
   * What was told since the last COMMIT never came to be, and who was interrupted may have remembered what he wrote.
   */
  rolledBack(): void {
    this.#revision = this.#committed.revision;
    this.tell("all");
  }

  /**
   * Work that failed after it wrote: a cache may have read what it wrote, so its subjects are told, under no new
   * revision.
   */
  tellUndone(subjects: readonly Subject[] | "all"): void {
    this.tell(
      subjects === "all" ? "all" : subjects.map(({ kind, id }) => ({ revision: this.#revision, kind, id })),
    );
  }

  tell(changes: readonly Change[] | "all"): void {
    this.#listeners.tell(changes);
  }

  #readFeed() {
    const feed = this.#connection.first(readFeed, {});
    if (feed === undefined) throw new StoreError("unavailable", "the database has lost its revision");
    return feed;
  }
}
