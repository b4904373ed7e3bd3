/** A work's use of a connection. What differs between reads and writes is in their own files. */
import type { Held } from "../../src/sql/column.ts";
import { NotedSubjects } from "../../src/sql/noted-subjects.ts";
import { type ComposedSql, textOf } from "../../src/sql/search/composed-sql.ts";
import type { SqlSession } from "../../src/sql/session.ts";
import type { CompiledStatement, Statement } from "../../src/sql/statement.ts";
import type { NamedStatement } from "./link.ts";
import type { Patience, Watched } from "./patience.ts";
import { STATEMENTS } from "./statements.ts";
import { withRevision } from "./with-revision.ts";

/** With its SQL, where that was put together for this one question. */
export type AnyStatement = Pick<Statement<never, unknown>, "name"> & {
  readonly compiled?: CompiledStatement;
};

export abstract class PostgresSession extends NotedSubjects implements SqlSession, Watched {
  readonly #patience: Patience;
  #isOver = false;
  #isDone = false;
  #inFlight = 0;
  #giveUp: ((reason: Error) => void) | undefined;

  constructor(patience: Patience) {
    super();
    this.#patience = patience;
  }

  abstract readonly mayRemember: boolean;
  /** @param rowMode "array" for rows as arrays */
  protected abstract select(
    statement: AnyStatement,
    parameters: object,
    rowMode?: NamedStatement["rowMode"],
  ): Promise<readonly unknown[]>;
  protected abstract change(statement: AnyStatement, parameters: object): Promise<number>;
  protected abstract changeUnseen(statement: AnyStatement, parameters: object): void;
  /** Set where others have to be done before this may write. */
  protected abstract awaitTurn(): Promise<void> | undefined;

  async first<Parameters extends object, Row>(
    definition: Statement<Parameters, Row>,
    parameters: Parameters,
  ) {
    return (await this.#ask(() => this.select(definition, parameters)))[0] as Row | undefined;
  }

  async all<Parameters extends object, Row>(definition: Statement<Parameters, Row>, parameters: Parameters) {
    return (await this.#ask(() => this.select(definition, parameters))) as readonly Row[];
  }

  async search<Row>(composed: ComposedSql) {
    const { statement, parameters } = composedStatement(composed);
    return (await this.#ask(() => this.select(statement, parameters))) as readonly Row[];
  }

  async tuples<Parameters extends object, Row extends readonly Held[]>(
    definition: Statement<Parameters, Row>,
    parameters: Parameters,
  ) {
    return (await this.#ask(() => this.select(definition, parameters, "array"))) as readonly Row[];
  }

  run<Parameters extends object, Row>(definition: Statement<Parameters, Row>, parameters: Parameters) {
    return this.#ask(async () => {
      const turn = this.awaitTurn();
      if (turn !== undefined) await turn;
      this.#assertOpen();
      return this.change(definition, parameters);
    });
  }

  async send<Parameters extends object, Row>(definition: Statement<Parameters, Row>, parameters: Parameters) {
    this.#assertOpen();
    const turn = this.awaitTurn();
    if (turn !== undefined) await this.#ask(() => turn);
    this.#assertOpen();
    this.changeUnseen(definition, parameters);
  }

  get isBusy(): boolean {
    return this.#isDone || this.#inFlight > 0;
  }

  giveUp(reason: Error): void {
    this.#isOver = true;
    this.#giveUp?.(reason);
  }

  /** Runs the work. Afterwards the session is of no use. */
  async perform<Result>(work: (session: PostgresSession) => Promise<Result>): Promise<Result> {
    try {
      return await new Promise<Result>((resolve, reject) => {
        this.#giveUp = reject;
        this.#patience.expect(this);
        work(this).then(resolve, reject);
      });
    } finally {
      this.#isOver = this.#isDone = true;
    }
  }

  async #ask<Answer>(send: () => Promise<Answer>): Promise<Answer> {
    this.#assertOpen();
    this.#inFlight += 1;
    try {
      return await send();
    } finally {
      this.#inFlight -= 1;
      if (this.#inFlight === 0 && !this.#isDone) this.#patience.expect(this);
    }
  }

  #assertOpen(): void {
    if (this.#isOver)
      throw new Error("this transaction is over: its work has ended, or awaited something else");
  }
}

/** What a connection calls a statement that it is to forget with the next one. */
export const UNNAMED = "";

function composedStatement(composed: ComposedSql) {
  const text = textOf(composed, (place) => `$${place}`);
  const parameters = composed.values.map((_, place) => `p${place}`);
  const compiled = { sql: text, parameters, read: withRevision(text) };
  const values = composed.values.map((value, place) => [`p${place}`, value]);
  return { statement: { name: UNNAMED, compiled }, parameters: Object.fromEntries(values) as object };
}

export function compiledOf({ name, compiled = STATEMENTS.get(name) }: AnyStatement): CompiledStatement {
  if (compiled === undefined)
    throw new Error(`statement ${name} has not been compiled: run generator/compile.ts`);
  return compiled;
}

/** As the driver is asked for it. */
export function namedOf(
  { name }: AnyStatement,
  sql: string,
  rowMode: NamedStatement["rowMode"],
): NamedStatement {
  return rowMode === undefined ? { name, sql } : { name, sql, rowMode };
}

/** A loop, for the hottest line of the engine. */
export function bind(names: readonly string[], parameters: object): readonly unknown[] {
  const values = parameters as Readonly<Record<string, unknown>>;
  const bound: unknown[] = new Array(names.length);
  for (let index = 0; index < names.length; index++) bound[index] = values[names[index]!];
  return bound;
}
