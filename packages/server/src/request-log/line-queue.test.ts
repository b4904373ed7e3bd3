import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { LineQueue, type TextOutput } from "./line-queue.ts";

const leftOut = (count: number) => `(${count} left out)\n`;

/** An output that takes what it is given when the test says so. */
function slowOutput() {
  const taken: string[] = [];
  let go: (() => void) | undefined;
  let isClosed = false;
  const output: TextOutput = {
    write: (text) =>
      new Promise((resolve) => {
        go = () => {
          taken.push(text);
          resolve();
        };
      }),
    close: () => {
      isClosed = true;
    },
  };
  return {
    openOutput: () => output,
    taken,
    isClosed: () => isClosed,
    async take() {
      go?.();
      go = undefined;
      await setImmediate();
    },
  };
}

function write(queue: LineQueue, line: string): void {
  if (queue.isFull) queue.leaveOut();
  else queue.add(line);
}

test("lines of one turn go together, in order", async () => {
  const slow = slowOutput();
  const queue = new LineQueue({ openOutput: slow.openOutput, leftOut });
  for (const line of ["a\n", "b\n", "c\n"]) queue.add(line);
  await setImmediate();
  await slow.take();
  assert.deepEqual(slow.taken, ["a\nb\nc\n"]);
});

test("while nothing is taken so many lines wait and no more, and how many were left out is told in their place", async () => {
  const slow = slowOutput();
  const queue = new LineQueue({
    openOutput: slow.openOutput,
    leftOut,
    most: { lines: 10, length: 1_000_000 },
  });
  write(queue, "first\n");
  await setImmediate();
  for (let index = 0; index < 1_000; index += 1) write(queue, `${index}\n`);
  await slow.take();
  write(queue, "behind\n");
  await slow.take();
  await slow.take();
  assert.equal(
    slow.taken.join(""),
    `first\n${Array.from({ length: 10 }, (_, index) => `${index}\n`).join("")}(990 left out)\nbehind\n`,
  );
});

test("their length is bounded too", () => {
  const slow = slowOutput();
  const queue = new LineQueue({ openOutput: slow.openOutput, leftOut, most: { lines: 1_000, length: 100 } });
  let added = 0;
  for (; !queue.isFull; added += 1) queue.add("x".repeat(30));
  assert.equal(added, 4);
});

test("closing waits a moment for who reads, and no longer", async () => {
  const quick = slowOutput();
  const queue = new LineQueue({ openOutput: quick.openOutput, leftOut });
  queue.add("last\n");
  const closed = queue.close();
  await setImmediate();
  await quick.take();
  await closed;
  assert.deepEqual([quick.taken, quick.isClosed()], [["last\n"], true]);
  const stuck = slowOutput();
  const other = new LineQueue({ openOutput: stuck.openOutput, leftOut });
  other.add("never\n");
  const before = performance.now();
  await other.close();
  assert.ok(performance.now() - before < 5_000);
  assert.ok(stuck.isClosed());
});

test("where nobody reads any more nothing is kept, and nobody fails", async () => {
  const output: TextOutput = { write: () => Promise.reject(new Error("EPIPE")), close() {} };
  const queue = new LineQueue({ openOutput: () => output, leftOut });
  queue.add("a\n");
  await setImmediate();
  assert.ok(queue.isFull);
  queue.leaveOut();
  await queue.close();
});
