/**
 * Databases of earlier versions are migrated, and keep what they hold. Each `NUMBER.db.gz` was written by the code of
 * its time (0001: commit f0a952f), and that code said what is in it: `NUMBER.json`.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { user } from "../../../conformance/families/users.ts";
import { openSqliteStore } from "../index.ts";
import { MIGRATIONS } from "../migrations/index.ts";
import { inFolder } from "../store-file.test-support.ts";
import { readEverything } from "./read-everything.fixture.ts";

const NUMBERS = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith(".db.gz"))
  .map((name) => name.slice(0, 4));

test("the first version's is here", () => assert.ok(NUMBERS.includes("0001")));

for (const number of NUMBERS) {
  test(`a database of migration ${number} keeps what it holds, and goes on`, () =>
    inFolder((file) => checkEarlier(number, file)));
}

async function checkEarlier(number: string, file: string): Promise<void> {
  writeFileSync(file, gunzipSync(readHere(`${number}.db.gz`)));
  const expected: unknown = JSON.parse(readHere(`${number}.json`).toString());
  assert.equal(versionOf(file), Number(number));
  for (const start of ["first", "second"]) {
    const store = await openSqliteStore({ file });
    assert.deepEqual(await readEverything(store), expected, `${start} start`);
    await store.close();
    assert.equal(versionOf(file), MIGRATIONS.length);
  }
  const store = await openSqliteStore({ file });
  await store.write((tx) => tx.users.insert(user(1000)));
  assert.deepEqual(await store.read((tx) => tx.users.byId(user(1000).id)), user(1000));
  await store.close();
}

function readHere(name: string): Buffer {
  return readFileSync(join(import.meta.dirname, name));
}

/** Also sees to it that SQLite finds nothing wrong with the file. */
function versionOf(file: string): number {
  const database = new DatabaseSync(file);
  assert.equal(database.prepare("PRAGMA integrity_check").get()?.integrity_check, "ok");
  assert.deepEqual(database.prepare("PRAGMA foreign_key_check").all(), []);
  const version = database.prepare("PRAGMA user_version").get()?.user_version;
  database.close();
  return Number(version);
}
