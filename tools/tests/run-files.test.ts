import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { groupFiles } from "./groups.ts";
import { type FileOutcome, runGroups } from "./run-files.ts";

const folder = mkdtempSync(join(tmpdir(), "rolecall-tests-"));
after(() => rmSync(folder, { recursive: true }));

const TEST = 'import { test } from "node:test";\n';

/** Writes files and runs them behind one another in a process. */
async function runAll(texts: Readonly<Record<string, string>>): Promise<ReadonlyMap<string, FileOutcome>> {
  const files = Object.entries(texts).map(([name, text]) => {
    const file = join(folder, `${name}.test.ts`);
    writeFileSync(file, text);
    return file;
  });
  const outcomes = new Map<string, FileOutcome>();
  const onOutcome = (outcome: FileOutcome) =>
    outcomes.set(/([a-z]+)\.test\.ts$/.exec(outcome.file)?.[1] ?? "", outcome);
  // A test's process has a reporter of its own, which none of these is to use.
  const { NODE_TEST_CONTEXT: _, ...environment } = process.env;
  await runGroups([files], { width: 1, environment, onOutcome });
  return outcomes;
}

const sumOf = ({ counts: { tests, passed, failed } }: FileOutcome) => ({ tests, passed, failed });

test("files follow one another, each with its own hooks, counts and report", async () => {
  const hooks =
    'import { after, before } from "node:test"; before(() => console.log("began")); after(() => console.log("ended"));\n';
  const outcomes = await runAll({
    one: `${TEST}${hooks}test("first", () => {});`,
    two: `${TEST}${hooks}test("second", () => {}); test("third", () => { throw new Error("no third"); });`,
  });
  const [one, two] = [outcomes.get("one")!, outcomes.get("two")!];
  assert.deepEqual(sumOf(one), { tests: 1, passed: 1, failed: 0 });
  assert.match(one.text, /✔ first/);
  assert.equal(one.failures.trim(), "");
  assert.deepEqual(sumOf(two), { tests: 2, passed: 1, failed: 1 });
  assert.match(two.failures, /✖ third[\s\S]*no third/);
  for (const { text } of [one, two]) assert.match(text, /began[\s\S]*ended/);
});

test("what is no file with tests that ended well fails by its name, and the next one has a process", async () => {
  const outcomes = await runAll({
    empty: "export {};",
    unreadable: 'import "./nowhere.ts";',
    leaving: `${TEST}test("leaves", () => process.exit(0));`,
    waiting: `${TEST}test("waits", () => new Promise(() => {}));`,
    late: `${TEST}test("passes", () => void setTimeout(() => { throw new Error("late"); }, 20)); test("other", () => new Promise((done) => setTimeout(done, 60)));`,
    last: `${TEST}test("is there", () => {});`,
  });
  for (const [name, { counts, failures }] of outcomes) {
    assert.equal(counts.failed + counts.cancelled > 0, name !== "last", `${name}: ${JSON.stringify(counts)}`);
    if (name !== "last") assert.match(failures, new RegExp(`${name}|waits`), name);
  }
  assert.equal(outcomes.size, 6);
  assert.deepEqual(sumOf(outcomes.get("last")!), { tests: 1, passed: 1, failed: 0 });
});

test("a file that waits at its top for what another began has all of its tests run", async () => {
  writeFileSync(join(folder, "one.ts"), "export const one = 1;");
  const memo =
    'let kept: Promise<unknown> | undefined; export const load = () => (kept ??= import("./one.ts"));';
  writeFileSync(join(folder, "shared.ts"), memo);
  const outcomes = await runAll({
    begins: `${TEST}import { load } from "./shared.ts"; test("begins", () => load());`,
    awaits: `${TEST}import { load } from "./shared.ts"; test("before", () => {}); await load(); test("behind", () => {});`,
    ends: `${TEST}test("ends", () => {});`,
  });
  assert.deepEqual(
    [...outcomes.values()].map(sumOf),
    [1, 2, 1].map((tests) => ({ tests, passed: tests, failed: 0 })),
  );
});

test("files of a place share processes, in equal parts; what takes longest begins first, alone", () => {
  const long = "packages/store/engines/postgres/postgres-store.test.ts";
  const page = (name: string) => `packages/console/e2e/${name}.test.ts`;
  const own = ["packages/names/src/a.test.ts", "packages/names/src/b.test.ts"];
  const pages = ["a", "b", "c", "d"].map(page);
  assert.deepEqual(groupFiles([...own, long, ...pages]), [[long], own, pages.slice(0, 2), pages.slice(2)]);
});
