import assert from "node:assert/strict";
import { StoreError } from "../../src/errors.ts";
import type { Store } from "../../src/store.ts";
import { assertConflicts } from "../conflict.ts";
import type { FamilyUnderTest } from "../family-under-test.ts";

const PARTITIONS = ["aws", "aws-cn", "aws-us-gov"] as const;
const partition = (number: number) => PARTITIONS[number % PARTITIONS.length] ?? "aws";

export const installation: FamilyUnderTest<"installation"> = {
  tests: { "is written once": once },
  naive: {
    open: (state) => ({
      get: async () => state.installation[0],
      async insert(record) {
        if (state.installation.length > 0) throw new StoreError("conflict", "there is one");
        state.installation = [record];
      },
    }),
  },
  operations: {
    insertInstallation: (tx, first) => tx.installation.insert({ partition: partition(first) }),
  },
  begin: (first) => (first === 0 ? [{ name: "insertInstallation", first, second: 0, third: 0 }] : []),
  answers: async (tx) => [await tx.installation.get()],
  subjects: async () => [],
};

async function once(store: Store): Promise<void> {
  assert.equal(await store.read((tx) => tx.installation.get()), undefined);
  await store.write((tx) => tx.installation.insert({ partition: "aws-cn" }));
  await assertConflicts(
    store,
    PARTITIONS.map((each) => (tx) => tx.installation.insert({ partition: each })),
  );
  assert.deepEqual(await store.read((tx) => tx.installation.get()), { partition: "aws-cn" });
}
