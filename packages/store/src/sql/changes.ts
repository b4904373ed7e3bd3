/** The statements of the change feed. Who numbers revisions, and when, is the engine's affair. */
import type { SubjectKind } from "../families.ts";
import type { Revision } from "../records/identifier.ts";
import { statementsOf } from "./statement.ts";

/** A write that changes more than this is told as "all". */
export const LISTED_CHANGES_MAX = 200;

/** What each write changed. A row of kind `all` stands for more than is worth listing. */
interface ChangeTable {
  readonly revision: Revision;
  /** Counts the changes of one revision from 0. */
  readonly position: number;
  readonly kind: SubjectKind | "all";
  readonly id: string;
}

/** One row. */
interface FeedTable {
  readonly revision: Revision;
  /** Changes up to here have been forgotten. */
  readonly trimmed_revision: Revision;
}

const statement = statementsOf<{ readonly changes: ChangeTable; readonly feed: FeedTable }>("changes");

export const readFeed = statement()("readFeed", (db) =>
  db.selectFrom("feed").select(["revision", "trimmed_revision"]),
);

export const setRevision = statement<{ revision: Revision }>()("setRevision", (db, p) =>
  db.updateTable("feed").set({ revision: p.revision }),
);

export const setTrimmedRevision = statement<{ trimmedRevision: Revision }>()("setTrimmedRevision", (db, p) =>
  db.updateTable("feed").set({ trimmed_revision: p.trimmedRevision }),
);

export const appendChange = statement<ChangeTable>()("appendChange", (db, p) =>
  db.insertInto("changes").values({ revision: p.revision, position: p.position, kind: p.kind, id: p.id }),
);

/** Whole revisions are for the caller to cut: one more row than asked shows whether the last is complete. */
export const changesAfter = statement<{ revision: Revision; limit: number }>()("changesAfter", (db, p) =>
  db
    .selectFrom("changes")
    .select(["revision", "kind", "id"])
    .where("revision", ">", p.revision)
    .orderBy("revision")
    .orderBy("position")
    .limit(p.limit),
);

export const trimChanges = statement<{ trimmedRevision: Revision }>()("trimChanges", (db, p) =>
  db.deleteFrom("changes").where("revision", "<=", p.trimmedRevision),
);
