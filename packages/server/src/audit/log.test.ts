import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { openAuditFile } from "./log.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rolecall-audit-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const NOW = Date.UTC(2026, 0, 1);

function openLog(more: { readonly rotateAtBytes?: number; readonly processId?: number } = {}) {
  const lost: number[] = [];
  const log = openAuditFile({
    folder: join(folder, "audit"),
    now: () => NOW,
    processId: more.processId ?? 7,
    onFailure: (_error, count) => lost.push(count),
    ...(more.rotateAtBytes && { rotateAtBytes: more.rotateAtBytes }),
  });
  return { log, lost };
}

const files = () =>
  readdirSync(join(folder, "audit")).sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
const read = (name: string) => readFileSync(join(folder, "audit", name), "utf8");

test("events are lines, in the order in which they were written", async () => {
  const { log, lost } = openLog();
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
  const { log } = openLog({ rotateAtBytes: 100 });
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

test("two processes on one folder have files of their own", async () => {
  const logs = [openLog({ processId: 1 }), openLog({ processId: 2 })];
  for (const { log } of logs) log.write("{}");
  for (const { log } of logs) await log.close();
  assert.deepEqual(files().map(read), ["{}\n", "{}\n"]);
});

test("a folder that cannot be written to loses events, counts them, and recovers", async () => {
  const { log, lost } = openLog();
  rmSync(join(folder, "audit"), { recursive: true });
  log.write("{}");
  log.write("{}");
  await log.flush();
  assert.deepEqual(lost, [2]);
  const again = openLog();
  log.write('{"after":1}');
  await log.close();
  await again.log.close();
  assert.deepEqual(files().map(read), ['{"after":1}\n']);
});

test("what the disk is too slow for is dropped and counted, not kept in memory", async () => {
  const { log, lost } = openLog();
  const line = "x".repeat(1024 * 1024);
  for (let index = 0; index < 70; index += 1) log.write(line);
  assert.ok(lost.length >= 5 && lost.length <= 7, String(lost.length));
  await log.close();
});
