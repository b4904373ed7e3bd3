import assert from "node:assert/strict";
import type { KeyHolderRecord } from "../../src/records/key-holder.ts";
import type { Store } from "../../src/store.ts";
import type { FamilyUnderTest } from "../family-under-test.ts";
import { sortBy } from "../naive.ts";
import { LATE, TEXT } from "../samples.ts";

const holder = (number: number, more: Partial<KeyHolderRecord> = {}): KeyHolderRecord => ({
  id: `process-${number}`,
  name: TEXT,
  masterKeyIds: [],
  dataKeyIds: [0xffff_ffff, 1],
  seenAt: number,
  ...more,
});

export const keyHolders: FamilyUnderTest<"keyHolders"> = {
  tests: { "are put, listed by id and deleted, and nobody is told": roundTrip },
  naive: {
    open(state) {
      const without = (id: string) => state.keyHolders.filter((each) => each.id !== id);
      return {
        list: async () => sortBy(state.keyHolders, (each) => each.id),
        async put(record) {
          state.keyHolders = [...without(record.id), record];
        },
        async delete(id) {
          state.keyHolders = without(id);
        },
      };
    },
  },
  operations: {
    putHolder: (tx, first, second) => tx.keyHolders.put(holder(first, { masterKeyIds: [second] })),
    deleteHolder: (tx, first) => tx.keyHolders.delete(holder(first).id),
  },
  begin: (first) => [{ name: "putHolder", first, second: 0, third: 0 }],
  answers: (tx) => tx.keyHolders.list(),
  subjects: async () => [],
};

async function roundTrip(store: Store): Promise<void> {
  const before = await store.revision();
  const later = holder(1, { seenAt: LATE, masterKeyIds: [7] });
  await store.write(async (tx) => {
    await tx.keyHolders.put(holder(1));
    await tx.keyHolders.put(holder(0));
    await tx.keyHolders.put(later);
    assert.deepEqual(await tx.keyHolders.list(), [holder(0), later]);
  });
  await store.write(async (tx) => {
    await tx.keyHolders.delete(holder(0).id);
    await tx.keyHolders.delete(holder(0).id);
  });
  assert.deepEqual(await store.read((tx) => tx.keyHolders.list()), [later]);
  assert.equal(await store.revision(), before);
}
