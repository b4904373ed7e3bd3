/** Two versions on one database, as an upgrade of one node after the other has them. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { after, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import pg from "pg";
import { account } from "../conformance/families/accounts.ts";
import { user } from "../conformance/families/users.ts";
import type { Schema } from "../src/migrations/schema.ts";
import type { Store } from "../src/store.ts";
import { openPostgresStore } from "./postgres/index.ts";
import { migrate } from "./postgres/migrate.ts";
import { SCHEMA as POSTGRES } from "./postgres/migrations/index.ts";
import { administer, createDatabase, stopTestServer } from "./postgres/server.test-support.ts";
import { openSqliteStore } from "./sqlite/index.ts";
import { SCHEMA as SQLITE } from "./sqlite/migrations/index.ts";
import { openDatabase } from "./sqlite/open.ts";
import { inFolder } from "./sqlite/store-file.test-support.ts";

/** Machines that run tests are busy. */
const PATIENCE_MS = 20_000;

after(stopTestServer);

/** A version that knows more, and says from which on the others can go on. */
function next<Migration>(schema: Schema<Migration>, migration: Migration, from: "the one before" | "none") {
  const known = schema.migrations.length;
  return {
    migrations: [...schema.migrations, migration],
    compatibleFrom: [...schema.compatibleFrom, from === "none" ? known + 1 : known],
  };
}

const ADDS = "ALTER TABLE users ADD COLUMN nickname text";
const MORE = "CREATE TABLE gadgets (id text)";

async function migratePostgres(url: string, schema: typeof POSTGRES): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await migrate(client, 0, schema);
  } finally {
    await client.end();
  }
}

/** Writes and reads without a pause, until it is told to stop. */
class Working {
  readonly #store: Store;
  readonly #stop = new AbortController();
  readonly #ended: Promise<void>;
  /** Users that it made. */
  made = 0;

  constructor(store: Store) {
    this.#store = store;
    this.#ended = this.#run();
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const one = user(this.made);
      await this.#store.write((tx) => tx.users.insert(one));
      this.made += 1;
      assert.deepEqual(await this.#store.read((tx) => tx.users.byId(one.id)), one);
      await delay(1);
    }
  }

