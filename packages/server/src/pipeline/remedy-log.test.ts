import assert from "node:assert/strict";
import { test } from "node:test";
import { createRemedyLog } from "./remedy-log.ts";

test("each remedy is told once, and no more than a hundred", () => {
  const told: string[] = [];
  const log = createRemedyLog((message) => told.push(message));
  log("Do this.", "1");
  log("Do this.", "2");
  assert.deepEqual(told, ["request 1 was refused. Do this."]);
  for (let number = 0; number < 1000; number++) log(`Do ${number}.`, "3");
  assert.equal(told.length, 100);
});
