import assert from "node:assert/strict";
import type { SpentProofRecord } from "../../src/records/spent-proof.ts";
import type { Store } from "../../src/store.ts";
import { assertConflicts } from "../conflict.ts";
import { type FamilyUnderTest, NUMBERS } from "../family-under-test.ts";
import { refuse } from "../naive.ts";
import { prunedByTime, pruning } from "../pruned.ts";
import { LATE, TEXT } from "../samples.ts";
import { toldBy } from "../told-by.ts";

export function spentProof(number: number, more: Partial<SpentProofRecord> = {}): SpentProofRecord {
  return { id: `saml:${number}`, expiresAt: number * 10, ...more };
}

export const spentProofs: FamilyUnderTest<"spentProofs"> = {
  tests: {
    "are spent once, and told to nobody": once,
    "are spent by one of many at once": oneOfMany,
    "go, the oldest first": (store) =>
      pruning(store, {
        put: (tx, number) => tx.spentProofs.insert(spentProof(number)),
        find: (tx, number) => tx.spentProofs.byId(spentProof(number).id),
        timeOf: (number) => spentProof(number).expiresAt,
        prune: (tx, before, limit) => tx.spentProofs.prune(before, limit),
      }),
  },
  naive: {
    open: (state) => ({
      byId: async (id) => state.spentProofs.find((each) => each.id === id),
      async insert(record) {
        refuse(state.spentProofs.some((each) => each.id === record.id));
        state.spentProofs = [...state.spentProofs, record];
      },
      prune: async (before, limit) =>
        prunedByTime(state, "spentProofs", { timeOf: (each) => each.expiresAt, before, limit }),
    }),
  },
  operations: {
    spend: (tx, first, second) => tx.spentProofs.insert(spentProof(first, { expiresAt: second * 5 + first })),
    forgetProofs: (tx, first, second) => tx.spentProofs.prune(second * 3, first + 1),
  },
  begin: (first) => [{ name: "spend", first, second: first, third: 0 }],
  answers: (tx) => Promise.all(NUMBERS.map((number) => tx.spentProofs.byId(spentProof(number).id))),
  subjects: async () => [],
};

async function once(store: Store): Promise<void> {
  const proof = spentProof(1, { id: TEXT, expiresAt: LATE });
  const told = await toldBy(store, () => store.write((tx) => tx.spentProofs.insert(proof)));
  assert.deepEqual(told, []);
  assert.deepEqual(await store.read((tx) => tx.spentProofs.byId(TEXT)), proof);
  assert.equal(await store.read((tx) => tx.spentProofs.byId("other")), undefined);
  await assertConflicts(store, [(tx) => tx.spentProofs.insert({ ...proof, expiresAt: 1 })]);
}

async function oneOfMany(store: Store): Promise<void> {
  const spend = () => store.write((tx) => tx.spentProofs.insert(spentProof(1)));
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, spend));
  assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 1);
  for (const outcome of outcomes)
    if (outcome.status === "rejected") assert.equal(outcome.reason.code, "conflict");
}
