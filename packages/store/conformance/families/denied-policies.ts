import assert from "node:assert/strict";
import type { DeniedPolicyRecord } from "../../src/records/denied-policy.ts";
import type { Store } from "../../src/store.ts";
import { type FamilyUnderTest, NUMBERS } from "../family-under-test.ts";
import { pruned } from "../pruned.ts";
import { LATE } from "../samples.ts";

function deniedPolicy(number: number, more: Partial<DeniedPolicyRecord> = {}): DeniedPolicyRecord {
  return { hash: `hash${number}`, document: `{"Id":"${number}"}`, total: number, at: number, ...more };
}

export const deniedPolicies: FamilyUnderTest<"deniedPolicies"> = {
  tests: { "are put, put again, and go by total and by time": roundTrip },
  naive: {
    open: (state) => ({
      byHash: async (hash) => state.deniedPolicies.find((each) => each.hash === hash),
      async put(record) {
        const others = state.deniedPolicies.filter((each) => each.hash !== record.hash);
        state.deniedPolicies = [...others, record];
      },
      async prune(request) {
        const kept = pruned(state.deniedPolicies, request);
        const gone = state.deniedPolicies.length - kept.length;
        state.deniedPolicies = kept;
        return gone;
      },
    }),
  },
  operations: {
    // Totals and times of their own: of two that share one, no order says which goes first.
    keepDocument: (tx, first, second) =>
      tx.deniedPolicies.put(deniedPolicy(first, { total: second * 5 + first, at: second * 5 + first })),
    forgetDocuments: (tx, first, second, third) =>
      tx.deniedPolicies.prune({ upToTotal: first * 3, before: second * 3, limit: third + 1 }),
  },
  begin: (first) => [{ name: "keepDocument", first, second: first, third: 0 }],
  answers: (tx) => Promise.all(NUMBERS.map((number) => tx.deniedPolicies.byHash(deniedPolicy(number).hash))),
  subjects: async () => [],
};

async function roundTrip(store: Store): Promise<void> {
  const again = deniedPolicy(1, { total: 7, at: LATE });
  await store.write(async (tx) => {
    for (const number of [1, 2, 3]) await tx.deniedPolicies.put(deniedPolicy(number));
    assert.deepEqual(await tx.deniedPolicies.byHash("hash1"), deniedPolicy(1));
    await tx.deniedPolicies.put(again);
  });
  const prune = (upToTotal: number, before: number) =>
    store.write((tx) => tx.deniedPolicies.prune({ upToTotal, before, limit: 9 }));
  assert.equal(await prune(2, 0), 1);
  assert.equal(await prune(0, 4), 1);
  await store.read(async (tx) => {
    assert.deepEqual(await tx.deniedPolicies.byHash("hash1"), again);
    assert.equal(await tx.deniedPolicies.byHash("hash2"), undefined);
    assert.equal(await tx.deniedPolicies.byHash("hash3"), undefined);
  });
}
