/** One connection: statements prepared once, and the words that begin and end transactions. */
import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from "node:sqlite";
import { type ComposedSql, textOf } from "../../src/sql/search/composed-sql.ts";
import type { Statement } from "../../src/sql/statement.ts";
import { STATEMENTS } from "./statements.ts";

interface Prepared {
  readonly statement: StatementSync;
  readonly parameters: readonly string[];
  /** Of what it answers. */
  readonly columns: readonly string[];
}

/** Texts of searches that stay prepared. */
const COMPOSED_KEPT = 64;

type Values = readonly SQLOutputValue[];

/** An object made here costs two thirds of one that the binding makes, where a page has a thousand. */
function rowOf<Row>(columns: readonly string[], values: Values): Row {
  const row: Record<string, SQLOutputValue> = {};
  for (let index = 0; index < columns.length; index += 1)
    row[columns[index] as string] = values[index] as SQLOutputValue;
  return row as Row;
}

export class SqliteConnection {
  readonly #database: DatabaseSync;
  /**
   * As many as there are statements in src/sql. Prepared when first used, so that opening does not wait for all of
   * them.
   */
  readonly #prepared = new Map<string, Prepared>();
  /** Of searches: what people ask for again and again, such as the next page. */
  readonly #composed = new Map<string, Prepared>();
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

  /** As a file would have it. */
  serialize(): Uint8Array {
    return this.#database.serialize();
  }

  first<Parameters extends object, Row>(
    definition: Statement<Parameters, Row>,
    parameters: Parameters,
  ): Row | undefined {
    const prepared = this.#prepare(definition);
    const values = prepared.statement.get(...bind(prepared.parameters, parameters));
    return values === undefined ? undefined : rowOf<Row>(prepared.columns, values as unknown as Values);
  }

  all<Parameters extends object, Row>(
    definition: Statement<Parameters, Row>,
    parameters: Parameters,
  ): readonly Row[] {
    const { columns } = this.#prepare(definition);
    return this.tuples(definition, parameters).map((values) => rowOf<Row>(columns, values as Values));
  }

  /** Each row as what stands in its columns. */
  tuples<Parameters extends object, Row>(
    definition: Statement<Parameters, Row>,
    parameters: Parameters,
  ): readonly Row[] {
    const prepared = this.#prepare(definition);
    return prepared.statement.all(...bind(prepared.parameters, parameters)) as unknown as readonly Row[];
  }

  search<Row>(composed: ComposedSql): readonly Row[] {
    const text = textOf(composed, () => "?");
    const { statement, columns } = this.#composed.get(text) ?? this.#compose(text);
    const rows = statement.all(...composed.values) as unknown as Values[];
    return rows.map((values) => rowOf<Row>(columns, values));
  }

  #compose(text: string): Prepared {
    const prepared = preparedOf(this.#database.prepare(text), []);
    for (const oldest of this.#composed.keys()) {
      if (this.#composed.size < COMPOSED_KEPT) break;
      this.#composed.delete(oldest);
    }
    this.#composed.set(text, prepared);
    return prepared;
  }

  /** Answers how many rows were changed. */
  run<Parameters extends object, Row>(
    definition: Statement<Parameters, Row>,
    parameters: Parameters,
  ): number {
    const prepared = this.#prepare(definition);
    return Number(prepared.statement.run(...bind(prepared.parameters, parameters)).changes);
  }

  #prepare({ name }: { readonly name: string }): Prepared {
    const known = this.#prepared.get(name);
    if (known !== undefined) return known;
    const compiled = STATEMENTS.get(name);
    if (compiled === undefined)
      throw new Error(`statement ${name} has not been compiled: run generator/compile.ts`);
    const prepared = preparedOf(this.#database.prepare(compiled.sql), compiled.parameters);
    this.#prepared.set(name, prepared);
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

function preparedOf(statement: StatementSync, parameters: readonly string[]): Prepared {
  statement.setReturnArrays(true);
  return { statement, parameters, columns: statement.columns().map((column) => column.name) };
}

/** A loop, for the hottest line of the engine. */
function bind(names: readonly string[], parameters: object): SQLInputValue[] {
  const values = parameters as Readonly<Record<string, SQLInputValue>>;
  const bound: SQLInputValue[] = new Array(names.length);
  for (let index = 0; index < names.length; index++) bound[index] = values[names[index]!]!;
  return bound;
}
