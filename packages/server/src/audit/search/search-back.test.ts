import assert from "node:assert/strict";
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import type { AuditSearch } from "@rolecall/operations";
import fc from "fast-check";
import { MemoryLog } from "../memory-log.ts";
import { folderVolumes } from "./folder-volumes.ts";
import { type SearchCost, type SearchLimits, searchBack } from "./search-back.ts";
import type { Volumes } from "./volume.ts";

const START = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rolecall-search-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Event {
  readonly id: string;
  /** Seconds after the start. */
  readonly at: number;
  readonly name?: string;
  readonly padding?: number;
}

function lineOf({ id, at, name = "GetUser", padding = 0 }: Event): string {
  const eventTime = `${new Date(START + at * 1_000).toISOString().slice(0, 19)}Z`;
  return JSON.stringify({
    userIdentity: { arn: 'with "eventTime":"' },
    eventTime,
    eventName: name,
    x: "x".repeat(padding),
    eventID: id,
  });
}

/** Writes a file as one process would have: begun with its first event, last written with its last. */
function writeVolume(writer: number, events: readonly Event[], begunAt = events[0]?.at ?? 0): void {
  const name = `${new Date(START + begunAt * 1_000).toISOString().replaceAll(/[:.]/g, "-")}-${writer}-1.jsonl`;
  writeFileSync(join(folder, name), events.map((event) => `${lineOf(event)}\n`).join(""));
  const last = (START + (events.at(-1)?.at ?? 0) * 1_000) / 1_000 + 1;
  utimesSync(join(folder, name), last, last);
}

const ALL: AuditSearch = {
  from: START,
  to: START + 90 * DAY,
  texts: [],
  isWanted: () => true,
  limit: 50,
};

interface Looking extends Partial<AuditSearch> {
  readonly limits?: SearchLimits;
  readonly volumes?: Volumes;
  readonly onCost?: (cost: SearchCost) => void;
}

function look({ limits, volumes = folderVolumes(folder), onCost, ...search }: Looking = {}) {
  const parts = { volumes, now: START + 90 * DAY, ...(limits && { limits }), onCost };
  return searchBack(parts, { ...ALL, ...search });
}

/** Page by page to the end. */
async function lookAll(looking: Looking = {}) {
  const ids: string[] = [];
  let pages = 0;
  let after: string | undefined;
  do {
    const page = await look({ ...looking, after });
    ids.push(...page.events.map(({ record }) => record.eventID ?? ""));
    after = page.next;
    pages += 1;
    assert.ok(pages < 10_000, "it comes to an end");
  } while (after !== undefined);
  return { ids, pages };
}

test("the newest come first, of several writers as of one, page by page", async () => {
  writeVolume(1, [
    { id: "a", at: 1 },
    { id: "c", at: 3 },
    { id: "e", at: 5 },
  ]);
  writeVolume(2, [
    { id: "b", at: 2 },
    { id: "d", at: 4 },
  ]);
  assert.deepEqual((await lookAll()).ids, ["e", "d", "c", "b", "a"]);
  assert.deepEqual(await lookAll({ limit: 2 }), { ids: ["e", "d", "c", "b", "a"], pages: 3 });
  assert.deepEqual(await lookAll({ limit: 5 }), { ids: ["e", "d", "c", "b", "a"], pages: 1 });
});

test("what is written once a search has begun is no part of it, and what is deleted is passed over", async () => {
  writeVolume(1, [
    { id: "a", at: 1 },
    { id: "b", at: 2 },
  ]);
  writeVolume(2, [
    { id: "old", at: 0 },
    { id: "c", at: 3 },
  ]);
  const now = START + 10_000;
  const volumes = folderVolumes(folder);
  const first = await searchBack({ volumes, now }, { ...ALL, limit: 1 });
  assert.deepEqual(
    first.events.map(({ record }) => record.eventID),
    ["c"],
  );
  writeVolume(3, [{ id: "new", at: 20 }]);
  rmSync(join(folder, `${new Date(START).toISOString().replaceAll(/[:.]/g, "-")}-2-1.jsonl`));
  const second = await searchBack({ volumes, now: now + DAY }, { ...ALL, after: first.next });
  assert.deepEqual(
    second.events.map(({ record }) => record.eventID),
    ["b", "a"],
  );
});

test("a time range is exact, and files and halves of files beside it are not read", async () => {
  for (let day = 0; day < 20; day += 1) {
    const events = Array.from({ length: 2_000 }, (_, index) => ({
      id: `${day}-${index}`,
      at: day * 86_400 + index * 40,
      padding: 500,
    }));
    writeVolume(1, events);
  }
  let cost: SearchCost | undefined;
  const range = { from: START + 10 * DAY + HOUR, to: START + 10 * DAY + HOUR + 80_000 };
  const page = await look({ ...range, onCost: (told) => (cost = told) });
  assert.deepEqual(
    page.events.map(({ record }) => record.eventID),
    ["10-92", "10-91", "10-90"],
  );
  assert.equal(page.next, undefined);
  // Of 25 MB.
  assert.ok(cost !== undefined && cost.readBytes < 1_500_000, JSON.stringify(cost));
  assert.ok(cost.opened <= 3, JSON.stringify(cost));
});

