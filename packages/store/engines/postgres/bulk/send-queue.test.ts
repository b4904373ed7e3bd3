import assert from "node:assert/strict";
import { test } from "node:test";
import { SendQueue } from "./send-queue.ts";

const MEBIBYTE = 1024 * 1024;

/** A step that lasts until it is told to end. */
function heldStep() {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  return { step: () => promise, end: resolve, fail: reject };
}

test("steps are taken one after the other, in their order, whoever is still asking", async () => {
  const queue = new SendQueue();
  const taken: number[] = [];
  const first = heldStep();
  await queue.add(first.step);
  for (const number of [1, 2, 3]) await queue.add(async () => void taken.push(number));
  assert.deepEqual(taken, []);
  first.end();
  await queue.end();
  assert.deepEqual(taken, [1, 2, 3]);
});

test("whoever asks waits once 64 MiB wait, and goes on when there are fewer", async () => {
  const queue = new SendQueue();
  const first = heldStep();
  await queue.add(first.step, MEBIBYTE);
  for (let count = 1; count < 64; count++) await queue.add(async () => {}, MEBIBYTE);
  let goesOn = false;
  const last = queue.add(async () => {}, MEBIBYTE).then(() => (goesOn = true));
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(goesOn, false);
  first.end();
  await last;
  await queue.end();
});

test("behind a step that fails none is taken, and whoever asks or waits hears of it", async () => {
  const queue = new SendQueue();
  const first = heldStep();
  await queue.add(first.step);
  let wasTaken = false;
  const waiting = queue.add(async () => {
    wasTaken = true;
  }, 65 * MEBIBYTE);
  first.fail(new Error("no more room"));
  await assert.rejects(waiting, { message: "no more room" });
  await assert.rejects(
    queue.add(async () => {}),
    { message: "no more room" },
  );
  await assert.rejects(queue.end(), { message: "no more room" });
  assert.equal(wasTaken, false);
});

test("what is abandoned waits for the step that is being taken, and takes no other", async () => {
  const queue = new SendQueue();
  const first = heldStep();
  let wasTaken = false;
  await queue.add(first.step);
  await queue.add(async () => {
    wasTaken = true;
  });
  const abandoned = queue.abandon();
  first.end();
  await abandoned;
  assert.equal(wasTaken, false);
});
