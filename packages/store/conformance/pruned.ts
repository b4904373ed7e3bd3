import assert from "node:assert/strict";
import type { FamilyName, ReadTransaction, RecordOf, WriteTransaction } from "../src/families.ts";
import type { DenialPruning } from "../src/records/denial.ts";
import type { Store } from "../src/store.ts";
import { type NaiveState, NUMBERS } from "./family-under-test.ts";

interface Placed {
  readonly total: number;
  readonly at: number;
}

/** What is left of records that are pruned: the oldest go by each of two orders, one after the other. */
export function pruned<Item extends Placed>(
  items: readonly Item[],
  { upToTotal, before, limit }: DenialPruning,
): readonly Item[] {
  const without = (from: readonly Item[], order: keyof Placed, goes: (item: Item) => boolean) => {
    const gone = from
      .filter(goes)
      .toSorted((a, b) => a[order] - b[order])
      .slice(0, limit);
    return from.filter((item) => !gone.includes(item));
  };
  const byTotal = without(items, "total", ({ total }) => total <= upToTotal);
  return without(byTotal, "at", ({ at }) => at < before);
}

interface TimePruning<Item> {
  readonly timeOf: (item: Item) => number;
  readonly before: number;
  readonly limit: number;
}

/** Takes from a naive family what is older, the oldest first; answers how many went. */
export function prunedByTime<Name extends FamilyName>(
  state: NaiveState,
  family: Name,
  { timeOf, before, limit }: TimePruning<RecordOf<Name>>,
): number {
  const all: readonly RecordOf<Name>[] = state[family];
  const gone = all
    .filter((each) => timeOf(each) < before)
    .toSorted((a, b) => timeOf(a) - timeOf(b))
    .slice(0, limit);
  Object.assign(state, { [family]: all.filter((each) => !gone.includes(each)) });
  return gone.length;
}

interface PruningUnderTest {
  readonly put: (tx: WriteTransaction, number: number) => Promise<void>;
  readonly find: (tx: ReadTransaction, number: number) => Promise<unknown>;
  /** Grows with the number. */
  readonly timeOf: (number: number) => number;
  readonly prune: (tx: WriteTransaction, before: number, limit: number) => Promise<number>;
}

/** What is older than a time goes, the oldest first and at most so many; what is as old stays. */
export async function pruning(store: Store, { put, find, timeOf, prune }: PruningUnderTest): Promise<void> {
  await store.write(async (tx) => {
    for (const number of NUMBERS.toReversed()) await put(tx, number);
  });
  const left = () =>
    store.read(async (tx) => {
      const found = await Promise.all(NUMBERS.map((number) => find(tx, number)));
      return NUMBERS.filter((_, index) => found[index] !== undefined);
    });
  const steps: readonly [before: number, limit: number, gone: number, left: readonly number[]][] = [
    [timeOf(3), 2, 2, [2, 3, 4]],
    [timeOf(3), 2, 1, [3, 4]],
    [timeOf(3), 2, 0, [3, 4]],
    [timeOf(4) + 1, 9, 2, []],
  ];
  for (const [before, limit, gone, rest] of steps) {
    assert.equal(await store.write((tx) => prune(tx, before, limit)), gone);
    assert.deepEqual(await left(), rest);
  }
}
