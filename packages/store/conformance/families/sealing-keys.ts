import assert from "node:assert/strict";
import type { SealingKeyRecord } from "../../src/records/sealing-key.ts";
import type { Store } from "../../src/store.ts";
import type { FamilyUnderTest } from "../family-under-test.ts";

/** Ids use all 32 bits. */
const sealingKey = (number: number, check = "sealed"): SealingKeyRecord => ({
  keyId: 0xffff_ffff - number,
  check,
});

export const sealingKeys: FamilyUnderTest<"sealingKeys"> = {
  tests: { "are put, listed by id and deleted": roundTrip },
  naive: {
    open(state) {
      const without = (keyId: number) => state.sealingKeys.filter((each) => each.keyId !== keyId);
      return {
        list: async () => state.sealingKeys.toSorted((left, right) => left.keyId - right.keyId),
        async put(record) {
          state.sealingKeys = [...without(record.keyId), record];
        },
        async delete(keyId) {
          const before = state.sealingKeys.length;
          state.sealingKeys = without(keyId);
          return state.sealingKeys.length < before;
        },
      };
    },
  },
  operations: {
    putSealingKey: (tx, first, second) => tx.sealingKeys.put(sealingKey(first, `${second}`)),
    deleteSealingKey: (tx, first) => tx.sealingKeys.delete(sealingKey(first).keyId),
  },
  begin: (first) => [{ name: "putSealingKey", first, second: 0, third: 0 }],
  answers: (tx) => tx.sealingKeys.list(),
  subjects: async () => [],
};

async function roundTrip(store: Store): Promise<void> {
  await store.write(async (tx) => {
    await tx.sealingKeys.put(sealingKey(1, "old"));
    await tx.sealingKeys.put(sealingKey(2));
    await tx.sealingKeys.put(sealingKey(1, "new"));
    assert.deepEqual(await tx.sealingKeys.list(), [sealingKey(2), sealingKey(1, "new")]);
  });
  await store.write(async (tx) => {
    assert.equal(await tx.sealingKeys.delete(sealingKey(2).keyId), true);
    assert.equal(await tx.sealingKeys.delete(sealingKey(2).keyId), false);
  });
  assert.deepEqual(await store.read((tx) => tx.sealingKeys.list()), [sealingKey(1, "new")]);
}
