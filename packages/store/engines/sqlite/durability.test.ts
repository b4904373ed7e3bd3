/** Who hears of a write when, with a disk that takes its time, or fails. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { ACCOUNT, account, user } from "../../conformance/samples.ts";
import type { Store } from "../../src/store.ts";
import { SqliteConnection } from "./connection.ts";
import { openSqliteStore } from "./index.ts";
import { type LogFile, openLogFile } from "./log-file.ts";
import { openDatabase } from "./open.ts";
import { SqliteStore } from "./sqlite-store.ts";

const UNAVAILABLE = { name: "StoreError", code: "unavailable", message: /the disk is broken/ } as const;
/** Long enough for anything that waits for no disk. */
const A_WHILE_MS = 20;

/** A log whose disk the test moves. */
class SlowLog implements LogFile {
  syncs = 0;
  isClosed = false;
  #finish: ((error?: Error) => void) | undefined;

  sync(): Promise<void> {
    this.syncs++;
    return new Promise((resolve, reject) => {
      this.#finish = (error) => (error === undefined ? resolve() : reject(error));
    });
  }

  finish(error?: Error): void {
    this.#finish?.(error);
  }

  close(): void {
    this.isClosed = true;
  }
}

/** Tells whether a promise has settled. */
function watch(promise: Promise<unknown>): { readonly isSettled: () => boolean } {
  let settled = false;
  const settle = () => {
    settled = true;
  };
  promise.then(settle, settle);
  return { isSettled: () => settled };
}

test("nobody hears of a write before it is on the disk: not its caller, and no read that saw it", async () => {
  await withSlowLog(async (store, log) => {
    const write = store.write((tx) => tx.users.insert(user(1)));
    await delay(A_WHILE_MS);
    const read = store.read((tx) => tx.users.byId(user(1).id));
    const told = [write, read].map(watch);
    await delay(A_WHILE_MS);
    assert.deepEqual(
      told.map(({ isSettled }) => isSettled()),
      [false, false],
    );
    log.finish();
    await write;
    assert.deepEqual(await read, user(1));
    assert.equal(log.syncs, 1);
    assert.deepEqual(await store.read((tx) => tx.users.byId(user(1).id)), user(1));
  });
});

test("writes gather while the disk is busy, and go to it together", async () => {
  await withSlowLog(async (store, log) => {
    const first = store.write((tx) => tx.users.insert(user(1)));
    await delay(A_WHILE_MS);
    const others = [2, 3, 4].map((number) => store.write((tx) => tx.users.insert(user(number))));
    await delay(A_WHILE_MS);
    assert.equal(log.syncs, 1);
    log.finish();
    await first;
    await delay(A_WHILE_MS);
    assert.equal(log.syncs, 2);
    log.finish();
    await Promise.all(others);
    assert.equal(log.syncs, 2);
  });
});

test("what writes nothing does not wait for the disk", async () => {
  await withSlowLog(async (store, log) => {
    await store.write((tx) => tx.users.byId(user(1).id));
    await assert.rejects(
      store.write(() => Promise.reject(new Error("refused"))),
      { message: "refused" },
    );
    assert.equal(log.syncs, 0);
  });
});

test("a disk that fails: nobody is told that it is well, now or later, until the store is opened anew", async () => {
  await withSlowLog(async (store, log, file) => {
    const write = store.write((tx) => tx.users.insert(user(1)));
    await delay(A_WHILE_MS);
    const read = store.read((tx) => tx.users.byId(user(1).id));
    await delay(A_WHILE_MS);
    log.finish(new Error("the disk is broken"));
    await assert.rejects(write, UNAVAILABLE);
    await assert.rejects(read, UNAVAILABLE);
    await assert.rejects(
      store.read((tx) => tx.users.byId(user(2).id)),
      UNAVAILABLE,
    );
    await assert.rejects(
      store.write((tx) => tx.users.insert(user(2))),
      UNAVAILABLE,
    );
    await store.close();
    const again = await openSqliteStore({ file });
    await again.write((tx) => tx.users.insert(user(2)));
    const { items } = await again.read((tx) => tx.users.list(ACCOUNT, { limit: 9 }));
    assert.ok(items.some(({ id }) => id === user(2).id));
    await again.close();
  });
});

test("closing waits for the disk", async () => {
  await withSlowLog(async (store, log) => {
    const write = store.write((tx) => tx.users.insert(user(1)));
    await delay(A_WHILE_MS);
    const closing = store.close();
    const { isSettled } = watch(closing);
    await delay(A_WHILE_MS);
    assert.deepEqual([isSettled(), log.isClosed], [false, false]);
    log.finish();
    await write;
    await closing;
    assert.equal(log.isClosed, true);
  });
});

test("after a power cut: the log as it last went to the disk has every write that was acknowledged until then", async () => {
  await withStore(
    (file) => new CopyingLog(file),
    async (store, log) => {
      /** How many copies there were when a user's write was acknowledged. */
      const copiesThen = new Map<number, number>();
      const writeTen = async (from: number) => {
        for (let number = from; number < from + 10; number++) {
          await store.write((tx) => tx.users.insert(user(number)));
          copiesThen.set(number, log.copies.length);
        }
      };
      await Promise.all([0, 100, 200, 300].map(writeTen));
      assert.equal(copiesThen.size, 40);
      for (const [index, copy] of log.copies.entries()) {
        const survivors = await userIdsIn(copy);
        for (const [number, copies] of copiesThen) {
          const isCovered = copies <= index + 1;
          assert.ok(!isCovered || survivors.has(user(number).id), `user ${number}, sync ${index + 1}`);
        }
      }
    },
  );
});

async function userIdsIn(file: string): Promise<ReadonlySet<string>> {
  const store = await openSqliteStore({ file });
  const { items } = await store.read((tx) => tx.users.list(ACCOUNT, { limit: 100 }));
  await store.close();
  return new Set(items.map(({ id }) => id));
}

/** The real log, with a copy of what had been written whenever it is brought to the disk. */
class CopyingLog implements LogFile {
  readonly copies: string[] = [];
  readonly #file: string;
  readonly #log: LogFile;
  #begun = 0;

  constructor(file: string) {
    this.#file = file;
    this.#log = openLogFile(file);
  }

  async sync(): Promise<void> {
    const copy = `${this.#file}-copy-${++this.#begun}`;
    // By another process: closing a descriptor of the database in this one would drop its locks.
    for (const suffix of ["", "-wal"]) execFileSync("cp", [this.#file + suffix, copy + suffix]);
    await this.#log.sync();
    this.copies.push(copy);
  }

  close(): void {
    this.#log.close();
  }
}

function withSlowLog(body: (store: Store, log: SlowLog, file: string) => Promise<void>): Promise<void> {
  return withStore(() => new SlowLog(), body);
}

async function withStore<Log extends LogFile>(
  openLog: (file: string) => Log,
  body: (store: Store, log: Log, file: string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "rolecall-store-"));
  const file = join(folder, "store.db");
  try {
    const before = await openSqliteStore({ file });
    await before.write((tx) => tx.accounts.insert(account(1)));
    await before.close();
    const connection = new SqliteConnection(openDatabase(file, 1000));
    const log = openLog(file);
    const store = new SqliteStore(connection, { pollMs: 500, busyTimeoutMs: 1000, revisionsKept: 100, log });
    await body(store, log, file);
    await store.close();
  } finally {
    await rm(folder, { recursive: true });
  }
}
