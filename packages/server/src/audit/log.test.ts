import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import type { FolderLimits } from "./audit-limits.ts";
import { openAuditLog } from "./log.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rolecall-audit-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const NOW = Date.UTC(2026, 0, 1);
const WIDE: FolderLimits = { maxBytes: 2 ** 30, maxAgeMs: 90 * 86_400_000, reserveBytes: 0 };

interface Opening {
  readonly rotateAtBytes?: number;
  readonly processId?: number;
  readonly limits?: Partial<FolderLimits>;
  readonly now?: () => number;
}

async function openLog({ rotateAtBytes, processId = 7, limits, now = () => NOW }: Opening = {}) {
  const lost: number[] = [];
  const log = await openAuditLog({
    folder: join(folder, "audit"),
    suffix: ".jsonl",
    now,
    processId,
    limits: { ...WIDE, ...limits },
    onFailure: (_error, count) => lost.push(count),
    ...(rotateAtBytes && { rotateAtBytes }),
  });
  return { log, lost };
}

const files = () =>
  readdirSync(join(folder, "audit")).sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
const read = (name: string) => readFileSync(join(folder, "audit", name), "utf8");

test("events are lines, in the order in which they were written", async () => {
  const { log, lost } = await openLog();
  const lines = Array.from({ length: 1000 }, (_, index) => JSON.stringify({ index }));
  for (const [index, line] of lines.entries()) {
    log.write(line);
    if (index % 100 === 0) await log.flush();
  }
  await log.close();
  assert.deepEqual(files().map(read).join("").trimEnd().split("\n"), lines);
  assert.deepEqual(lost, []);
  assert.equal(statSync(join(folder, "audit", files()[0] ?? "")).mode & 0o777, 0o600);
  assert.equal(statSync(join(folder, "audit")).mode & 0o777, 0o700);
});

test("a file that is full is followed by another, and no line is in two", async () => {
  const { log } = await openLog({ rotateAtBytes: 100 });
  for (let index = 0; index < 10; index += 1) {
    log.write(`{"index":${index},"text":"${"x".repeat(40)}"}`);
    await log.flush();
  }
  await log.close();
  assert.ok(files().length >= 4);
  const indexes = files().flatMap((name) =>
    read(name)
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line).index),
  );
  assert.deepEqual(indexes, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test("a file that is a day old is followed by another", async () => {
  let nowMs = NOW;
  const { log } = await openLog({ now: () => nowMs });
  for (const hours of [0, 23, 25]) {
    nowMs = NOW + hours * 3_600_000;
    log.write(`{"hours":${hours}}`);
    await log.flush();
  }
  await log.close();
  assert.deepEqual(files().map(read), ['{"hours":0}\n{"hours":23}\n', '{"hours":25}\n']);
});

test("two processes on one folder have files of their own", async () => {
  const logs = [await openLog({ processId: 1 }), await openLog({ processId: 2 })];
  for (const { log } of logs) log.write("{}");
  for (const { log } of logs) await log.close();
  assert.deepEqual(files().map(read), ["{}\n", "{}\n"]);
});

test("a folder that cannot be is told, loses events, counts them, and recovers", async () => {
  let nowMs = NOW;
  writeFileSync(join(folder, "audit"), "no folder");
  const { log, lost } = await openLog({ now: () => nowMs });
  assert.deepEqual(lost, [0], "told at the start, and the start goes on");
  log.write("{}");
  log.write("{}");
  await log.flush();
  assert.deepEqual(lost, [0, 2]);
  rmSync(join(folder, "audit"));
  nowMs += 1_000;
  log.write('{"after":1}');
  await log.close();
  assert.deepEqual(lost, [0, 2]);
  assert.deepEqual(files().map(read), ['{"after":1}\n']);
});

test("a file that somebody deleted is noticed within a second", async () => {
  let nowMs = NOW;
  const { log, lost } = await openLog({ now: () => nowMs });
  log.write('{"first":1}');
  await log.flush();
  rmSync(join(folder, "audit", files()[0] ?? ""));
  nowMs += 1_000;
  log.write('{"second":1}');
  await log.close();
  assert.deepEqual(files().map(read), ['{"second":1}\n']);
  assert.deepEqual(lost, []);
});

test("what the disk is too slow for is dropped and counted, not kept in memory", async () => {
  const { log, lost } = await openLog();
  const line = "x".repeat(1024 * 1024);
  for (let index = 0; index < 22; index += 1) log.write(line);
  assert.ok(lost.length >= 5 && lost.length <= 7, String(lost.length));
  await log.close();
});

test("nothing is written to what stays free on the disk, and nothing is deleted for it", async () => {
  const { log: before } = await openLog({ processId: 1 });
  before.write('{"before":1}');
  await before.close();
  const { log, lost } = await openLog({ limits: { reserveBytes: 2 ** 60 } });
  log.write("{}");
  log.write("{}");
  await log.close();
  assert.deepEqual(lost, [2]);
  assert.deepEqual(files().map(read), ['{"before":1}\n']);
});
