import assert from "node:assert/strict";
import { test } from "node:test";
import { user } from "../../conformance/families/users.ts";
import { ACCOUNT } from "../../conformance/samples.ts";
import { openSqliteStore } from "./index.ts";
import { inFolder, programArguments, reportOf, withFile } from "./store-file.test-support.ts";

const PROCESSES = 2;
const TRIES = 200;
const QUOTA = 120;

test("processes on one file keep quotas and unique names together", async () => {
  await withFile({}, async (store, file) => {
    const reports = await Promise.all(
      Array.from({ length: PROCESSES }, (_, index) => run(file, (index + 1) * 1_000_000)),
    );
    const sum = (of: "inserted" | "taken" | "full") =>
      reports.reduce((total, report) => total + report[of], 0);
    assert.equal(sum("inserted"), QUOTA);
    assert.equal(sum("inserted") + sum("taken") + sum("full"), PROCESSES * TRIES);
    await store.read(async (tx) => {
      const { items } = await tx.users.list(ACCOUNT, { limit: 1000 });
      assert.equal(new Set(items.map((each) => each.name)).size, QUOTA);
      assert.equal((await tx.accounts.counts(ACCOUNT)).users, QUOTA);
    });
    // The account, and one for each user.
    assert.equal(await store.revision(), 1 + QUOTA);
  });
});

test("processes that open a new file at the same moment all get it", async () => {
  await inFolder(async (file) => {
    const reports = await Promise.all(Array.from({ length: PROCESSES }, () => run(file, 0, 0)));
    assert.equal(reports.length, PROCESSES);
  });
});

test("a transaction has heard of another process's changes before its work begins", async () => {
  await withFile({}, async (store, file) => {
    const other = await openSqliteStore({ file });
    const heard: string[] = [];
    other.subscribe((changes) => heard.push(...(changes === "all" ? [] : changes.map(({ id }) => id))));
    for (const begin of ["read", "write"] as const) {
      const { id } = user(begin.length);
      await store.write((tx) => tx.users.insert(user(begin.length)));
      await other[begin](async () => assert.equal(heard.at(-1), id));
    }
    await other.close();
  });
});

interface Report {
  readonly inserted: number;
  readonly taken: number;
  readonly full: number;
}

async function run(file: string, first: number, tries = TRIES): Promise<Report> {
  const args = programArguments("processes.fixture.ts", file, tries, QUOTA, first);
  return (await reportOf(process.execPath, args)) as Report;
}
