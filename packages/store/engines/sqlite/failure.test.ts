/**
 * What happens when the database does not do what it is asked: another process's lock, a full disk, a feed that was
 * cut.
 */
import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { user } from "../../conformance/families/users.ts";
import { ACCOUNT } from "../../conformance/samples.ts";
import type { Change } from "../../src/store.ts";
import { openSqliteStore } from "./index.ts";
import { inFolder, programArguments, reportOf, withFile } from "./store-file.test-support.ts";

const UNAVAILABLE = { name: "StoreError", code: "unavailable" } as const;

test("a write waits for another process's lock, while reads go on", async () => {
  await withFile({}, async (store, file) => {
    const other = new DatabaseSync(file);
    other.exec("BEGIN IMMEDIATE");
    let isDone = false;
    const write = store
      .write((tx) => tx.users.insert(user(1)))
      .then(() => {
        isDone = true;
      });
    await delay(30);
    assert.equal(await store.read((tx) => tx.users.byId(user(1).id)), undefined);
    assert.equal(isDone, false);
    other.exec("COMMIT");
    await write;
    other.close();
    assert.deepEqual(await store.read((tx) => tx.users.byId(user(1).id)), user(1));
  });
});

test("a lock that is not given back fails the write as unavailable, and only that", async () => {
  await withFile({ busyTimeoutMs: 50 }, async (store, file) => {
    const other = new DatabaseSync(file);
    other.exec("BEGIN IMMEDIATE");
    await assert.rejects(
      store.write((tx) => tx.users.insert(user(1))),
      UNAVAILABLE,
    );
    other.exec("COMMIT");
    other.close();
    await store.write((tx) => tx.users.insert(user(2)));
    const { items } = await store.read((tx) => tx.users.list(ACCOUNT, { limit: 9 }));
    assert.deepEqual(items, [user(2)]);
  });
});

test("a reader that fell behind what the feed keeps is told all", async () => {
  await withFile({ revisionsKept: 5 }, async (store, file) => {
    const start = await store.revision();
    const other = await openSqliteStore({ file, revisionsKept: 5, pollMs: 500 });
    const heard: (readonly Change[] | "all")[] = [];
    other.subscribe((changes) => heard.push(changes));
    for (let number = 0; number < 10; number++) await store.write((tx) => tx.users.insert(user(number)));
    assert.equal(await store.changesAfter(start, 100), "all");
    const kept = await store.changesAfter(start + 5, 100);
    assert.equal(kept.length, 5);
    assert.equal(await other.revision(), start + 10);
    assert.deepEqual(heard, ["all"]);
    await other.close();
  });
});

test("a node that missed more than is worth listing is told all, and not a part", async () => {
  await withFile({}, async (store, file) => {
    const other = await openSqliteStore({ file, pollMs: 500 });
    const heard: (readonly Change[] | "all")[] = [];
    other.subscribe((changes) => heard.push(changes));
    const insertMany = (from: number) =>
      store.write(async (tx) => {
        for (let number = from; number < from + 150; number++) await tx.users.insert(user(number));
      });
    await Promise.all(Array.from({ length: 10 }, (_, index) => insertMany(index * 150)));
    assert.equal(await other.revision(), await store.revision());
    assert.deepEqual(heard, ["all"]);
    await other.close();
  });
});

test("a full disk: no acknowledged write is lost, the others fail as unavailable, listeners hear all", async () => {
  await inFolder(async (file) => {
    // A limit on the size of files, in blocks of 512 bytes, fails writes as a full disk does. Twice what an empty store takes.
    const command = 'ulimit -f 3000 && exec "$0" "$@"';
    const program = programArguments("full-disk.fixture.ts", file);
    const report = (await reportOf("sh", ["-c", command, process.execPath, ...program])) as FullDiskReport;
    assert.ok(report.acknowledged > 0, "nothing was written before the disk was full");
    assert.deepEqual(report.failures, ["unavailable"]);
    assert.ok(report.heardAll, "listeners were not told");
    assert.equal(report.found, report.acknowledged);
    assert.equal(report.counted, report.acknowledged);
  });
});

interface FullDiskReport {
  readonly acknowledged: number;
  readonly failures: readonly string[];
  readonly heardAll: boolean;
  readonly found: number;
  readonly counted: number;
}
