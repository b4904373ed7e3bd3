/** What a record family needs of an engine inside one transaction. */
import type { SubjectKind } from "../families.ts";
import type { Held } from "./column.ts";
import type { ComposedSql } from "./search/composed-sql.ts";
import type { Statement } from "./statement.ts";

export interface SqlSession {
  first<Parameters extends object, Row>(
    definition: Statement<Parameters, Row>,
    parameters: Parameters,
  ): Promise<Row | undefined>;
  all<Parameters extends object, Row>(
    definition: Statement<Parameters, Row>,
    parameters: Parameters,
  ): Promise<readonly Row[]>;
  /** The same for rows that are told as what stands in their columns, in the statement's order: a list may have a thousand. */
  tuples<Parameters extends object, Row extends readonly Held[]>(
    definition: Statement<Parameters, Row>,
    parameters: Parameters,
  ): Promise<readonly Row[]>;
  /**
   * Answers how many rows were changed.
   * @throws StoreError "conflict" where a uniqueness rule is broken
   */
  run<Parameters extends object, Row>(
    definition: Statement<Parameters, Row>,
    parameters: Parameters,
  ): Promise<number>;
  /**
   * Runs a statement whose answer nobody needs. An engine on a network does not wait for it: where it fails, whatever comes
   * behind fails in the same way, at the latest the work itself.
   */
  send<Parameters extends object, Row>(
    definition: Statement<Parameters, Row>,
    parameters: Parameters,
  ): Promise<void>;
  /** Of statements that read, and that nobody could write down before they were asked for. */
  search<Row>(composed: ComposedSql): Promise<readonly Row[]>;
  /** As `ReadTransaction` has it. */
  readonly mayRemember: boolean;
  /** Notes for the change feed that this transaction changed something about the subject. */
  note(kind: SubjectKind, id: string): void;
}
