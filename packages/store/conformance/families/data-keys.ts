import assert from "node:assert/strict";
import type { DataKeyRecord } from "../../src/records/data-key.ts";
import type { Store } from "../../src/store.ts";
import { type FamilyUnderTest, NUMBERS, type SubjectPart } from "../family-under-test.ts";
import { CREATED_AT, LATE, TEXT } from "../samples.ts";

/** Ids use all 32 bits. */
const dataKey = (number: number, more: Partial<DataKeyRecord> = {}): DataKeyRecord => ({
  keyId: 0xffff_ffff - number,
  seals: { "1": "sealed" },
  createdAt: CREATED_AT,
  ...more,
});

export const dataKeys: FamilyUnderTest<"dataKeys"> = {
  tests: {
    "are put, listed by id and deleted": roundTrip,
    "are told of, each by its id": telling,
  },
  naive: {
    open(state) {
      const without = (keyId: number) => state.dataKeys.filter((each) => each.keyId !== keyId);
      return {
        list: async () => state.dataKeys.toSorted((left, right) => left.keyId - right.keyId),
        async put(record) {
          state.dataKeys = [...without(record.keyId), record];
        },
        async delete(keyId) {
          const before = state.dataKeys.length;
          state.dataKeys = without(keyId);
          return state.dataKeys.length < before;
        },
      };
    },
  },
  operations: {
    putDataKey: (tx, first, second, third) =>
      tx.dataKeys.put(
        dataKey(first, { seals: { [second]: `${third}` }, ...(third > 0 && { sealsSince: 1 }) }),
      ),
    deleteDataKey: (tx, first) => tx.dataKeys.delete(dataKey(first).keyId),
  },
  begin: (first) => [{ name: "putDataKey", first, second: 0, third: 0 }],
  answers: (tx) => tx.dataKeys.list(),
  async subjects(tx) {
    const all = await tx.dataKeys.list();
    return NUMBERS.map((number): SubjectPart => {
      const { keyId } = dataKey(number);
      return [`dataKey ${keyId}`, all.find((each) => each.keyId === keyId)];
    });
  },
};

async function roundTrip(store: Store): Promise<void> {
  const whole = { sealsSince: 1, retiredAt: LATE, resealedAt: LATE, seals: { "4294967295": TEXT, "2": "b" } };
  await store.write(async (tx) => {
    await tx.dataKeys.put(dataKey(1));
    await tx.dataKeys.put(dataKey(2));
    await tx.dataKeys.put(dataKey(1, whole));
    assert.deepEqual(await tx.dataKeys.list(), [dataKey(2), dataKey(1, whole)]);
  });
  await store.write(async (tx) => {
    await tx.dataKeys.put(dataKey(1));
    assert.equal(await tx.dataKeys.delete(dataKey(2).keyId), true);
    assert.equal(await tx.dataKeys.delete(dataKey(2).keyId), false);
  });
  assert.deepEqual(await store.read((tx) => tx.dataKeys.list()), [dataKey(1)]);
}

async function telling(store: Store): Promise<void> {
  const told: unknown[] = [];
  store.subscribe((changes) =>
    told.push(changes === "all" ? changes : changes.map(({ kind, id }) => [kind, id])),
  );
  const id = String(dataKey(1).keyId);
  await store.write((tx) => tx.dataKeys.put(dataKey(1)));
  await store.write((tx) => tx.dataKeys.delete(dataKey(2).keyId));
  await store.write((tx) => tx.dataKeys.delete(dataKey(1).keyId));
  assert.deepEqual(told, [[["dataKey", id]], [["dataKey", id]]]);
}
