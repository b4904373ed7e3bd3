/** One work's use of a transaction, which it may share with works before, beside and behind it. */
import type { Revision } from "../../src/records/identifier.ts";
import type { Feed } from "./feed.ts";
import { release, rollbackTo, savepoint } from "./feed-statements.ts";
import type { Link, NamedStatement } from "./link.ts";
import { withoutNul } from "./null-character.ts";
import type { Patience } from "./patience.ts";
import { isConsequence } from "./postgres-error.ts";
import { type Reaching, reachOf } from "./reach.ts";
import { type AnyStatement, bind, compiledOf, namedOf, PostgresSession } from "./session.ts";
import type { Turn } from "./turn.ts";

/** What works of one transaction have in common. */
export class Transaction {
  readonly link: Link;
  readonly feed: Feed;
  readonly patience: Patience;
  /** What was newest just before the snapshot was taken; listeners have heard of it. */
  readonly revision: Revision;
  /** Each work can be undone by itself. */
  readonly hasSavepoints: boolean;
  hasWritten = false;
  #failure: Error | undefined;

  constructor(parts: Pick<Transaction, "link" | "feed" | "patience" | "hasSavepoints" | "revision">) {
    this.link = parts.link;
    this.feed = parts.feed;
    this.patience = parts.patience;
    this.hasSavepoints = parts.hasSavepoints;
    this.revision = parts.revision;
  }

  /** The first thing that went wrong in the database: nothing behind it was done. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** Nothing of it is to be kept, whatever the database makes of it. */
  fail(failure: Error): void {
    this.#failure ??= failure;
  }

  async query(...[statement, values]: Parameters<Link["query"]>) {
    try {
      return await this.link.query(statement, values);
    } catch (error) {
      if (!isConsequence(error)) this.#failure ??= error as Error;
      throw this.#failure ?? error;
    }
  }
}

/** A work before this one wrote to what this one had read: begin it anew. */
class Superseded extends Error {}

export class WriteSession extends PostgresSession {
  readonly #transaction: Transaction;
  readonly #turn: Turn;
  readonly #unseen: Promise<unknown>[] = [];
  /** What was read before the turn had come. */
  #early: Reaching[] = [];
  #superseded: Superseded | undefined;
  #hasWritten = false;

  constructor(transaction: Transaction, turn: Turn) {
    super(transaction.patience);
    this.#transaction = transaction;
    this.#turn = turn;
  }

  get hasWritten(): boolean {
    return this.#hasWritten;
  }

  get mayRemember(): boolean {
    const { hasWritten, revision, feed } = this.#transaction;
    return !hasWritten && feed.revision === revision;
  }

  /** Waits until all works before this one are over. Answers whether what this one has come to still stands. */
  async standsInTurn(): Promise<boolean> {
    await this.#turn.come;
    this.#confirm();
    return this.#superseded === undefined;
  }

  /** @throws what went wrong with what was sent and not waited for */
  async settle(): Promise<void> {
    await Promise.allSettled(this.#unseen);
    if (this.#transaction.failure !== undefined) throw this.#transaction.failure;
  }

  /** Undoes this work alone. */
  undo(): void {
    if (this.#hasWritten && this.#transaction.hasSavepoints) this.#sendUnseen(rollbackTo);
  }

  keep(): void {
    if (this.#hasWritten && this.#transaction.hasSavepoints) this.#sendUnseen(release);
  }

  protected async select(
    statement: AnyStatement,
    parameters: object,
    rowMode?: NamedStatement["rowMode"],
  ): Promise<readonly unknown[]> {
    const compiled = compiledOf(statement);
    const values = withoutNul(compiled, bind(compiled.parameters, parameters));
    if (values === undefined) return [];
    if (!this.#turn.isMine) this.#early.push({ reach: reachOf(compiled), values });
    const named = namedOf(statement, compiled.sql, rowMode);
    return (await this.#transaction.query(named, values)).rows;
  }

  protected override awaitTurn(): Promise<void> | undefined {
    if (!this.#turn.isMine) return this.#turn.come.then(() => this.#assertConfirmed());
    if (this.#early.length > 0) this.#confirm();
    if (this.#superseded !== undefined) throw this.#superseded;
    return undefined;
  }

  protected async change(statement: AnyStatement, parameters: object): Promise<number> {
    return (await this.#write(statement, parameters))?.rowCount ?? 0;
  }

  protected changeUnseen(statement: AnyStatement, parameters: object): void {
    const written = this.#write(statement, parameters);
    if (written !== undefined) this.#keepUnseen(written);
  }

  #write(statement: AnyStatement, parameters: object) {
    const compiled = compiledOf(statement);
    const values = withoutNul(compiled, bind(compiled.parameters, parameters));
    if (values === undefined) return undefined;
    this.#willWrite();
    this.#turn.wave.noteWritten({ reach: reachOf(compiled), values });
    return this.#transaction.query({ name: statement.name, sql: compiled.sql }, values);
  }

  #willWrite(): void {
    if (this.#hasWritten) return;
    this.#hasWritten = this.#transaction.hasWritten = true;
    if (this.#transaction.hasSavepoints) this.#sendUnseen(savepoint);
  }

  /** Looks once, as soon as the turn has come: nobody else writes from then on. */
  #confirm(): void {
    const early = this.#early;
    this.#early = [];
    if (early.some((read) => this.#turn.wave.mayHaveWrittenTo(read))) this.#superseded ??= new Superseded();
  }

  #assertConfirmed(): void {
    this.#confirm();
    if (this.#superseded !== undefined) throw this.#superseded;
    if (this.#transaction.failure !== undefined) throw this.#transaction.failure;
  }

  #sendUnseen(statement: typeof savepoint): void {
    this.#keepUnseen(this.#transaction.query(statement));
  }

  #keepUnseen(answer: Promise<unknown>): void {
    answer.catch(() => {});
    this.#unseen.push(answer);
  }
}
