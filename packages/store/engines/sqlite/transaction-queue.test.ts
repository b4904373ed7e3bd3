import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Store } from "../../src/store.ts";
import { openSqliteStore } from "./index.ts";

/** What one turn of the event loop may take: long work gives way, and nobody is forgotten. */
let store: Store;
before(async () => {
  store = await openSqliteStore({ file: ":memory:" });
});
after(() => store.close());

const LONG_MS = 4;
const LONG_ONES = 40;

/** Work that keeps the processor, as a page of a thousand users does. */
function spin(): void {
  const untilMs = performance.now() + LONG_MS;
  while (performance.now() < untilMs);
}

/** Counts the turns that the event loop makes until it is told to stop. */
function countTurns(): { readonly stop: () => number } {
  let turns = 0;
  let isDone = false;
  const next = () => {
    turns += 1;
    if (!isDone) setImmediate(next);
  };
  setImmediate(next);
  return {
    stop() {
      isDone = true;
      return turns;
    },
  };
}

for (const lane of ["read", "write"] as const) {
  test(`long ${lane}s of one turn let the event loop go on`, async () => {
    const turns = countTurns();
    const order: number[] = [];
    await Promise.all(
      Array.from({ length: LONG_ONES }, (_, index) =>
        store[lane](async () => {
          spin();
          order.push(index);
        }),
      ),
    );
    const made = turns.stop();
    assert.deepEqual(
      order,
      Array.from({ length: LONG_ONES }, (_, index) => index),
    );
    assert.ok(made >= LONG_ONES / 4, `${made} turns in ${LONG_ONES * LONG_MS} ms`);
  });
}

test("a short read that comes while long ones wait is not behind all of them, and each turn does one of those", async () => {
  let longDone = 0;
  const long = Array.from({ length: LONG_ONES }, () =>
    store.read(async () => {
      spin();
      longDone += 1;
    }),
  );
  const behind: number[] = [];
  for (let round = 0; round < 10; round += 1) {
    const before = longDone;
    await store.read(async () => {});
    behind.push(longDone - before);
  }
  const worst = Math.max(...behind.slice(1));
  assert.ok(worst <= 6, `one of ${behind} long reads`);
  assert.ok(longDone >= 9, `${longDone} long reads went on meanwhile`);
  await Promise.all(long);
});

test("a write is not behind all long reads", async () => {
  let longDone = 0;
  const long = Array.from({ length: LONG_ONES }, () =>
    store.read(async () => {
      spin();
      longDone += 1;
    }),
  );
  await store.write(async () => {});
  assert.ok(longDone < LONG_ONES / 2, `${longDone}`);
  await Promise.all(long);
});

test("work that fails or waits long is told like any other", async () => {
  const outcomes = await Promise.allSettled(
    Array.from({ length: 20 }, (_, index) =>
      store.write(async () => {
        spin();
        if (index % 2 === 1) throw new Error(`number ${index}`);
        return index;
      }),
    ),
  );
  assert.deepEqual(
    outcomes.map((outcome) => (outcome.status === "fulfilled" ? outcome.value : outcome.reason.message)),
    Array.from({ length: 20 }, (_, index) => (index % 2 === 1 ? `number ${index}` : index)),
  );
});
