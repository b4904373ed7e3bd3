import assert from "node:assert/strict";
import { chmod, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { account } from "../../conformance/families/accounts.ts";
import { openSqliteStore } from "./index.ts";
import { inFolder } from "./store-file.test-support.ts";

test("what was written is there when the file is opened again", async () => {
  await inFolder(async (file) => {
    const first = await openSqliteStore({ file });
    await first.write((tx) => tx.accounts.insert(account(1)));
    await first.close();
    const second = await openSqliteStore({ file });
    assert.deepEqual(await second.read((tx) => tx.accounts.list()), [account(1)]);
    assert.equal(await second.revision(), 1);
    await second.close();
  });
});

test("the file and what SQLite puts beside it are the owner's alone", async () => {
  await inFolder(async (file) => {
    await writeFile(file, "");
    await chmod(file, 0o644);
    const store = await openSqliteStore({ file });
    await store.write((tx) => tx.accounts.insert(account(1)));
    for (const suffix of ["", "-wal", "-shm"])
      assert.equal((await stat(file + suffix)).mode & 0o777, 0o600, suffix);
    await store.close();
  });
});

test("a file that is no database is refused by name, and left as it was", async () => {
  await inFolder(async (file) => {
    const text = "not a database ".repeat(100);
    await writeFile(file, text);
    await assertRefused(file, /file is not a database/);
    assert.equal((await stat(file)).size, text.length);
  });
});

test("a database of another program is refused", async () => {
  await inFolder(async (file) => {
    const database = new DatabaseSync(file);
    database.exec("CREATE TABLE songs (name TEXT)");
    database.close();
    await assertRefused(file, /another program/);
  });
});

test("a newer schema is refused", async () => {
  await inFolder(async (file) => {
    await (await openSqliteStore({ file })).close();
    const database = new DatabaseSync(file);
    database.exec("PRAGMA user_version = 999");
    database.close();
    await assertRefused(file, /schema is number 999, and this version knows/);
  });
});

test("a folder that is not there is named", async () => {
  await inFolder((file) => assertRefused(join(file, "store.db"), /no such file or directory/));
});

test("options out of range are refused", async () => {
  await assert.rejects(openSqliteStore({ file: ":memory:", pollMs: 0 }), RangeError);
  await assert.rejects(openSqliteStore({ file: ":memory:", pollMs: 501 }), RangeError);
  await assert.rejects(openSqliteStore({ file: ":memory:", revisionsKept: 0 }), RangeError);
});

async function assertRefused(file: string, reason: RegExp): Promise<void> {
  await assert.rejects(openSqliteStore({ file }), (error: Error & { code?: string }) => {
    assert.equal(error.code, "unavailable");
    assert.match(error.message, reason);
    assert.ok(error.message.includes(file), "the file is not named");
    return true;
  });
}
