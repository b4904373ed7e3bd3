import assert from "node:assert/strict";
import { test } from "node:test";
import { openSqliteStore } from "@rolecall/store/sqlite";
import { createBackground, MAX_WAITING } from "./background.ts";

async function open() {
  const failures: unknown[] = [];
  const store = await openSqliteStore({ file: ":memory:" });
  const onFailure = (error: unknown) => failures.push(error);
  return { failures, background: createBackground({ store, clock: () => 0, onFailure }) };
}

test("work is done one after the other; what fails keeps nothing else from being done", async () => {
  const { failures, background } = await open();
  const done: number[] = [];
  let atOnce = 0;
  for (const number of [1, 2, 3]) {
    const isBegun = background.begin(async (store) => {
      atOnce += 1;
      assert.equal(atOnce, 1);
      await store.read(async () => undefined);
      atOnce -= 1;
      if (number === 2) throw new Error("two");
      done.push(number);
    });
    assert.equal(isBegun, true);
  }
  assert.deepEqual(done, []);
  await background.idle();
  assert.deepEqual(done, [1, 3]);
  assert.deepEqual(failures, [new Error("two")]);
});

test("what waits is bounded, and given up at the end", async () => {
  const { background } = await open();
  let done = 0;
  const work = async () => {
    done += 1;
  };
  for (let number = 0; number < MAX_WAITING; number += 1) assert.equal(background.begin(work), true);
  assert.equal(background.begin(work), false);
  await background.close();
  assert.equal(background.begin(work), false);
  await background.idle();
  assert.equal(done, 0);
});
