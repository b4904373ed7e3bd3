import assert from "node:assert/strict";
import { after, test } from "node:test";
import { account } from "../../conformance/families/accounts.ts";
import { parseDatabaseUrl } from "./database-url.ts";
import { explainFailure } from "./explain-failure.ts";
import { openPostgresStore } from "./index.ts";
import { assertVersion } from "./migrate.ts";
import { administer, createDatabase, stopTestServer, testServer } from "./server.test-support.ts";

after(stopTestServer);

const open = (url: string, password?: string) => openPostgresStore({ url, password, random: Math.random });

async function assertRefused(url: string, reason: RegExp): Promise<void> {
  await assert.rejects(open(url), (error: Error & { code?: string }) => {
    assert.equal(error.code, "unavailable");
    assert.match(error.message, reason);
    assert.doesNotMatch(error.message, /secret|\n/);
    return true;
  });
}

/** The URL with other parts. */
function changed(
  url: string,
  parts: Partial<Record<"hostname" | "port" | "username" | "password" | "pathname", string>>,
) {
  return Object.assign(new URL(url), parts).href;
}

test("what was written is there when the database is opened again", async () => {
  const { url, drop } = await createDatabase();
  const first = await open(url);
  await first.write((tx) => tx.accounts.insert(account(1)));
  await first.close();
  const second = await open(url);
  assert.deepEqual(await second.read((tx) => tx.accounts.list()), [account(1)]);
  assert.equal(await second.revision(), 1);
  await second.close();
  await drop();
});

test("processes that open a new database at the same moment all get it", async () => {
  const { url, drop } = await createDatabase();
  const stores = await Promise.all(Array.from({ length: 6 }, () => open(url)));
  await stores[0]!.write((tx) => tx.accounts.insert(account(1)));
  for (const store of stores) assert.equal(await store.revision(), 1);
  for (const store of stores) await store.close();
  const rows = await administer(url, "select count(*) as n from streams where claim > 0");
  // A lane each: none is shared while there are others.
  assert.equal(Number(rows[0]?.n), 6);
  await drop();
});

test("each wrong address is told in one line", async () => {
  const { url } = await testServer();
  await assertRefused(changed(url, { hostname: "no-such-host.invalid" }), /no-such-host\.invalid/);
  await assertRefused(changed(url, { port: "1" }), /nothing listens on 127\.0\.0\.1:1$/);
  await assertRefused(
    changed(url, { pathname: "/nowhere" }),
    /the server has no database nowhere: create it first$/,
  );
  await assertRefused(`${url}?sslmode=verify-full`, /does not support SSL|TLS/);
  await assertRefused(`${url}?sslmode=sometimes`, /sslmode=sometimes is none of disable, allow, prefer/);
  await assertRefused(`${url}?target_session_attrs=any`, /target_session_attrs is not known/);
  await assertRefused(`${url}?sslmode=verify-ca&sslrootcert=/none`, /sslrootcert=\/none cannot be read/);
  await assertRefused("postgres://127.0.0.1/db", /has to name one user, host and database/);
  await assertRefused("mysql://u:secret@h/d", /not a URL as postgres:/);
});

/** A role that ends with its test. On a server that ends then too, what it owns may keep it. */
async function withRole(name: string, body: () => Promise<void>): Promise<void> {
  const { url } = await testServer();
  await administer(url, `create role ${name} login password '${name}-right'`);
  try {
    await body();
  } finally {
    await administer(url, `drop role ${name}`).catch(() => {});
  }
}

test("a wrong password is told, and none is; another way to give it is taken", () =>
  withRole("guest", signsIn));

async function signsIn(): Promise<void> {
  const { url, drop } = await createDatabase();
  const guest = changed(url, { username: "guest", password: "secret" });
  await assertRefused(guest, /the password of guest is wrong, or none was given/);
  await assertRefused(changed(guest, { username: "nobody" }), /the password of nobody is wrong/);
  await administer(url, `alter database ${new URL(url).pathname.slice(1)} owner to guest`);
  await (await open(changed(guest, { password: "" }), "guest-right")).close();
  await drop();
}

test("who may not make tables is told so", () => withRole("visitor", makesNothing));

async function makesNothing(): Promise<void> {
  const { url, drop } = await createDatabase();
  await assertRefused(
    changed(url, { username: "visitor", password: "visitor-right" }),
    /visitor may not make its tables in rolecall_\S+ \(permission denied for schema public\): make visitor the owner/,
  );
  await drop();
}

test("a server that only reads is refused", async () => {
  const { url, drop } = await createDatabase();
  const name = new URL(url).pathname.slice(1);
  await administer(url, `alter database ${name} set default_transaction_read_only = on`);
  await assertRefused(url, /the server only reads: it is a standby, or was told to; give the primary$/);
  await drop();
});

test("a newer schema and another program's tables are refused, and left as they were", async () => {
  const { url, drop } = await createDatabase();
  await (await open(url)).close();
  await administer(url, "update rolecall_schema set number = 999");
  await assertRefused(url, /its schema is number 999, and this version knows \d+: run a newer version$/);
  await drop();
  const other = await createDatabase();
  await administer(other.url, "create table users (name text)");
  await assertRefused(other.url, /holds tables of another program/);
  assert.deepEqual(await administer(other.url, "select name from users"), []);
  await other.drop();
});

test("a server that is too old is refused", () => {
  assert.throws(
    () => assertVersion(120_022),
    /the server is PostgreSQL 12, and 13 is the oldest that will do/,
  );
  assertVersion(130_000);
  assertVersion(180_004);
});

test("options out of range are refused", async () => {
  const url = "postgres://u@127.0.0.1/d";
  for (const wrong of [{ pollMs: 0 }, { pollMs: 501 }, { revisionsKept: 0 }])
    await assert.rejects(openPostgresStore({ url, random: Math.random, ...wrong }), RangeError);
});

test("a server that asks by SCRAM for a password that was not given is explained like any other", () => {
  const address = parseDatabaseUrl("postgres://guest@db.internal/rolecall", undefined);
  // What the driver says before it has asked.
  const error = new Error("SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string");
  assert.match(explainFailure(address, error).message, /guest needs a password, and none was given/);
});
