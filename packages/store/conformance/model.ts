/** Random transactions over all families, done to the engine and to the naive store: both must come to the same. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { StoreError } from "../src/errors.ts";
import type { Change, Store } from "../src/store.ts";
import { account } from "./families/accounts.ts";
import type { NaiveState, Operation } from "./family-under-test.ts";
import { BEGINNING, everything, operation, perform, subjects } from "./model-families.ts";
import { emptyState, naiveTransaction } from "./naive-store.ts";
import type { StoreFactory } from "./store-under-test.ts";
import { withStore } from "./with-store.ts";

const RUNS = 15;

/** What is done in one write, and whether the work throws at its end. */
interface Work {
  readonly operations: readonly Operation[];
  readonly throws: boolean;
}

const work: fc.Arbitrary<Work> = fc.record({
  // Mostly one: if one operation is refused, so is the whole work.
  operations: fc.oneof(
    { weight: 3, arbitrary: fc.tuple(operation) },
    { weight: 1, arbitrary: fc.array(operation, { minLength: 2, maxLength: 4 }) },
  ),
  // One in five.
  throws: fc.nat(4).map((number) => number === 4),
});

export function model(factory: StoreFactory): void {
  test(
    "any sequence of transactions ends in the same records, counts and answers",
    withStore(factory, async (store) => {
      const property = fc.asyncProperty(fc.array(work, { maxLength: 60, size: "max" }), (works) =>
        compare(store, works),
      );
      await fc.assert(property, { numRuns: RUNS });
    }),
  );
}

async function compare(store: Store, works: readonly Work[]): Promise<void> {
  let state = await begin(store);
  let told: Change[] = [];
  const end = store.subscribe((changes) => {
    assert.ok(changes !== "all");
    told.push(...changes);
  });
  for (const work of works) {
    const next = structuredClone(state);
    const expected = await outcomeOf(() => run(naiveTransaction(next), work));
    const before = await store.revision();
    const actual = await outcomeOf(() => store.write((tx) => run(tx, work)));
    assert.deepEqual(actual, expected);
    const isDone = "answers" in expected;
    if (isDone) await assertTold({ state, next, told, grew: (await store.revision()) - before });
    if (isDone) state = next;
    told = [];
  }
  end();
  assert.deepEqual(await store.read(everything), await everything(naiveTransaction(state)));
}

async function begin(store: Store): Promise<NaiveState> {
  await store.clear();
  const state = emptyState();
  for (const number of [1, 2]) {
    await store.write((tx) => tx.accounts.insert(account(number)));
    await naiveTransaction(state).accounts.insert(account(number));
  }
  const fill = { operations: BEGINNING, throws: false };
  assert.deepEqual(await store.write((tx) => run(tx, fill)), await run(naiveTransaction(state), fill));
  return state;
}

type Outcome = { readonly answers: readonly unknown[] } | { readonly failed: string };

class OnPurpose extends Error {}

async function run(
  tx: Parameters<typeof perform>[0],
  { operations, throws }: Work,
): Promise<readonly unknown[]> {
  const answers: unknown[] = [];
  for (const each of operations) answers.push(await perform(tx, each));
  if (throws) throw new OnPurpose();
  return answers;
}

async function outcomeOf(act: () => Promise<readonly unknown[]>): Promise<Outcome> {
  try {
    return { answers: await act() };
  } catch (error) {
    if (error instanceof OnPurpose) return { failed: "on purpose" };
    if (error instanceof StoreError) return { failed: error.code };
    throw error;
  }
}

/** Whoever forgets what the feed tells, remembers nothing that has changed. */
async function assertTold(step: {
  readonly state: NaiveState;
  readonly next: NaiveState;
  readonly told: readonly Change[];
  readonly grew: number;
}): Promise<void> {
  const names = new Set(step.told.map(({ kind, id }) => `${kind} ${id}`));
  const [before, after] = await Promise.all(
    [step.state, step.next].map((each) => subjects(naiveTransaction(each))),
  );
  for (const subject of new Set([...before!.keys(), ...after!.keys()])) {
    if (before!.get(subject) !== after!.get(subject))
      assert.ok(
        subject.split(" or ").some((one) => names.has(one)),
        `${subject} changed untold`,
      );
  }
  assert.equal(step.grew, step.told.length > 0 ? 1 : 0);
}