  /** Waits for so many more; where its work fails, it fails. */
  async more(count: number): Promise<void> {
    const until = this.made + count;
    while (this.made < until) await Promise.race([delay(5), this.#ended]);
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#ended;
  }
}

interface Rolling {
  readonly open: () => Promise<Store>;
  readonly upgrade: (from: "the one before" | "none") => Promise<void>;
}

async function rolls({ open, upgrade }: Rolling): Promise<void> {
  const old = await open();
  await old.write((tx) => tx.accounts.insert(account(1)));
  const working = new Working(old);
  await working.more(3);
  await upgrade("the one before");
  await working.more(3);
  const restarted = await open();
  await restarted.write((tx) => tx.users.insert(user(5000)));
  await working.more(3);
  await working.stop();
  const { users } = await restarted.read((tx) => tx.accounts.counts(account(1).id));
  assert.equal(users, working.made + 1);
  await restarted.close();
  await old.close();
}

test("SQLite: an older process works on while a newer one migrates, and starts again", () =>
  inFolder(async (file) => {
    await rolls({
      open: () => openSqliteStore({ file }),
      upgrade: async (from) => openDatabase(file, 5000, next(SQLITE, `${ADDS}; ${MORE}`, from)).close(),
    });
  }));

test("PostgreSQL: an older process works on while a newer one migrates, and starts again", async () => {
  const { url } = await createDatabase();
  await rolls({
    open: () => openPostgresStore({ url, random: Math.random, patienceMs: PATIENCE_MS }),
    upgrade: (from) => migratePostgres(url, next(POSTGRES, [ADDS, MORE], from)),
  });
});

test("a newer schema that older versions cannot work on is refused in words, and left as it is", () =>
  inFolder(async (file) => {
    const refused = (known: number) => ({
      code: "unavailable",
      message: new RegExp(
        `: its schema is number ${known + 1}, and this version knows ${known}: run a newer version$`,
      ),
    });
    openDatabase(file, 0, next(SQLITE, MORE, "none")).close();
    await assert.rejects(openSqliteStore({ file }), refused(SQLITE.migrations.length));
    openDatabase(file, 0, next(SQLITE, MORE, "none")).close();
    const { url } = await createDatabase();
    await migratePostgres(url, next(POSTGRES, [MORE], "none"));
    await assert.rejects(
      openPostgresStore({ url, random: Math.random, patienceMs: PATIENCE_MS }),
      refused(POSTGRES.migrations.length),
    );
  }));

test("of several nodes that start at once, on an empty and on an older database, one migrates and the others wait", async () => {
  for (const isOlder of [false, true]) {
    const { url } = await createDatabase();
    if (isOlder) await makeFirst(url);
    const stores = await Promise.all(
      [1, 2, 3].map(() => openPostgresStore({ url, random: Math.random, patienceMs: PATIENCE_MS })),
    );
    await stores[0]!.write((tx) => tx.accounts.insert(account(1)));
    assert.deepEqual(await stores[2]!.read((tx) => tx.accounts.list()), [account(1)]);
    await Promise.all(stores.map((store) => store.close()));
  }
});

/** What the first version left, which knew nothing of who is compatible. */
async function makeFirst(url: string): Promise<void> {
  await administer(
    url,
    "create table rolecall_schema (one bigint primary key check (one = 1), number bigint not null)",
  );
  await administer(url, "insert into rolecall_schema (one, number) values (1, 1)");
  for (const statement of POSTGRES.migrations[0]!) await administer(url, statement);
}

test("SQLite: an older file that is opened by several at once is migrated once", () =>
  inFolder(async (file) => {
    const earlier = new URL("./sqlite/earlier/0001.db.gz", import.meta.url);
    writeFileSync(file, gunzipSync(readFileSync(earlier)));
    const stores = await Promise.all([1, 2, 3].map(() => openSqliteStore({ file })));
    for (const store of stores) assert.equal((await store.read((tx) => tx.accounts.list())).length, 2);
    await Promise.all(stores.map((store) => store.close()));
  }));

/** What would take from a process of before what it works with. A change of this sort comes a release after nobody needs it. */
const TAKES = [
  /\bdrop\s+(?:table|column|constraint|index)\b/i,
  /\brename\b/i,
  /\balter\s+column\b/i,
  /\badd\s+(?:column\s+)?(?:"?\w+"?\s+)(?:bigint|text|bytea|integer|blob)\b(?![^,;]*\bdefault\b)[^,;]*\bnot null\b/i,
];
/** Numbers of migrations that may, each with its reason. */
const EXCEPTIONS: Readonly<Record<string, ReadonlyMap<number, string>>> = {
  sqlite: new Map(),
  postgres: new Map(),
};

test("a migration adds; what takes away is listed with its reason", () => {
  const all: Readonly<Record<string, Schema<string | readonly string[]>>> = {
    sqlite: SQLITE,
    postgres: POSTGRES,
  };
  for (const [engine, { migrations, compatibleFrom }] of Object.entries(all)) {
    assert.equal(
      compatibleFrom.length,
      migrations.length,
      `${engine}: migrations/compatible-from.ts has a number each`,
    );
    for (const [index, migration] of migrations.entries()) {
      const number = index + 1;
      assert.ok(
        compatibleFrom[index]! <= number && compatibleFrom[index]! >= (compatibleFrom[index - 1] ?? 1),
      );
      if (index === 0 || EXCEPTIONS[engine]!.has(number)) continue;
      for (const sql of [migration].flat()) {
        for (const pattern of TAKES) assert.doesNotMatch(sql, pattern, `${engine}: migration ${number}`);
      }
    }
  }
  const taken = [
    "DROP TABLE a",
    "ALTER TABLE a RENAME TO b",
    "ALTER TABLE a ALTER COLUMN b TYPE text",
    "ALTER TABLE a ADD COLUMN b text NOT NULL",
  ];
  for (const sql of taken)
    assert.ok(
      TAKES.some((pattern) => pattern.test(sql)),
      sql,
    );
  for (const sql of [
    ADDS,
    "ALTER TABLE a ADD COLUMN b bigint NOT NULL DEFAULT 0",
    "CREATE TABLE a (b text NOT NULL)",
  ]) {
    assert.ok(!TAKES.some((pattern) => pattern.test(sql)), sql);
  }
});
