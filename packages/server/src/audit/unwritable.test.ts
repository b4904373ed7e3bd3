import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { startTestProgram } from "../program.test-support.ts";
import type { Program } from "../program.ts";

/** What the program does where its audit log cannot be written: it starts, answers, and says so. */
let folder: string;
let told: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rolecall-unwritable-"));
  told = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function start(...args: readonly string[]): Promise<Program> {
  return startTestProgram(["--data", folder, ...args], { logError: (message) => told.push(message) });
}

/** A request of nobody, which is the dearest for the log. */
async function ask({ endpoint }: Program): Promise<number> {
  const body = "Action=GetCallerIdentity&Version=2011-06-15";
  const headers = { "user-agent": "x".repeat(15_000) };
  const response = await fetch(endpoint, { method: "POST", headers, body });
  await response.arrayBuffer();
  return response.status;
}

async function lostEvents({ endpoint }: Program): Promise<number> {
  const metrics = await (await fetch(`${endpoint}/_rolecall/metrics`)).text();
  return Number(/^rolecall_audit_events_lost (\d+)$/m.exec(metrics)?.[1]);
}

/** Events are written behind the requests, so that a loss is told a moment later. */
async function awaitLost(program: Program): Promise<number> {
  for (let tries = 0; tries < 100 && (await lostEvents(program)) === 0; tries += 1) await wait(50);
  return lostEvents(program);
}

test("a folder that is none", async () => {
  writeFileSync(join(folder, "audit"), "a file where the folder should be");
  const program = await start();
  try {
    assert.match(told.join("\n"), /^audit log \(\*\.jsonl\): events cannot be written \(EEXIST: /);
    assert.equal(await ask(program), 403);
    assert.equal(await awaitLost(program), 1);
  } finally {
    await program.close();
  }
});

test("a disk with no more room than must stay free", async () => {
  const program = await start("--audit-reserve", "999999T");
  try {
    assert.equal(await ask(program), 403);
    assert.equal(await awaitLost(program), 1);
    assert.match(
      told.join("\n"),
      /\d+ MiB are free on the disk of .*, and \d+ MiB stay free for the database\)/,
    );
  } finally {
    await program.close();
  }
  assert.deepEqual(readdirSync(join(folder, "audit")), []);
});

/** A disk of 24 MB. Only root may mount one, and not in every container. */
function mountSmallDisk(at: string): boolean {
  return spawnSync("mount", ["-t", "tmpfs", "-o", "size=24m,mode=700", "tmpfs", at]).status === 0;
}

function canMount(): boolean {
  const at = mkdtempSync(join(tmpdir(), "rolecall-mount-"));
  const isMounted = mountSmallDisk(at);
  if (isMounted) spawnSync("umount", [at]);
  rmSync(at, { recursive: true });
  return isMounted;
}

const skip = canMount() ? false : "mounting a disk is not allowed here";

test("a small disk is never filled, and a start on it goes on", { skip }, async () => {
  assert.ok(mountSmallDisk(folder));
  try {
    const program = await start("--audit-strangers", "99999");
    for (let sent = 0; sent < 1_600; sent += 100) {
      const statuses = await Promise.all(Array.from({ length: 100 }, () => ask(program)));
      assert.ok(statuses.every((status) => status === 403));
    }
    await program.close();
    // What the log of an earlier version left: all that was free.
    mkdirSync(join(folder, "audit"), { recursive: true });
    const old = join(folder, "audit", "2020-01-01T00-00-00-000Z-1-1.jsonl");
    assert.throws(() => writeFileSync(old, Buffer.alloc(24 * 2 ** 20)), /ENOSPC/);
    utimesSync(old, 1_577_836_800, 1_577_836_800);
    const again = await start("--audit-size", "8M");
    assert.equal(await ask(again), 403);
    await again.close();
    assert.throws(() => statSync(old), "the log made room before the database was opened");
  } finally {
    spawnSync("umount", [folder]);
  }
});
