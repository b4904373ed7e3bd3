/** One work's use of a transaction, which it may share with works before and behind it. */
import type { Revision } from "../../src/records/identifier.ts";
import type { Feed } from "./feed.ts";
import { release, rollbackTo, savepoint } from "./feed-statements.ts";
import type { Link } from "./link.ts";
import type { Patience } from "./patience.ts";
import { isConsequence } from "./postgres-error.ts";
import { type AnyStatement, bind, compiledOf, PostgresSession } from "./session.ts";

/** What works of one transaction have in common. */
export class Transaction {
  readonly link: Link;
  readonly feed: Feed;
  readonly patience: Patience;
  /** What was newest just before the snapshot was taken; listeners have heard of it. */
  readonly revision: Revision;
  /** Several works share it, so that each must be undone by itself. */
  readonly isShared: boolean;
  hasWritten = false;
  #failure: Error | undefined;

  constructor(parts: Pick<Transaction, "link" | "feed" | "patience" | "isShared" | "revision">) {
    this.link = parts.link;
    this.feed = parts.feed;
    this.patience = parts.patience;
    this.isShared = parts.isShared;
    this.revision = parts.revision;
  }

  /** The first thing that went wrong in the database: nothing behind it was done. */
  get failure(): Error | undefined {
    return this.#failure;
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

export class WriteSession extends PostgresSession {
  readonly #transaction: Transaction;
  readonly #unseen: Promise<unknown>[] = [];
  #hasWritten = false;

  constructor(transaction: Transaction) {
    super(transaction.patience);
    this.#transaction = transaction;
  }

  get hasWritten(): boolean {
    return this.#hasWritten;
  }

  get mayRemember(): boolean {
    const { hasWritten, revision, feed } = this.#transaction;
    return !hasWritten && feed.revision === revision;
  }

  /** @throws what went wrong with what was sent and not waited for */
  async settle(): Promise<void> {
    await Promise.allSettled(this.#unseen);
    if (this.#transaction.failure !== undefined) throw this.#transaction.failure;
  }

  /** Undoes this work alone. */
  undo(): void {
    if (this.#hasWritten) this.#sendUnseen(rollbackTo);
  }

  keep(): void {
    if (this.#hasWritten && this.#transaction.isShared) this.#sendUnseen(release);
  }

  protected async select(statement: AnyStatement, parameters: object): Promise<readonly unknown[]> {
    return (await this.#query(statement, parameters)).rows;
  }

  protected async change(statement: AnyStatement, parameters: object): Promise<number> {
    this.#willWrite();
    return (await this.#query(statement, parameters)).rowCount ?? 0;
  }

  protected changeUnseen(statement: AnyStatement, parameters: object): void {
    this.#willWrite();
    this.#keepUnseen(this.#query(statement, parameters));
  }

  #willWrite(): void {
    if (this.#hasWritten) return;
    this.#hasWritten = this.#transaction.hasWritten = true;
    if (this.#transaction.isShared) this.#sendUnseen(savepoint);
  }

  #query(statement: AnyStatement, parameters: object) {
    const { sql, parameters: names } = compiledOf(statement);
    return this.#transaction.query({ name: statement.name, sql }, bind(names, parameters));
  }

  #sendUnseen(statement: typeof savepoint): void {
    this.#keepUnseen(this.#transaction.query(statement));
  }

  #keepUnseen(answer: Promise<unknown>): void {
    answer.catch(() => {});
    this.#unseen.push(answer);
  }
}
