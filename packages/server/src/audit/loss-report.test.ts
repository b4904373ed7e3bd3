import assert from "node:assert/strict";
import { test } from "node:test";
import { createLossReport } from "./loss-report.ts";

test("losses are told at once, then once a minute, and when they end", () => {
  let nowMs = 0;
  const told: string[] = [];
  const report = createLossReport({
    subject: "log",
    now: () => nowMs,
    tell: (message) => told.push(message),
  });
  report.written();
  for (; nowMs < 90_000; nowMs += 1_000) report.lost(new Error("disk full"), 1);
  report.written();
  report.written();
  assert.deepEqual(told, [
    "log: events cannot be written (disk full); requests go on without a record, 1 events are lost so far.",
    "log: events cannot be written (disk full); requests go on without a record, 61 events are lost so far.",
    "log: events are written again; 90 were lost.",
  ]);
});

test("a log that fails and recovers by turns is told once a minute", () => {
  let nowMs = 0;
  const told: string[] = [];
  const report = createLossReport({
    subject: "log",
    now: () => nowMs,
    tell: (message) => told.push(message),
  });
  for (; nowMs < 60_000; nowMs += 100) {
    report.lost("full", 1);
    report.written();
  }
  assert.equal(told.length, 2);
});
