/** Sessions that read: without a transaction where that comes to one snapshot, and in one of their own where not. */
import { StoreError } from "../../src/errors.ts";
import type { Revision } from "../../src/records/identifier.ts";
import type { Feed } from "./feed.ts";
import { fingerprinted, withFingerprint } from "./fingerprint.ts";
import type { Link, NamedStatement } from "./link.ts";
import { withoutNul } from "./null-character.ts";
import type { Patience } from "./patience.ts";
import { type AnyStatement, bind, compiledOf, namedOf, PostgresSession, UNNAMED } from "./session.ts";

export type ReadWork<Result> = (session: PostgresSession) => Promise<Result>;

/** What was read was no snapshot, or not the one of which listeners have heard: begin anew, in a transaction. */
export class NoSnapshot extends Error {}

interface Reading {
  /** Of which listeners have heard: when the work begins, or what the transaction sees. */
  readonly revision: Revision;
  readonly link: Link;
  readonly feed: Feed;
  readonly patience: Patience;
  /** Of the same, where the statements go to another server than the one that it was heard from. */
  readonly fingerprint?: string;
}

abstract class ReadSession extends PostgresSession {
  protected change(): Promise<number> {
    throw new Error("a read transaction cannot write");
  }

  protected changeUnseen(): void {
    throw new Error("a read transaction cannot write");
  }

  protected awaitTurn(): undefined {}
}

abstract class DatabaseSession extends ReadSession {
  protected readonly link: Link;
  readonly #feed: Feed;
  readonly #epoch: number;
  protected readonly revision: Revision;
  protected readonly fingerprint: string | undefined;

  constructor({ link, feed, patience, revision, fingerprint }: Reading) {
    super(patience);
    this.link = link;
    this.#feed = feed;
    this.#epoch = feed.epoch;
    this.revision = revision;
    this.fingerprint = fingerprint;
  }

  /** The same numbers of another server may mean something else. */
  protected get isOver(): boolean {
    return this.#feed.epoch !== this.#epoch;
  }

  get mayRemember(): boolean {
    return this.#feed.revision === this.revision && !this.isOver;
  }
}

/**
 * Every statement by itself, with the revision that it was answered at.
 * INVARIANT: all of them are the revision of which listeners had heard when the work began, so that what it remembers, what it
 * reads first and what it reads last are one snapshot.
 */
export class LooseReadSession extends DatabaseSession {
  #lost: NoSnapshot | undefined;

  /** @throws NoSnapshot where the work has to begin anew, whatever it made of it */
  async performWhole<Result>(work: ReadWork<Result>): Promise<Result> {
    try {
      const result = await this.perform(work);
      if (this.#lost !== undefined) throw this.#lost;
      return result;
    } catch (error) {
      throw this.#lost ?? error;
    }
  }

  protected async select(
    statement: AnyStatement,
    parameters: object,
    rowMode?: NamedStatement["rowMode"],
  ): Promise<readonly unknown[]> {
    const compiled = compiledOf(statement);
    const { read, parameters: names } = compiled;
    if (read === undefined) throw new Error(`${statement.name} does not read`);
    const values = withoutNul(compiled, bind(names, parameters));
    if (values === undefined) return [];
    if (!this.link.isOpen) await this.link.open();
    const { fingerprint } = this;
    const named =
      statement.compiled === undefined
        ? namedRead(statement, { read, fingerprint, rowMode })
        : unnamedRead(read, fingerprint);
    const { rows } = await this.link.query(named, values);
    const expected = fingerprint ?? this.revision;
    const first = countOf(rows[0], rowMode);
    if (first?.["revision#"] !== expected || this.isOver) this.#lost ??= new NoSnapshot();
    if (this.#lost !== undefined) throw this.#lost;
    if (first?.["#"] === null) return [];
    return rowMode === undefined ? rows : rows.map((row) => row.slice(COUNT_COLUMNS));
  }
}

interface NamedRead {
  readonly read: string;
  readonly fingerprint: string | undefined;
  readonly rowMode: NamedStatement["rowMode"];
}

function namedRead({ name }: AnyStatement, { read, fingerprint, rowMode }: NamedRead): NamedStatement {
  return fingerprint === undefined
    ? namedOf({ name: `${name}@` }, read, rowMode)
    : namedOf({ name: `${name}#` }, withFingerprint(read), rowMode);
}

/** Prepared for once: of what people search for, a connection would keep more and more. */
function unnamedRead(read: string, fingerprint: string | undefined): NamedStatement {
  return { name: UNNAMED, sql: fingerprint === undefined ? read : fingerprinted(read) };
}

/** What stands before the columns that were asked for. */
interface Count {
  readonly "revision#": Revision | string;
  /** Null where nothing was found. */
  readonly "#": number | null;
}

const COUNT_COLUMNS = 2;

function countOf(row: unknown, rowMode: NamedStatement["rowMode"]): Count | undefined {
  if (rowMode === undefined || row === undefined) return row as Count | undefined;
  const [revision, place] = row as [Count["revision#"], Count["#"]];
  return { "revision#": revision, "#": place };
}

/** In a transaction, which has been begun, and whose snapshot listeners have heard of. */
export class SnapshotSession extends DatabaseSession {
  protected async select(
    statement: AnyStatement,
    parameters: object,
    rowMode?: NamedStatement["rowMode"],
  ): Promise<readonly unknown[]> {
    const compiled = compiledOf(statement);
    const values = withoutNul(compiled, bind(compiled.parameters, parameters));
    if (values === undefined) return [];
    return (await this.link.query(namedOf(statement, compiled.sql, rowMode), values)).rows;
  }
}

/** While every database is away: what is remembered is all that there is. */
export class MemorySession extends ReadSession {
  readonly mayRemember = false;

  protected async select(): Promise<never> {
    throw new StoreError("unavailable", "the database is away, and what was asked for is not in memory");
  }
}
