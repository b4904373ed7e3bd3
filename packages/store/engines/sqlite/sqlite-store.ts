import { StoreError } from "../../src/errors.ts";
import type { ReadTransaction, WriteTransaction } from "../../src/families.ts";
import { Freshness } from "../../src/freshness.ts";
import type { Revision } from "../../src/records/identifier.ts";
import { emptyTables } from "../../src/sql/clear.ts";
import { transactionOver } from "../../src/sql/transaction.ts";
import type { Standing } from "../../src/standing.ts";
import type { Change, ChangeListener, Store } from "../../src/store.ts";
import { BatchRunner, type Job } from "./batch.ts";
import { ChangeFeed } from "./change-feed.ts";
import type { SqliteConnection } from "./connection.ts";
import type { SqliteSession } from "./session.ts";
import { TransactionQueue } from "./transaction-queue.ts";
import { Watchdog } from "./watchdog.ts";

export interface SqliteStoreSettings {
  readonly pollMs: number;
  readonly busyTimeoutMs: number;
  readonly revisionsKept: number;
  readonly staleLimitMs: number;
}

export class SqliteStore implements Store {
  readonly engine = "sqlite";
  readonly #connection: SqliteConnection;
  readonly #feed: ChangeFeed;
  readonly #queue: TransactionQueue;
  readonly #poll: NodeJS.Timeout;
  readonly #freshness: Freshness;
  readonly #busyTimeoutMs: number;
  #closing: Promise<void> | undefined;

  constructor(connection: SqliteConnection, settings: SqliteStoreSettings) {
    const watchdog = new Watchdog();
    this.#connection = connection;
    this.#freshness = new Freshness(settings);
    this.#busyTimeoutMs = settings.busyTimeoutMs;
    const { revisionsKept } = settings;
    this.#feed = new ChangeFeed(connection, { revisionsKept, freshness: this.#freshness });
    const runner = new BatchRunner(connection, this.#feed, watchdog);
    this.#queue = new TransactionQueue(runner, watchdog, settings.busyTimeoutMs);
    this.#poll = setInterval(() => void this.#lookForChanges(), settings.pollMs).unref();
  }

  get mayAnswer(): boolean {
    return this.#freshness.mayAnswer;
  }

  get staleMs(): number {
    return this.#freshness.isAway ? this.#freshness.ageMs : 0;
  }

  async refresh(): Promise<void> {
    if (this.#closing !== undefined) throw closed();
    await this.#freshness.refresh(() => this.#lookForChanges(), this.#busyTimeoutMs);
  }

  standing(): Standing {
    const { isAway, ageMs } = this.#freshness;
    const primary = isAway ? "away" : "up";
    return { revision: this.#feed.revision, primary, ageMs, replicaReads: 0, memoryReads: 0 };
  }

  read<Result>(work: (tx: ReadTransaction) => Promise<Result>): Promise<Result> {
    return this.#enqueue("read", (session) => work(transactionOver(session)));
  }

  write<Result>(work: (tx: WriteTransaction) => Promise<Result>): Promise<Result> {
    return this.#enqueue("write", (session) => work(transactionOver(session)));
  }

  revision(): Promise<Revision> {
    return this.#enqueue("read", async () => this.#feed.revision);
  }

  changesAfter(revision: Revision, limit: number): Promise<readonly Change[] | "all"> {
    return this.#enqueue("read", async () => this.#feed.changesAfter(revision, limit));
  }

  subscribe(listener: ChangeListener): () => void {
    return this.#feed.subscribe(listener);
  }

  clear(): Promise<void> {
    return this.#enqueue("write", async (session) => {
      await emptyTables(session);
      session.noteAll();
    });
  }

  image(): Promise<Uint8Array> {
    return this.#enqueue("read", async () => this.#connection.serialize());
  }

  /** Waits for what has been asked for; what is asked for later fails. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    clearInterval(this.#poll);
    await this.#queue.empty();
    this.#connection.close();
  }

  #enqueue<Result>(
    lane: "read" | "write",
    work: (session: SqliteSession) => Promise<Result>,
  ): Promise<Result> {
    if (this.#closing !== undefined) {
      return Promise.reject<Result>(closed());
    }
    return new Promise<Result>((resolve, reject) => {
      this.#queue[lane]({ work, resolve: resolve as Job["resolve"], reject });
    });
  }

  /** An empty transaction: like every other it begins by looking for what other processes have committed. */
  #lookForChanges(): Promise<void> {
    return new Promise((resolve) => {
      const away = () => {
        this.#freshness.foundAway();
        resolve();
      };
      this.#queue.read({ work: async () => undefined, resolve: () => resolve(), reject: away });
    });
  }
}

function closed(): StoreError {
  return new StoreError("unavailable", "the store has been closed");
}
