import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, test } from "node:test";
import { user } from "../conformance/families/users.ts";
import { fillStore } from "../conformance/full-store.ts";
import { everything } from "../conformance/model-families.ts";
import { ACCOUNT } from "../conformance/samples.ts";
import { copyStore, type LoadOptions, type Snapshot } from "../src/bulk/index.ts";
import { COPIED_TABLES } from "../src/sql/tables.ts";
import type { Store } from "../src/store.ts";
import { loadPostgres, openPostgresSnapshot, openPostgresStore } from "./postgres/index.ts";
import { administer, createDatabase, stopTestServer } from "./postgres/server.test-support.ts";
import { loadSqlite, openSqliteSnapshot, openSqliteStore } from "./sqlite/index.ts";
import { inFolder } from "./sqlite/store-file.test-support.ts";

/** Machines that run tests are busy. */
const PATIENCE_MS = 20_000;

after(stopTestServer);

/** A place for a store, of either engine. */
interface Place {
  readonly open: () => Promise<Store>;
  readonly snapshot: () => Promise<Snapshot>;
  readonly load: (options: LoadOptions) => ReturnType<typeof loadSqlite>;
}

function inFile(file: string): Place {
  return {
    open: () => openSqliteStore({ file }),
    snapshot: () => openSqliteSnapshot({ file }),
    load: (options) => loadSqlite({ file, ...options }),
  };
}

async function inDatabase(): Promise<Place & { readonly url: string }> {
  const { url } = await createDatabase();
  return {
    url,
    open: () => openPostgresStore({ url, random: Math.random, patienceMs: PATIENCE_MS }),
    snapshot: () => openPostgresSnapshot({ url }),
    load: (options) => loadPostgres({ url, ...options }),
  };
}

async function withStoreIn<Result>(place: Place, body: (store: Store) => Promise<Result>): Promise<Result> {
  const store = await place.open();
  try {
    return await body(store);
  } finally {
    await store.close();
  }
}

async function copy(from: Place, to: Place, onProgress?: Parameters<typeof copyStore>[2]) {
  const snapshot = await from.snapshot();
  try {
    return await copyStore(snapshot, to.load, onProgress);
  } finally {
    await snapshot.close();
  }
}

/** Processes that run are the source's alone. */
function forgetHolders(store: Store): Promise<void> {
  return store.write(async (tx) => {
    for (const { id } of await tx.keyHolders.list()) await tx.keyHolders.delete(id);
  });
}

const answersOf = (place: Place) => withStoreIn(place, (store) => store.read(everything));

test("what is copied from SQLite to PostgreSQL and back is the same, of every family", () =>
  inFolder(async (file) => {
    const first = inFile(file);
    await withStoreIn(first, fillStore);
    const second = await inDatabase();
    const third = inFile(`${file}.copy`);
    const there = await copy(first, second);
    const back = await copy(second, third);
    for (const { name } of COPIED_TABLES) assert.ok(there.tables.get(name)!.rows > 0, `${name} was empty`);
    assert.deepEqual(back.tables, there.tables);
    assert.deepEqual([...there.mended, ...back.mended], []);
    await withStoreIn(first, forgetHolders);
    const answers = await answersOf(first);
    assert.deepEqual(await answersOf(second), answers);
    assert.deepEqual(await answersOf(third), answers);
    // A copy is a store like the one it was made of.
    await withStoreIn(third, (store) => store.write((tx) => tx.users.insert(user(900))));
  }));

test("what is written while it is copied is not in the copy, which tells its moment", () =>
  inFolder(async (file) => {
    for (const source of [inFile(file), await inDatabase()]) {
      await withStoreIn(source, async (store) => {
        await fillStore(store);
        const revision = await store.revision();
        const target = inFile(join(`${file}-${store.engine}`));
        const snapshot = await source.snapshot();
        await store.write((tx) => tx.users.insert(user(901)));
        const report = await copyStore(snapshot, target.load);
        await snapshot.close();
        assert.equal(report.revision, revision);
        await withStoreIn(target, async (copied) => {
          assert.equal(await copied.read((tx) => tx.users.byId(user(901).id)), undefined);
        });
      });
    }
  }));

test("counts that were wrong are right in the copy, and told", () =>
  inFolder(async (file) => {
    const source = inFile(file);
    await withStoreIn(source, fillStore);
    const right = await withStoreIn(source, (store) => store.read((tx) => tx.accounts.counts(ACCOUNT)));
    damage(file, "update account_counts set users = users + 5");
    const target = inFile(`${file}.copy`);
    const { mended } = await copy(source, target);
    assert.deepEqual(mended, ["account_counts"]);
    assert.deepEqual(
      await withStoreIn(target, (store) => store.read((tx) => tx.accounts.counts(ACCOUNT))),
      right,
    );
  }));

test("what arrives otherwise than it left is refused, and nothing is copied", () =>
  inFolder(async (file) => {
    const source = inFile(file);
    await withStoreIn(source, fillStore);
    for (const target of [inFile(`${file}.copy`), await inDatabase()]) {
      const losing: Place = {
        ...target,
        load: (options) => target.load({ ...options, batches: lose(options) }),
      };
      await assert.rejects(copy(source, losing), {
        code: "conflict",
        message:
          /^users arrived otherwise than it left: \d+ rows with the checksum [0-9a-f]{64}, and \d+ rows/,
      });
      await withStoreIn(target, async (store) => {
        assert.deepEqual(await store.read((tx) => tx.accounts.list()), []);
      });
    }
  }));

async function* lose({ batches }: LoadOptions) {
  for await (const { table, rows } of batches) {
    yield { table, rows: table.name === "users" ? rows.map((row) => ({ ...row, path: "/other/" })) : rows };
  }
}

test("what is no store of this version is refused in words", () =>
  inFolder(async (file) => {
    const cannot = (name: string, reason: string) => ({
      code: "unavailable",
      message: `cannot read the database ${name}: ${reason}`,
    });
    await assert.rejects(openSqliteSnapshot({ file }), cannot(file, "there is no such file"));
    await withStoreIn(inFile(file), fillStore);
    const number = damage(file, "pragma user_version");
    damage(file, `pragma user_version = ${number - 1}`);
    await assert.rejects(openSqliteSnapshot({ file }), /start this version on it first$/);
    damage(file, "pragma user_version = 99");
    await assert.rejects(openSqliteSnapshot({ file }), /: its schema is number 99, .* run a newer version$/);
    damage(file, "pragma application_id = 1");
    await assert.rejects(openSqliteSnapshot({ file }), cannot(file, "it is a database of another program"));
    const { url } = await createDatabase();
    await assert.rejects(openPostgresSnapshot({ url }), /: it holds no store$/);
    await (await openPostgresStore({ url, random: Math.random, patienceMs: PATIENCE_MS })).close();
    await administer(url, "update rolecall_schema set number = 99");
    await assert.rejects(openPostgresSnapshot({ url }), /: its schema is number 99, .* run a newer version$/);
    await administer(url, "update rolecall_schema set number = 1");
    await assert.rejects(
      openPostgresSnapshot({ url }),
      /: its schema is number 1, .* start this version on it first$/,
    );
  }));

/** Runs a statement, apart from any store. @returns a pragma's number */
function damage(file: string, sql: string): number {
  const database = new DatabaseSync(file);
  const row = database.prepare(sql).get() ?? {};
  database.close();
  return Number(Object.values(row)[0]);
}
