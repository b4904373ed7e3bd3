import type { FamilyName, SubjectKind, Subjects, WriteTransaction } from "../families.ts";
import type { SqlSession } from "./session.ts";
import type { AnyTable } from "./table.ts";

/** Called before a record is deleted: deletes what must not outlive it, and notes whom that changes. */
export type Cascade = <Kind extends SubjectKind>(
  session: SqlSession,
  kind: Kind,
  record: Subjects[Kind],
) => Promise<void>;

/** A family as an engine that speaks SQL has it. */
export interface SqlFamily<Name extends FamilyName> {
  /** What refers to another stands after it. */
  readonly tables: readonly AnyTable[];
  readonly open: (session: SqlSession, cascade: Cascade) => WriteTransaction[Name];
  /** What becomes of this family's records when one of another family is deleted. */
  readonly whenDeleted?: {
    readonly [Kind in SubjectKind]?: (
      session: SqlSession,
      record: Subjects[Kind],
      cascade: Cascade,
    ) => Promise<void>;
  };
}
