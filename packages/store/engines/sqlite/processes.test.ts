import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { account } from "../../conformance/families/accounts.ts";
import { ACCOUNT } from "../../conformance/samples.ts";
import { openSqliteStore } from "./index.ts";

const PROCESSES = 2;
const TRIES = 200;
const QUOTA = 120;

test("processes on one file keep quotas and unique names together", async () => {
  const folder = await mkdtemp(join(tmpdir(), "rolecall-store-"));
  const file = join(folder, "store.db");
  try {
    const store = await openSqliteStore({ file });
    await store.write((tx) => tx.accounts.insert(account(1)));
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
    await store.close();
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("processes that open a new file at the same moment all get it", async () => {
  const folder = await mkdtemp(join(tmpdir(), "rolecall-store-"));
  try {
    const reports = await Promise.all(
      Array.from({ length: PROCESSES }, () => run(join(folder, "store.db"), 0, 0)),
    );
    assert.equal(reports.length, PROCESSES);
  } finally {
    await rm(folder, { recursive: true });
  }
});

interface Report {
  readonly inserted: number;
  readonly taken: number;
  readonly full: number;
}

async function run(file: string, first: number, tries = TRIES): Promise<Report> {
  const program = fileURLToPath(new URL("processes.fixture.ts", import.meta.url));
  const args = ["-C", "@rolecall/source", program, file, String(tries), String(QUOTA), String(first)];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.on("data", (chunk) => {
    said += chunk;
  });
  const [code] = await once(child, "close");
  assert.equal(code, 0, "the process failed");
  return JSON.parse(said) as Report;
}
