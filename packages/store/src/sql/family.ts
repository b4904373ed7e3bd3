import type { FamilyName, RecordOf, SubjectKind, Subjects, WriteTransaction } from "../families.ts";
import type { SqlSession } from "./session.ts";
import type { AnyTable } from "./table.ts";

/** Called before a record is deleted: deletes what must not outlive it, and notes whom that changes. */
export type Cascade = <Kind extends SubjectKind>(
  session: SqlSession,
  kind: Kind,
  record: Subjects[Kind],
) => Promise<void>;

/** Holds a family's records, a row each. */
export interface RecordTable<Entity> extends AnyTable {
  readonly toRow: (record: Entity) => object;
  /** @param row of this table */
  toRecord(row: object): Entity;
}

/** Holds what follows from the rows of others, and is kept so by whoever writes these. */
export interface DerivedTable {
  readonly table: AnyTable;
  /** What it should hold, column by column, in plain SQL that each engine knows. */
  readonly select: string;
}

/** A family as an engine that speaks SQL has it. */
export interface SqlFamily<Name extends FamilyName> {
  readonly table: RecordTable<RecordOf<Name>>;
  /** What refers to another stands after it. */
  readonly derived?: readonly DerivedTable[];
  /** Tells of processes that run on this store, and of nothing that another one would have to hold. */
  readonly isOfProcesses?: true;
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
