/**
 * What the embedded store costs, beside what SQLite itself costs in the same run; one JSON object a line:
 *
 *     node -C @rolecall/source packages/store/bench/store.ts
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { accessKey } from "../conformance/families/access-keys.ts";
import { account } from "../conformance/families/accounts.ts";
import { attachment } from "../conformance/families/attachments.ts";
import { user } from "../conformance/families/users.ts";
import { ACCOUNT } from "../conformance/samples.ts";
import { openSqliteStore } from "../engines/sqlite/index.ts";
import type { ReadTransaction } from "../src/families.ts";
import type { Store } from "../src/store.ts";

const RECORDS = 1000;
const READS = 20_000;
const ROUNDS = 9;
const WRITES = 4000;

const POINT_READS: Readonly<Record<string, (tx: ReadTransaction, number: number) => Promise<unknown>>> = {
  "users.byId": (tx, number) => tx.users.byId(user(number).id),
  "users.byName": (tx, number) => tx.users.byName(ACCOUNT, `User-${number}`),
  "accessKeys.byId": (tx, number) => tx.accessKeys.byId(accessKey(number).id),
  "accessKeys.ofOwner": (tx, number) => tx.accessKeys.ofOwner(user(number).id),
  "attachments.ofOwner": (tx, number) => tx.attachments.ofOwner(user(number).id),
  "accounts.counts": (tx) => tx.accounts.counts(ACCOUNT),
};

const folder = await mkdtemp(join(tmpdir(), "rolecall-bench-"));
const file = join(folder, "store.db");
const store = await openSqliteStore({ file });
try {
  await fill(store);
  await benchPointReads(store, file);
  for (const readers of [1, 16, 64]) await benchTransactions(store, readers);
  benchSeparateCommits(file);
  for (const writers of [1, 16, 64]) await benchWrites(store, writers);
} finally {
  await store.close();
  await rm(folder, { recursive: true });
}

async function fill(store: Store): Promise<void> {
  await store.write(async (tx) => {
    await tx.accounts.insert(account(1));
    for (let number = 0; number < RECORDS; number++) {
      await tx.users.insert(user(number));
      await tx.accessKeys.insert(accessKey(number, { ownerId: user(number).id }));
      await tx.attachments.attach(attachment("user", number, 1));
      await tx.attachments.attach(attachment("user", number, 2));
    }
  });
}

/** Inside one snapshot, each awaited; beside the bare prepared statement. */
async function benchPointReads(store: Store, file: string): Promise<void> {
  const database = new DatabaseSync(file);
  const statement = database.prepare("SELECT * FROM users WHERE id = ?");
  database.exec("BEGIN");
  report("bare SELECT by id", { p50Us: await median(async (number) => statement.get(user(number).id)) });
  database.close();
  for (const [name, read] of Object.entries(POINT_READS)) {
    const p50Us = await store.read((tx) => median((number) => read(tx, number)));
    report(name, { p50Us, comparedWith: "bare SELECT by id" });
  }
}

async function median(read: (number: number) => Promise<unknown>): Promise<number> {
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const startMs = performance.now();
    for (let index = 0; index < READS; index++) await read(index % RECORDS);
    rounds.push(((performance.now() - startMs) * 1000) / READS);
  }
  return rounds.sort((a, b) => a - b)[ROUNDS >> 1]!;
}

async function benchTransactions(store: Store, readers: number): Promise<void> {
  const perSecond = await rate(readers, READS, () => store.read(async () => undefined));
  report(`empty read transaction, ${readers} at a time`, { perSecond });
}

/** One insert and one durable COMMIT at a time. */
function benchSeparateCommits(file: string): void {
  const database = new DatabaseSync(file);
  database.exec("PRAGMA synchronous = FULL; CREATE TABLE bare (id TEXT PRIMARY KEY, text TEXT)");
  const statement = database.prepare("INSERT INTO bare VALUES (?, ?)");
  const startMs = performance.now();
  for (let index = 0; index < WRITES / 4; index++) statement.run(`id-${index}`, "text");
  report("bare INSERT, a COMMIT each", { perSecond: (WRITES * 250) / (performance.now() - startMs) });
  database.exec("DROP TABLE bare");
  database.close();
}

async function benchWrites(store: Store, writers: number): Promise<void> {
  let number = RECORDS * writers * 1000;
  const perSecond = await rate(writers, WRITES, () => store.write((tx) => tx.users.insert(user(number++))));
  report(`durable user, ${writers} writers`, { perSecond, comparedWith: "bare INSERT, a COMMIT each" });
}

async function rate(concurrency: number, total: number, act: () => Promise<unknown>): Promise<number> {
  let left = total;
  const startMs = performance.now();
  const worker = async () => {
    while (left-- > 0) await act();
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return (total * 1000) / (performance.now() - startMs);
}

function report(name: string, figures: Readonly<Record<string, number | string>>): void {
  const rounded = Object.entries(figures).map(([key, value]) => [
    key,
    typeof value === "number" ? Number(value.toPrecision(4)) : value,
  ]);
  console.log(JSON.stringify({ case: name, ...Object.fromEntries(rounded) }));
}
