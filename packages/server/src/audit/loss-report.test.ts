import assert from "node:assert/strict";
import { test } from "node:test";
import { createLossReport } from "./loss-report.ts";

/** A report of a log, what it tells, and a clock that the test turns. */
function openReport() {
  const clock = { nowMs: 0 };
  const told: string[] = [];
  const report = createLossReport({
    subject: "log",
    now: () => clock.nowMs,
    tell: (message) => told.push(message),
  });
  return { report, told, clock };
}

test("losses are told at once, then once a minute, and when they end", () => {
  const { report, told, clock } = openReport();
  report.written();
  for (; clock.nowMs < 90_000; clock.nowMs += 1_000) report.lost(new Error("disk full"), 1);
  report.written();
  report.written();
  assert.deepEqual(told, [
    "log: events cannot be written (disk full); requests go on without a record, 1 events are lost so far.",
    "log: events cannot be written (disk full); requests go on without a record, 61 events are lost so far.",
    "log: events are written again; 90 were lost.",
  ]);
});

test("a log that fails and recovers by turns is told once a minute", () => {
  const { report, told, clock } = openReport();
  for (; clock.nowMs < 60_000; clock.nowMs += 100) {
    report.lost("full", 1);
    report.written();
  }
  assert.equal(told.length, 2);
});
