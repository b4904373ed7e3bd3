import { StoreError } from "../../src/errors.ts";
import type { ReadTransaction, WriteTransaction } from "../../src/families.ts";
import type { Freshness } from "../../src/freshness.ts";
import type { Revision } from "../../src/records/identifier.ts";
import { emptyTables } from "../../src/sql/clear.ts";
import { transactionOver } from "../../src/sql/transaction.ts";
import type { Standing } from "../../src/standing.ts";
import type { Change, ChangeListener, Store, WriteHint } from "../../src/store.ts";
import type { Feed } from "./feed.ts";
import type { Lane } from "./lane.ts";
import type { Link, Traffic } from "./link.ts";
import { DatabaseError, toStoreError, unavailable } from "./postgres-error.ts";
import type { Reader } from "./reader.ts";
import type { Replica } from "./replica.ts";
import type { Watch } from "./watch.ts";
import type { WriteSession } from "./write-session.ts";

interface StoreParts {
  readonly feed: Feed;
  readonly freshness: Freshness;
  readonly watch: Watch;
  /** Looks for changes until what is known may be answered from. */
  readonly refresh: () => Promise<void>;
  readonly replica: Replica | undefined;
  readonly reader: Reader;
  readonly lane: Lane;
  readonly links: readonly Link[];
  /** What reads and writes sent; not what looks for changes. */
  readonly traffic: Readonly<Traffic>;
  readonly pollMs: number;
  readonly patienceMs: number;
}

export class PostgresStore implements Store {
  readonly engine = "postgres";
  readonly traffic: Readonly<Traffic>;
  readonly #parts: StoreParts;
  readonly #poll: NodeJS.Timeout;
  readonly #running = new Set<Promise<unknown>>();
  readonly #starting: (() => void)[] = [];
  #closing: Promise<void> | undefined;

  constructor(parts: StoreParts) {
    this.#parts = parts;
    this.traffic = parts.traffic;
    this.#poll = setInterval(() => void this.#look(), parts.pollMs).unref();
  }

  get mayAnswer(): boolean {
    return this.#parts.freshness.mayAnswer;
  }

  get staleMs(): number {
    const { freshness } = this.#parts;
    return freshness.isAway ? freshness.ageMs : 0;
  }

  refresh(): Promise<void> {
    return this.#begin(this.#parts.refresh);
  }

  standing(): Standing {
    const { feed, freshness, reader, replica } = this.#parts;
    return {
      revision: feed.revision,
      primary: freshness.isAway ? "away" : "up",
      ageMs: freshness.ageMs,
      ...(replica !== undefined && { replica: replica.state }),
      replicaReads: reader.replicaReads,
      memoryReads: reader.memoryReads,
    };
  }

  read<Result>(work: (tx: ReadTransaction) => Promise<Result>): Promise<Result> {
    const { reader, patienceMs } = this.#parts;
    const deadlineMs = performance.now() + patienceMs;
    return this.#begin(async () => {
      await this.#nextTurn();
      return reader.read(async (session) => work(transactionOver(session)), deadlineMs);
    });
  }

  write<Result>(work: (tx: WriteTransaction) => Promise<Result>, hint?: WriteHint): Promise<Result> {
    return this.#enqueue(async (session) => work(transactionOver(session)), hint?.accountId);
  }

  revision(): Promise<Revision> {
    return this.#begin(async () => {
      await this.#lookAnew();
      return this.#parts.feed.revision;
    });
  }

  changesAfter(revision: Revision, limit: number): Promise<readonly Change[] | "all"> {
    return this.#begin(async () => {
      await this.#lookAnew();
      return this.#parts.feed.changesAfter(revision, limit);
    });
  }

  subscribe(listener: ChangeListener): () => void {
    return this.#parts.feed.subscribe(listener);
  }

  clear(): Promise<void> {
    return this.#enqueue(async (session) => {
      await emptyTables(session);
      session.noteAll();
    }, undefined);
  }

  /** Waits for what has been asked for; what is asked for later fails. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const { lane, links, feed } = this.#parts;
    clearInterval(this.#poll);
    await Promise.allSettled(this.#running);
    await lane.empty();
    feed.close();
    await Promise.all(links.map((link) => link.close()));
  }

  /** While every database is away that was just found out, and what is known is the newest that there is. */
  async #lookAnew(): Promise<void> {
    const { freshness, watch, refresh } = this.#parts;
    if (!freshness.isAway) await watch.lookAnew();
    await refresh();
  }

  async #look(): Promise<void> {
    const { watch, replica } = this.#parts;
    await Promise.all([watch.look(), replica?.look()]);
  }

  #enqueue<Result>(
    work: (session: WriteSession) => Promise<Result>,
    accountId: string | undefined,
  ): Promise<Result> {
    const { lane, patienceMs } = this.#parts;
    const deadlineMs = performance.now() + patienceMs;
    return this.#begin(
      () =>
        new Promise<Result>((resolve, reject) => {
          lane.push({ work, accountId, deadlineMs, resolve: resolve as (result: unknown) => void, reject });
        }),
    );
  }

  /** Gives up in time, whatever the database does. What it does later changes nothing for who asked. */
  #begin<Result>(run: () => Promise<Result>): Promise<Result> {
    if (this.#closing !== undefined) {
      return Promise.reject<Result>(new StoreError("unavailable", "the store has been closed"));
    }
    const { patienceMs } = this.#parts;
    const settled = new Promise<Result>((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(unavailable(new Error(`nothing was heard of it for ${patienceMs} ms`)));
      }, patienceMs);
      run()
        .then(resolve, (error) => reject(error instanceof DatabaseError ? toStoreError(error) : error))
        .finally(() => clearTimeout(timer));
    });
    this.#running.add(settled);
    const forget = () => void this.#running.delete(settled);
    settled.then(forget, forget);
    return settled;
  }

  /** Work begins in a turn of its own, so that it is seen to wait for other work that has yet to begin. */
  #nextTurn(): Promise<void> {
    return new Promise((resolve) => {
      this.#starting.push(resolve);
      if (this.#starting.length > 1) return;
      setImmediate(() => {
        for (const start of this.#starting.splice(0)) start();
      });
    });
  }
}
