import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { Progress } from "./progress.ts";

function watch(isWatched: boolean) {
  const written: string[] = [];
  const progress = new Progress({ isWatched, stderr: { write: (text) => written.push(text) } });
  return { progress, written };
}

test("what takes longer than a second is told on a terminal, on one line that is cleaned at the end", async () => {
  const watched = watch(true);
  const unwatched = watch(false);
  watched.progress.tell("soon");
  assert.deepEqual(watched.written, []);
  await delay(1_050);
  for (const { progress } of [watched, unwatched]) {
    progress.tell("a long word");
    progress.tell("at once: not told");
    progress.end();
    progress.end();
  }
  assert.deepEqual(watched.written, ["\ra long word", `\r${" ".repeat(11)}\r`]);
  assert.deepEqual(unwatched.written, []);
});
