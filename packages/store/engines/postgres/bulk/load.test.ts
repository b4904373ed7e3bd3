import assert from "node:assert/strict";
import { after, test } from "node:test";
import { toUniqueId } from "@rolecall/names";
import { accessKey } from "../../../conformance/families/access-keys.ts";
import { account } from "../../../conformance/families/accounts.ts";
import { attachment } from "../../../conformance/families/attachments.ts";
import { group } from "../../../conformance/families/groups.ts";
import { loginProfile } from "../../../conformance/families/login-profiles.ts";
import { membership } from "../../../conformance/families/memberships.ts";
import { role } from "../../../conformance/families/roles.ts";
import { user } from "../../../conformance/families/users.ts";
import { type RecordSource, recordBatches, type TableRows } from "../../../src/bulk/index.ts";
import { loadPostgres, openPostgresStore } from "../index.ts";
import { administer, createDatabase, stopTestServer } from "../server.test-support.ts";

after(stopTestServer);

const SOURCE = { accounts: [account(1)], users: [user(1)] };
const FULL = {
  accounts: [account(1)],
  users: [user(1), user(2)],
  groups: [group(1)],
  roles: [role(1)],
  memberships: [membership(1, 1)],
  attachments: [attachment("user", 1, 1)],
  accessKeys: [accessKey(1)],
  loginProfiles: [loginProfile(1)],
} satisfies RecordSource;
const { users, memberships, ...OTHERS } = FULL;

/** Every rule of every table, in the server's words. */
const RULES = `
select conrelid::regclass::text as of, conname::text as name, pg_get_constraintdef(oid) as says, convalidated::text as is
from pg_constraint where connamespace = 'public'::regnamespace
union all
select tablename::text, indexname::text, indexdef, '' from pg_indexes where schemaname = 'public'
union all
select table_name::text, column_name::text, is_nullable || is_identity || data_type, ''
from information_schema.columns where table_schema = 'public'
order by 1, 2, 3`;

const SOURCES: Readonly<Record<string, readonly RecordSource[]>> = {
  "a load": [SOURCE],
  "a load of all that refers to each other": [FULL],
  "a load whose rows come in no order": [{ users }, { memberships }, OTHERS, { users: [user(3)] }],
};

for (const [name, sources] of Object.entries(SOURCES))
  test(`${name} leaves every index and constraint as it was`, async () => {
    const { url } = await createDatabase();
    await (await openPostgresStore({ url, random: Math.random })).close();
    const before = await administer(url, RULES);
    async function* batches() {
      for (const source of sources) yield* recordBatches(source);
    }
    await loadPostgres({ url, batches: batches() });
    assert.ok(before.length > 100);
    assert.deepEqual(await administer(url, RULES), before);
  });

test("a load whose connection is cut fails as unavailable, and leaves the database empty", async () => {
  const { url } = await createDatabase();
  async function* cut(): AsyncGenerator<TableRows> {
    yield* recordBatches(SOURCE);
    await administer(
      url,
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()`,
    );
    for (let number = 2; number < 20_000; number++) yield* recordBatches({ users: [user(number)] });
  }
  await assert.rejects(loadPostgres({ url, batches: cut() }), { name: "StoreError", code: "unavailable" });
  const store = await openPostgresStore({ url, random: Math.random });
  assert.deepEqual(await store.read((tx) => tx.accounts.list()), []);
  assert.equal(await store.revision(), 0);
  await store.close();
});

test("a NUL, which PostgreSQL cannot hold and an older file may, is refused by the row that holds it", async () => {
  const { url } = await createDatabase();
  async function* withNul(): AsyncGenerator<TableRows> {
    for await (const { table, rows } of recordBatches(SOURCE)) {
      yield { table, rows: table.name === "users" ? rows.map((row) => ({ ...row, path: "/\0/" })) : rows };
    }
  }
  await assert.rejects(loadPostgres({ url, batches: withNul() }), {
    code: "conflict",
    message: `users ${user(1).id}: its path holds a NUL, which PostgreSQL does not take`,
  });
});

test("of two loads at the same moment one finds the database full", async () => {
  const { url } = await createDatabase();
  const both = await Promise.allSettled(
    [1, 2].map(() => loadPostgres({ url, batches: recordBatches(SOURCE) })),
  );
  const refused = both.filter((each) => each.status === "rejected");
  assert.deepEqual(
    refused.map(({ reason }) => String(reason)),
    ["StoreError: the store is not empty: its table accounts holds rows"],
  );
});

test("rows that do not agree are told by their table and key while more of them come, and nothing was loaded", async () => {
  const { url } = await createDatabase();
  let told = 0;
  async function* twice(): AsyncGenerator<TableRows> {
    yield* recordBatches({ accounts: [account(1)], users: [user(1), user(1)] });
    for (; told < 5_000; told++)
      yield* recordBatches({
        groups: [{ ...user(2), id: toUniqueId(`AGPA${told}`.padEnd(20, "A")), name: `g-${told}` }],
      });
  }
  await assert.rejects(loadPostgres({ url, batches: twice() }), {
    code: "conflict",
    message: new RegExp(`^users: .*${user(1).id}`),
  });
  const store = await openPostgresStore({ url, random: Math.random });
  assert.deepEqual(await store.read((tx) => tx.accounts.list()), []);
  await store.close();
});

test("rows of a table that comes again behind others are taken too", async () => {
  const { url } = await createDatabase();
  async function* again(): AsyncGenerator<TableRows> {
    yield* recordBatches({ accounts: [account(1)], users: [user(1)] });
    yield* recordBatches({ accounts: [account(2)], users: [user(2)] });
  }
  const { rows } = await loadPostgres({ url, batches: again() });
  assert.deepEqual([rows.get("accounts"), rows.get("users")], [2, 2]);
});
