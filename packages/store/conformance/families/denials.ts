import assert from "node:assert/strict";
import type { DenialRecord } from "../../src/records/denial.ts";
import type { Store } from "../../src/store.ts";
import { assertConflicts } from "../conflict.ts";
import { type FamilyUnderTest, NUMBERS } from "../family-under-test.ts";
import { refuse } from "../naive.ts";
import { pruned } from "../pruned.ts";
import { ACCOUNT, LATE } from "../samples.ts";

function denial(number: number, more: Partial<DenialRecord> = {}): DenialRecord {
  return {
    id: `denial${number}`,
    at: number * 10,
    accountId: ACCOUNT,
    bytes: 10,
    total: (number + 1) * 10,
    details: `{"number":${number}}`,
    ...more,
  };
}

export const denials: FamilyUnderTest<"denials"> = {
  tests: {
    "give back what they were given, and where they end": roundTrip,
    "have an id and a place of their own": refusals,
    "go by total and by time, the oldest first": pruning,
  },
  naive: {
    open: (state) => ({
      byId: async (id) => state.denials.find((each) => each.id === id),
      async span() {
        const ends = state.denials
          .toSorted((a, b) => a.total - b.total)
          .map(({ at, bytes, total }) => ({ at, bytes, total }));
        const [oldest, newest] = [ends[0], ends.at(-1)];
        return oldest && newest && { oldest, newest };
      },
      async insert(record) {
        refuse(state.denials.some((each) => each.id === record.id || each.total === record.total));
        state.denials = [...state.denials, record];
      },
      async prune(request) {
        const kept = pruned(state.denials, request);
        const gone = state.denials.length - kept.length;
        state.denials = kept;
        return gone;
      },
    }),
  },
  operations: {
    // Times of their own: of two that share one, no order says which goes first.
    deny: (tx, first, second, third) =>
      tx.denials.insert(denial(first, { at: second * 5 + first, total: third + 1, bytes: second + 1 })),
    forgetDenials: (tx, first, second, third) =>
      tx.denials.prune({ upToTotal: first, before: second * 3, limit: third + 1 }),
  },
  begin: (first) => [{ name: "deny", first, second: first, third: first }],
  answers: async (tx) => [
    await tx.denials.span(),
    await Promise.all(NUMBERS.map((number) => tx.denials.byId(denial(number).id))),
  ],
  subjects: async () => [],
};

async function roundTrip(store: Store): Promise<void> {
  const { at, bytes, total } = denial(1, { at: LATE });
  await store.write(async (tx) => {
    assert.equal(await tx.denials.span(), undefined);
    for (const each of [denial(2), denial(1, { at: LATE }), denial(3)]) await tx.denials.insert(each);
  });
  await store.read(async (tx) => {
    assert.deepEqual(await tx.denials.byId("denial1"), denial(1, { at: LATE }));
    assert.equal(await tx.denials.byId("denial9"), undefined);
    const newest = { at: denial(3).at, bytes: denial(3).bytes, total: denial(3).total };
    assert.deepEqual(await tx.denials.span(), { oldest: { at, bytes, total }, newest });
  });
}

async function refusals(store: Store): Promise<void> {
  await store.write((tx) => tx.denials.insert(denial(1)));
  await assertConflicts(store, [
    (tx) => tx.denials.insert(denial(1, { total: 99 })),
    (tx) => tx.denials.insert(denial(2, { total: denial(1).total })),
  ]);
}

async function pruning(store: Store): Promise<void> {
  const left = (numbers: readonly number[]) =>
    store.read(async (tx) => {
      const found = await Promise.all(NUMBERS.map((number) => tx.denials.byId(denial(number).id)));
      assert.deepEqual(
        found.flatMap((each, number) => (each === undefined ? [] : [number])),
        numbers,
      );
    });
  const prune = (upToTotal: number, before: number, limit: number) =>
    store.write((tx) => tx.denials.prune({ upToTotal, before, limit }));
  await store.write(async (tx) => {
    for (const number of NUMBERS) await tx.denials.insert(denial(number));
  });
  assert.equal(await prune(30, 0, 2), 2);
  await left([2, 3, 4]);
  assert.equal(await prune(30, 0, 2), 1);
  assert.equal(await prune(30, 0, 2), 0);
  assert.equal(await prune(0, denial(4).at, 9), 1);
  await left([4]);
  assert.equal(await prune(0, denial(4).at + 1, 9), 1);
  await left([]);
}
