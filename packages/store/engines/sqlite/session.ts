import type { Held } from "../../src/sql/column.ts";
import { NotedSubjects } from "../../src/sql/noted-subjects.ts";
import type { ComposedSql } from "../../src/sql/search/composed-sql.ts";
import type { SqlSession } from "../../src/sql/session.ts";
import type { Statement } from "../../src/sql/statement.ts";
import type { SqliteConnection } from "./connection.ts";
import { toStoreError } from "./sqlite-error.ts";

/** One transaction's use of the connection; useless once the transaction is over. */
export class SqliteSession extends NotedSubjects implements SqlSession {
  readonly #connection: SqliteConnection;
  readonly #mayWrite: boolean;
  #isOver = false;
  /** One transaction at a time: nothing is told of while it runs, and nobody else remembers what it has not committed. */
  readonly mayRemember = true;

  constructor(connection: SqliteConnection, mayWrite: boolean) {
    super();
    this.#connection = connection;
    this.#mayWrite = mayWrite;
  }

  async first<Parameters extends object, Row>(
    definition: Statement<Parameters, Row>,
    parameters: Parameters,
  ) {
    this.#assertOpen();
    try {
      return this.#connection.first(definition, parameters);
    } catch (error) {
      throw this.#failure(error);
    }
  }

  async all<Parameters extends object, Row>(definition: Statement<Parameters, Row>, parameters: Parameters) {
    this.#assertOpen();
    try {
      return this.#connection.all(definition, parameters);
    } catch (error) {
      throw this.#failure(error);
    }
  }

  async search<Row>(composed: ComposedSql) {
    this.#assertOpen();
    try {
      return this.#connection.search<Row>(composed);
    } catch (error) {
      throw this.#failure(error);
    }
  }

  async tuples<Parameters extends object, Row extends readonly Held[]>(
    definition: Statement<Parameters, Row>,
    parameters: Parameters,
  ) {
    this.#assertOpen();
    try {
      return this.#connection.tuples(definition, parameters);
    } catch (error) {
      throw this.#failure(error);
    }
  }

  async run<Parameters extends object, Row>(definition: Statement<Parameters, Row>, parameters: Parameters) {
    this.#assertOpen();
    if (!this.#mayWrite) throw new Error("a read transaction cannot write");
    try {
      return this.#connection.run(definition, parameters);
    } catch (error) {
      throw this.#failure(error);
    }
  }

  async send<Parameters extends object, Row>(definition: Statement<Parameters, Row>, parameters: Parameters) {
    await this.run(definition, parameters);
  }

  end(): void {
    this.#isOver = true;
  }

  /**
   * Where SQLite has given up the transaction, what came after would be committed by itself: nothing may come after.
   */
  #failure(error: unknown): unknown {
    if (!this.#connection.isInTransaction) this.#isOver = true;
    return toStoreError(error);
  }

  #assertOpen(): void {
    if (this.#isOver)
      throw new Error("this transaction is over: its work has ended, or awaited something else");
  }
}
