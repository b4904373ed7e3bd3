import assert from "node:assert/strict";
import { test } from "node:test";
import { createPace } from "./pace.ts";

let nowMs = 0;
const waits: number[] = [];
const open = () => {
  nowMs = 0;
  waits.length = 0;
  return createPace({
    perSecond: 2,
    burst: 2,
    longestWaitMs: 2_000,
    now: () => nowMs,
    wait: async (milliseconds) => void waits.push(milliseconds),
  });
};

test("a burst goes through, those behind it wait, and whoever would wait too long is refused", async () => {
  const pace = open();
  for (let index = 0; index < 6; index += 1) await pace.enter("a");
  assert.deepEqual(waits, [500, 1_000, 1_500, 2_000]);
  await assert.rejects(pace.enter("a"), { code: "Throttling", message: "Rate exceeded" });
  await pace.enter("b");
  assert.equal(waits.length, 4, "nobody waits for others");
});

test("who was refused is not held against, and time makes room again", async () => {
  const pace = open();
  for (let index = 0; index < 6; index += 1) await pace.enter("a");
  for (let index = 0; index < 100; index += 1) await assert.rejects(pace.enter("a"));
  nowMs = 500;
  await pace.enter("a");
  assert.equal(waits.at(-1), 2_000);
  nowMs = 60_000;
  waits.length = 0;
  await pace.enter("a");
  await pace.enter("a");
  assert.deepEqual(waits, []);
});

test("of those who asked once little is kept", async () => {
  const pace = open();
  for (let index = 0; index < 30_000; index += 1) {
    nowMs += 1;
    await pace.enter(String(index));
  }
  assert.deepEqual(waits, []);
});
