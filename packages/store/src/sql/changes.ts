/** The statements of the change feed. Who numbers revisions, and when, is the engine's affair. */

import type { SubjectKind } from "../families.ts";
import type { Revision } from "../records/identifier.ts";
import { statement } from "./statement.ts";

/** A write that changes more than this is told as "all". */
export const LISTED_CHANGES_MAX = 200;

export const readFeed = statement()("changes.readFeed", (db) =>
  db.selectFrom("feed").select(["revision", "trimmed_revision"]),
);

export const setRevision = statement<{ revision: Revision }>()("changes.setRevision", (db, p) =>
  db.updateTable("feed").set({ revision: p.revision }),
);

export const setTrimmedRevision = statement<{ trimmedRevision: Revision }>()(
  "changes.setTrimmedRevision",
  (db, p) => db.updateTable("feed").set({ trimmed_revision: p.trimmedRevision }),
);

export const appendChange = statement<{
  revision: Revision;
  position: number;
  kind: SubjectKind | "all";
  id: string;
}>()("changes.appendChange", (db, p) =>
  db.insertInto("changes").values({ revision: p.revision, position: p.position, kind: p.kind, id: p.id }),
);

/** Whole revisions are for the caller to cut: one more row than asked shows whether the last is complete. */
export const changesAfter = statement<{ revision: Revision; limit: number }>()(
  "changes.changesAfter",
  (db, p) =>
    db
      .selectFrom("changes")
      .select(["revision", "kind", "id"])
      .where("revision", ">", p.revision)
      .orderBy("revision")
      .orderBy("position")
      .limit(p.limit),
);

export const trimChanges = statement<{ trimmedRevision: Revision }>()("changes.trimChanges", (db, p) =>
  db.deleteFrom("changes").where("revision", "<=", p.trimmedRevision),
);