test("half a line, lines of others and the longest of records stand in nobody's way", async () => {
  const long = { id: "long", at: 2, padding: 900_000 };
  const name = `${new Date(START).toISOString().replaceAll(/[:.]/g, "-")}-1-1.jsonl`;
  const lines = [
    lineOf({ id: "a", at: 1 }),
    "no JSON",
    '{"eventTime":"never"}',
    '{"eventTime":"2026-01-01T00:00:01Z", broken',
    lineOf(long),
    lineOf({ id: "b", at: 3 }),
  ];
  writeFileSync(join(folder, name), `${lines.join("\n")}\n${lineOf({ id: "half", at: 4 }).slice(0, 60)}`);
  writeFileSync(join(folder, "notes.txt"), "of somebody");
  assert.deepEqual((await lookAll({ limit: 1 })).ids, ["b", "long", "a"]);
});

test("a text that is sought is looked for without reading records", async () => {
  const events = Array.from({ length: 30_000 }, (_, index) => ({
    id: `${index}`,
    at: index,
    padding: 500,
    name: index === 17 ? "DeleteUser" : "GetUser",
  }));
  writeVolume(1, events);
  let cost: SearchCost | undefined;
  const page = await look({ texts: ['"eventName":"DeleteUser"'], onCost: (told) => (cost = told) });
  assert.deepEqual(
    page.events.map(({ record }) => record.eventID),
    ["17"],
  );
  assert.ok(cost !== undefined && cost.parsedBytes < 1_000, JSON.stringify(cost));
});

test("the worst search costs no more than its limits, and says where to go on", async () => {
  const events = Array.from({ length: 5_000 }, (_, index) => ({ id: `${index}`, at: index, padding: 500 }));
  writeVolume(1, events.slice(0, 2_500));
  writeVolume(2, events.slice(2_500));
  const limits = { readBytes: 500_000, parsedBytes: 200_000, openedVolumes: 10 };
  const costs: SearchCost[] = [];
  const nothing = await lookAll({ isWanted: () => false, limits, onCost: (cost) => costs.push(cost) });
  assert.deepEqual(nothing.ids, []);
  assert.ok(nothing.pages > 5, `${nothing.pages} pages`);
  for (const { readBytes, parsedBytes } of costs) {
    assert.ok(readBytes <= limits.readBytes + 256 * 1_024, `${readBytes}`);
    assert.ok(parsedBytes <= limits.parsedBytes + 1_024, `${parsedBytes}`);
  }
  // What stops on its way says how far it came.
  const page = await look({ isWanted: () => false, limits });
  assert.ok(page.lookedBackTo > START && page.lookedBackTo < START + 5_000_000);
  const last = await look({ from: START + 4_990_000 });
  assert.equal(last.lookedBackTo, START + 4_990_000);
});

test("however events are spread over writers, and however small the pages and budgets, each comes once, in order", async () => {
  const spread = fc.array(fc.record({ writer: fc.nat(3), gap: fc.nat(3), padding: fc.nat(300) }), {
    maxLength: 60,
  });
  const limits = fc.record({
    readBytes: fc.integer({ min: 1, max: 400_000 }),
    parsedBytes: fc.integer({ min: 1, max: 5_000 }),
    openedVolumes: fc.integer({ min: 1, max: 5 }),
  });
  await fc.assert(
    fc.asyncProperty(spread, limits, fc.integer({ min: 1, max: 9 }), async (rows, given, limit) => {
      rmSync(folder, { recursive: true, force: true });
      folder = mkdtempSync(join(tmpdir(), "rolecall-search-"));
      let at = 0;
      const events = rows.map(({ writer, gap, padding }, index) => {
        at += gap;
        return { writer, id: `${index}`, at, padding };
      });
      for (const [writer, own] of Map.groupBy(events, (event) => event.writer)) writeVolume(writer, own);
      const { ids } = await lookAll({ limits: given, limit });
      const times = ids.map((id) => events[Number(id)]?.at ?? -1);
      assert.deepEqual(ids.toSorted(), events.map(({ id }) => id).toSorted());
      assert.deepEqual(
        times,
        times.toSorted((a, b) => b - a),
      );
    }),
    { numRuns: 60 },
  );
});

test("a position that no search told is refused", async () => {
  for (const after of ["", "{}", "[1]", '[1,2,[["a",-1]]]', "[1,2,3]"])
    await assert.rejects(look({ after }), { name: "PositionError" });
});

test("memory keeps the newest, within its bound, and is searched as files are", async () => {
  let now = START;
  const memory = new MemoryLog(() => now, { bytes: 1024 * 1024, events: 20_000 });
  for (let at = 0; at < 5_000; at += 1) {
    now = START + at * 1_000;
    memory.write(lineOf({ id: `${at}`, at, padding: 400 }));
  }
  assert.ok(memory.bytes <= 1024 * 1024, `${memory.bytes}`);
  const { ids } = await lookAll({ volumes: memory });
  assert.ok(ids.length > 1_000 && ids.length < 2_500, `${ids.length}`);
  assert.deepEqual(
    ids,
    Array.from(ids, (_, index) => `${4_999 - index}`),
  );
  assert.equal(memory.dropped, 5_000 - ids.length);
  memory.clear();
  assert.equal(memory.dropped, 0);
  assert.deepEqual((await lookAll({ volumes: memory })).ids, []);
});

test("memory is bounded by the count of events too, and says how many made room", async () => {
  let now = START;
  const memory = new MemoryLog(() => now, { bytes: 64 * 1024 * 1024, events: 3_000 });
  for (let at = 0; at < 5_000; at += 1) {
    now = START + at * 1_000;
    memory.write(lineOf({ id: `${at}`, at, padding: 400 }));
  }
  const { ids } = await lookAll({ volumes: memory });
  assert.ok(ids.length <= 3_000 && ids.length > 2_000, `${ids.length}`);
  assert.equal(ids[0], "4999");
  assert.equal(memory.dropped, 5_000 - ids.length);
});
