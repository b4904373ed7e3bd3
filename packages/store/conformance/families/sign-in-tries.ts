import assert from "node:assert/strict";
import type { SignInTriesRecord } from "../../src/records/sign-in-tries.ts";
import type { Store } from "../../src/store.ts";
import { type FamilyUnderTest, NUMBERS } from "../family-under-test.ts";
import { prunedByTime, pruning } from "../pruned.ts";
import { LATE, TEXT } from "../samples.ts";
import { toldBy } from "../told-by.ts";

export function signInTries(number: number, more: Partial<SignInTriesRecord> = {}): SignInTriesRecord {
  return { id: `name:${number}`, countedFrom: number, tries: 1, locks: 0, expiresAt: number * 10, ...more };
}

export const signInTriesTests: FamilyUnderTest<"signInTries"> = {
  tests: {
    "are put, found and deleted, and told to nobody": roundTrip,
    "go, the earliest to expire first": (store) =>
      pruning(store, {
        put: (tx, number) => tx.signInTries.put(signInTries(number)),
        find: (tx, number) => tx.signInTries.byId(signInTries(number).id),
        timeOf: (number) => signInTries(number).expiresAt,
        prune: (tx, before, limit) => tx.signInTries.prune(before, limit),
      }),
  },
  naive: {
    open: (state) => ({
      byId: async (id) => state.signInTries.find((each) => each.id === id),
      async put(record) {
        state.signInTries = [...state.signInTries.filter(({ id }) => id !== record.id), record];
      },
      async delete(id) {
        const left = state.signInTries.filter((each) => each.id !== id);
        const isGone = left.length < state.signInTries.length;
        state.signInTries = left;
        return isGone;
      },
      prune: async (before, limit) =>
        prunedByTime(state, "signInTries", { timeOf: (each) => each.expiresAt, before, limit }),
    }),
  },
  operations: {
    try: (tx, first, second, third) =>
      tx.signInTries.put(
        signInTries(first, {
          tries: second,
          // Two that expire at the same time are forgotten in no order.
          expiresAt: second * 5 + first,
          ...(third > 0 && { lockedUntil: third, locks: third }),
        }),
      ),
    forgetTries: (tx, first, second) => tx.signInTries.prune(second * 3, first + 1),
    unlock: (tx, first) => tx.signInTries.delete(signInTries(first).id),
  },
  begin: (first) => [{ name: "try", first, second: first, third: first }],
  answers: (tx) => Promise.all(NUMBERS.map((number) => tx.signInTries.byId(signInTries(number).id))),
  subjects: async () => [],
};

async function roundTrip(store: Store): Promise<void> {
  const locked = signInTries(1, { id: TEXT, countedFrom: LATE, tries: 12, lockedUntil: LATE, locks: 3 });
  const told = await toldBy(store, () => store.write((tx) => tx.signInTries.put(locked)));
  assert.deepEqual(told, []);
  const find = () => store.read((tx) => tx.signInTries.byId(TEXT));
  assert.deepEqual(await find(), locked);
  const open = signInTries(1, { id: TEXT });
  await store.write((tx) => tx.signInTries.put(open));
  assert.deepEqual(await find(), open);
  const remove = () => store.write((tx) => tx.signInTries.delete(TEXT));
  assert.deepEqual([await remove(), await remove(), await find()], [true, false, undefined]);
}
