import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { account } from "../../../conformance/families/accounts.ts";
import { user } from "../../../conformance/families/users.ts";
import { recordBatches } from "../../../src/bulk/index.ts";
import { loadSqlite, openSqliteStore } from "../index.ts";
import { inFolder, programArguments } from "../store-file.test-support.ts";

const SOURCE = { accounts: [account(1)], users: [user(1)] };

test("a load leaves every index and table as it was", () =>
  inFolder(async (file) => {
    await (await openSqliteStore({ file })).close();
    const before = schemaOf(file);
    await loadSqlite({ file, batches: recordBatches(SOURCE) });
    assert.ok(before.length > 30);
    assert.deepEqual(schemaOf(file), before);
  }));

function schemaOf(file: string) {
  const database = new DatabaseSync(file);
  const all = database.prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name").all();
  assert.equal(database.prepare("PRAGMA integrity_check").get()?.integrity_check, "ok");
  database.close();
  return all;
}

test("a load that is killed leaves an empty file, which takes another one", () =>
  inFolder(async (file) => {
    const child = spawn(process.execPath, programArguments("bulk/endless-load.fixture.ts", file), {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    child.kill("SIGKILL");
    await once(child, "close");
    const store = await openSqliteStore({ file });
    assert.deepEqual(await store.read((tx) => tx.accounts.list()), []);
    assert.equal(await store.revision(), 0);
    await store.close();
    await loadSqlite({ file, batches: recordBatches(SOURCE) });
    schemaOf(file);
  }));

test("what cannot be opened is named", () =>
  assert.rejects(loadSqlite({ file: "/proc/none/a.db", batches: recordBatches({}) }), {
    code: "unavailable",
    message: /cannot open the database \/proc\/none\/a\.db/,
  }));
