/** One connection: statements compiled and prepared once, and the words that begin and end transactions. */
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from "kysely";
import type { StoreSchema } from "../../src/sql/schema.ts";
import { compileStatement, type Statement, type StatementPlace } from "../../src/sql/statement.ts";

/** Kysely builds and compiles; it never runs anything. */
const builder = new Kysely<StoreSchema>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

interface Prepared {
  readonly statement: StatementSync;
  readonly places: readonly StatementPlace[];
}

export class SqliteConnection {
  readonly #database: DatabaseSync;
  /** As many as there are statements in src/sql. Prepared when first used, so that opening does not wait for all of them. */
  readonly #prepared = new Map<object, Prepared>();
  readonly #begin: StatementSync;
  readonly #beginImmediate: StatementSync;
  readonly #commit: StatementSync;
  readonly #rollback: StatementSync;
  readonly #savepoint: StatementSync;
  readonly #release: StatementSync;
  readonly #rollbackTo: StatementSync;
  readonly #dataVersion: StatementSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#begin = database.prepare("BEGIN");
    this.#beginImmediate = database.prepare("BEGIN IMMEDIATE");
    this.#commit = database.prepare("COMMIT");
    this.#rollback = database.prepare("ROLLBACK");
    this.#savepoint = database.prepare("SAVEPOINT work");
    this.#release = database.prepare("RELEASE work");
    this.#rollbackTo = database.prepare("ROLLBACK TO work");
    this.#dataVersion = database.prepare("PRAGMA data_version");
  }

  first<Parameters extends object, Row>(
    definition: Statement<Parameters, Row>,
    parameters: Parameters,
  ): Row | undefined {
    const prepared = this.#prepare(definition);
    return prepared.statement.get(...bind(prepared.places, parameters)) as Row | undefined;
  }

  all<Parameters extends object, Row>(
    definition: Statement<Parameters, Row>,
    parameters: Parameters,
  ): readonly Row[] {
    const prepared = this.#prepare(definition);
    return prepared.statement.all(...bind(prepared.places, parameters)) as unknown as readonly Row[];
  }

  /** Answers how many rows were changed. */
  run<Parameters extends object, Row>(
    definition: Statement<Parameters, Row>,
    parameters: Parameters,
  ): number {
    const prepared = this.#prepare(definition);
    return Number(prepared.statement.run(...bind(prepared.places, parameters)).changes);
  }

  #prepare<Parameters extends object, Row>(definition: Statement<Parameters, Row>): Prepared {
    const known = this.#prepared.get(definition);
    if (known !== undefined) return known;
    const { sql, places } = compileStatement(builder, definition);
    const prepared = { statement: this.#database.prepare(sql), places };
    this.#prepared.set(definition, prepared);
    return prepared;
  }

  /** SQLite gives up a transaction of itself when the disk is full or fails. */
  get isInTransaction(): boolean {
    return this.#database.isTransaction;
  }
  beginRead(): void {
    this.#begin.run();
  }
  beginWrite(): void {
    this.#beginImmediate.run();
  }
  commit(): void {
    this.#commit.run();
  }
  rollback(): void {
    if (this.isInTransaction) this.#rollback.run();
  }
  beginWork(): void {
    this.#savepoint.run();
  }
  keepWork(): void {
    this.#release.run();
  }
  undoWork(): void {
    this.#rollbackTo.run();
    this.#release.run();
  }

  /** Another number than before when another connection has committed since. Reading it takes the snapshot. */
  dataVersion(): number {
    return Number(this.#dataVersion.get()?.data_version);
  }
  close(): void {
    this.#database.close();
  }
}

function bind(places: readonly StatementPlace[], parameters: object): SQLInputValue[] {
  const values = parameters as Readonly<Record<string, SQLInputValue>>;
  return places.map((place) =>
    "parameter" in place ? (values[place.parameter] as SQLInputValue) : (place.value as SQLInputValue),
  );
}
