import type {
  FamilyName,
  ReadTransaction,
  RecordOf,
  SubjectKind,
  Subjects,
  WriteTransaction,
} from "../src/families.ts";
import type { Store } from "../src/store.ts";

/** What the suite has to know of a family. */
export interface FamilyUnderTest<Name extends FamilyName> {
  /** What is the family's own: gives back what it was given, refuses what it must. */
  readonly tests: Readonly<Record<string, (store: Store) => Promise<void>>>;
  readonly naive: NaiveFamily<Name>;
  /** What the model may do to it, over so few ids and names that they often meet. */
  readonly operations: Readonly<Record<string, Perform>>;
  /** Of the operations: called with 0 and 1, so that there is something to change and delete from the beginning. */
  readonly begin: (number: number) => readonly Operation[];
  /** All that can be read of the few ids that the model works with. */
  readonly answers: (tx: ReadTransaction) => Promise<unknown>;
  /**
   * What a cache might remember of subjects of the change feed, such as `user AIDA…`. Orders that depend on others'
   * names are left out: a name that changes is told of its bearer.
   */
  readonly subjects: (tx: ReadTransaction) => Promise<readonly SubjectPart[]>;
}

/** `account 111122223333`; or several of which each tells enough: `account 111122223333 or organization o-0123456789`. */
export type SubjectPart = readonly [subject: string, part: unknown];

export type Perform = (
  tx: WriteTransaction,
  first: number,
  second: number,
  third: number,
) => Promise<unknown>;

export interface Operation {
  readonly name: string;
  /** Numbers of what it is done to; each operation takes from them what it needs. */
  readonly first: number;
  readonly second: number;
  readonly third: number;
}

/** The numbers of the records that the model works with. */
export const NUMBERS = [0, 1, 2, 3, 4] as const;
export const ACCOUNT_NUMBERS = [1, 2, 3] as const;

/** Every record, as a plain list. */
export type NaiveState = { [Name in FamilyName]: readonly RecordOf<Name>[] };

export type NaiveCascade = <Kind extends SubjectKind>(kind: Kind, record: Subjects[Kind]) => void;

/** A family over plain lists: slow, and easy to see through. What engines are compared with. */
export interface NaiveFamily<Name extends FamilyName> {
  readonly open: (state: NaiveState, cascade: NaiveCascade) => WriteTransaction[Name];
  /** Called before the record of another family is deleted. */
  readonly whenDeleted?: {
    readonly [Kind in SubjectKind]?: (
      state: NaiveState,
      record: Subjects[Kind],
      cascade: NaiveCascade,
    ) => void;
  };
}
