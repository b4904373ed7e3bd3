import type { Revision } from "../../src/records/identifier.ts";
import { cutAtRevision } from "../../src/sql/whole-revisions.ts";
import type { Change } from "../../src/store.ts";

/** A change is some 200 bytes: 4 MB. */
const CHANGES_MAX = 20_000;

/** The latest changes, as this node numbered them. Streams have no order among one another but the one they are heard in. */
export class KeptChanges {
  readonly #revisionsKept: number;
  #changes: Change[] = [];
  /** Changes up to here have been forgotten. */
  #forgotten: Revision;

  constructor(revision: Revision, revisionsKept: number) {
    this.#forgotten = revision;
    this.#revisionsKept = revisionsKept;
  }

  add(changes: readonly Change[]): void {
    for (const change of changes) this.#changes.push(change);
    this.#trim();
  }

  /** What led to a revision is not listed. */
  forget(revision: Revision): void {
    this.#changes = [];
    this.#forgotten = Math.max(this.#forgotten, revision);
  }

  /** What was numbered until now never came to be, or may not have: whoever knows any of it is told "all". */
  restart(revision: Revision): void {
    this.forget(Math.max(revision, this.#newest()) + 1);
  }

  after(revision: Revision, limit: number): readonly Change[] | "all" {
    if (revision < this.#forgotten) return "all";
    return cutAtRevision(this.#changes.slice(this.#firstAfter(revision)), limit);
  }

  /** Half at once, so that the rest is seldom moved. */
  #trim(): void {
    const newest = this.#changes.at(-1)?.revision ?? 0;
    const oldest = this.#changes[0]?.revision ?? 0;
    if (this.#changes.length > CHANGES_MAX) this.#forgetTo(this.#changes[CHANGES_MAX >> 1]!.revision);
    else if (newest - oldest >= 2 * this.#revisionsKept) this.#forgetTo(newest - this.#revisionsKept);
  }

  #forgetTo(revision: Revision): void {
    this.#changes = this.#changes.slice(this.#firstAfter(revision));
    this.#forgotten = Math.max(this.#forgotten, revision);
  }

  #newest(): Revision {
    return Math.max(this.#forgotten, this.#changes.at(-1)?.revision ?? 0);
  }

  #firstAfter(revision: Revision): number {
    const index = this.#changes.findIndex((change) => change.revision > revision);
    return index === -1 ? this.#changes.length : index;
  }
}
