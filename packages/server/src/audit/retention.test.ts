import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { openAuditLog } from "./log.ts";
import { pruneFolder } from "./retention.ts";

const NOW = Date.UTC(2026, 0, 31);
const DAY_MS = 86_400_000;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rolecall-retention-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, bytes: number, daysOld: number): void {
  writeFileSync(join(folder, name), "x".repeat(bytes));
  const seconds = (NOW - daysOld * DAY_MS) / 1000;
  utimesSync(join(folder, name), seconds, seconds);
}

const names = () => readdirSync(folder).sort();
const common = () => ({ folder, suffix: ".jsonl", nowMs: NOW });

test("what is too old goes, whatever its size", async () => {
  put("2025-10-01-1-1.jsonl", 1, 100);
  put("2026-01-30-1-1.jsonl", 1, 1);
  await pruneFolder({ ...common(), limits: { maxBytes: 1e9, maxAgeMs: 90 * DAY_MS } });
  assert.deepEqual(names(), ["2026-01-30-1-1.jsonl"]);
});

test("the oldest go until the rest is small enough", async () => {
  for (const day of [10, 20, 25, 30]) put(`2026-01-${day}-1-1.jsonl`, 100, 31 - day);
  await pruneFolder({ ...common(), limits: { maxBytes: 250, maxAgeMs: 90 * DAY_MS } });
  assert.deepEqual(names(), ["2026-01-25-1-1.jsonl", "2026-01-30-1-1.jsonl"]);
});

test("files of another sort, the current one and one that is in use stay", async () => {
  put("2026-01-01-1-1.unauthenticated.jsonl", 1000, 200);
  put("notes.txt", 1000, 200);
  put("2026-01-02-1-1.jsonl", 1000, 200);
  put("2026-01-03-2-1.jsonl", 1000, 0);
  put("2026-01-04-3-1.jsonl", 1000, 200);
  await pruneFolder({
    ...common(),
    current: "2026-01-02-1-1.jsonl",
    limits: { maxBytes: 10, maxAgeMs: 90 * DAY_MS },
  });
  assert.deepEqual(names(), [
    "2026-01-01-1-1.unauthenticated.jsonl",
    "2026-01-02-1-1.jsonl",
    "2026-01-03-2-1.jsonl",
    "notes.txt",
  ]);
});

test("of several processes that write a lot only the file that each fills is in use", async () => {
  for (const worker of [1, 2]) {
    for (const file of [1, 2, 3]) put(`2026-01-30T0${file}-${worker}-${file}.jsonl`, 100, 0);
  }
  await pruneFolder({
    ...common(),
    current: "2026-01-30T03-1-3.jsonl",
    limits: { maxBytes: 250, maxAgeMs: 90 * DAY_MS },
  });
  assert.deepEqual(names(), ["2026-01-30T03-1-3.jsonl", "2026-01-30T03-2-3.jsonl"]);
});

test("a log that is written to for days stays within its size", async () => {
  let nowMs = Date.now();
  const maxBytes = 16_000;
  const log = await openAuditLog({
    folder,
    suffix: ".jsonl",
    now: () => nowMs,
    processId: 1,
    limits: { maxBytes, maxAgeMs: 90 * DAY_MS, reserveBytes: 0 },
    onFailure: (error) => assert.fail(String(error)),
  });
  const line = "x".repeat(499);
  for (let index = 0; index < 100; index += 1) {
    // Files are begun later and later, so that none counts as in use.
    nowMs += 120_000;
    log.write(line);
    await log.flush();
    const bytes = names().length * 1_000;
    assert.ok(bytes <= maxBytes + 1_000, `${bytes}`);
  }
  await log.close();
  assert.ok(names().length >= 12);
});
