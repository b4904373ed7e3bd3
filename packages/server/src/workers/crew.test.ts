import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Crew } from "./crew.ts";
import type { Assignment, WorkerStore } from "./messages.ts";
import { PlaceHistory } from "./restart-delays.ts";

const pulse = { everyMs: 20, passedOverAfter: 2, endedAfter: 25 };
const delays = { firstMs: 1, maxMs: 4, goodAfterMs: 1_000, attempts: 3 };

/** Real processes, of a program that serves once, or never, or hangs. */
function crewOf(word: "once" | "never" | "hanging", told: string[]): Crew {
  const fixture = word === "hanging" ? "./hanging-worker.fixture.ts" : "./ending-worker.fixture.ts";
  return new Crew({
    size: 1,
    fork: () =>
      fork(fileURLToPath(new URL(fixture, import.meta.url)), [word], {
        serialization: "advanced",
      }),
    delays,
    pulse,
    attend: () => ({}) as Assignment,
    clock: Date.now,
    tell: (message) => told.push(message),
    onCounted: () => {},
    answer: async () => undefined,
    explain: (why) => new Error(why),
  });
}

const storeNow = (): WorkerStore => ({}) as WorkerStore;

test("a first start of which a worker ends says why", async () => {
  const crew = crewOf("never", []);
  await assert.rejects(
    crew.open(storeNow),
    /^Error: worker 1 \(process \d+\) ended with code 3: there is no place to serve$/,
  );
  await crew.stop();
});

test("one that cannot start again is given up after so many attempts, with its last words", async () => {
  const told: string[] = [];
  const crew = crewOf("once", told);
  await crew.open(storeNow);
  assert.match(
    await crew.broken,
    /^worker 1 could not start 3 times in a row; the last time worker 1 \(process \d+\) ended with code 3: there is no/,
  );
  assert.equal(crew.restarts, 3);
  assert.match(told[0] ?? "", /was ended by SIGKILL; another takes its place\.$/);
  assert.match(told[1] ?? "", /takes its place in 1 ms\.$/);
  await crew.stop();
});

test("one that hangs without ending is ended and replaced, and that is told", async () => {
  const told: string[] = [];
  const crew = crewOf("hanging", told);
  await crew.open(storeNow);
  const [first] = crew.serving.map(({ processId }) => processId);
  for (let turns = 0; turns < 500 && (crew.restarts === 0 || crew.serving.length === 0); turns += 1)
    await wait(20);
  assert.equal(
    told[0],
    `worker 1 (process ${first}) was ended by SIGKILL: it had given no sign of life for 0.5 s; another takes its place.`,
  );
  assert.notEqual(crew.serving[0]?.processId, first);
  for (const link of crew.serving) link.kill("the test is over");
  await crew.stop();
});

test("the first replacement is at once, the next wait ever longer, and a good one begins anew", () => {
  const history = new PlaceHistory(delays);
  const live = (from: number, to: number) => {
    history.served(from);
    return history.ended(to);
  };
  assert.deepEqual(
    [0, 1, 2, 3, 4, 5].map((at) => live(at, at)),
    [0, 1, 2, 4, 4, 4],
  );
  assert.equal(live(10, 1_010), 0);
  assert.equal(history.ended(1_011), 1);
  assert.equal(history.ended(1_012), 2);
  assert.equal(live(1_013, 1_014), 4);
  assert.deepEqual([history.ended(0), history.ended(0), history.ended(0)], [4, 4, undefined]);
});
