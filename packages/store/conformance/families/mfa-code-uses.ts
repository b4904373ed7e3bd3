import assert from "node:assert/strict";
import type { MfaCodeUseRecord } from "../../src/records/mfa-code-use.ts";
import type { Store } from "../../src/store.ts";
import { assertConflicts } from "../conflict.ts";
import { type FamilyUnderTest, NUMBERS } from "../family-under-test.ts";
import { requireAccount } from "../organization-samples.ts";
import { prunedByTime, pruning } from "../pruned.ts";
import { ACCOUNT, accountId, LATE, TEXT } from "../samples.ts";
import { toldBy } from "../told-by.ts";

export function mfaCodeUse(number: number, more: Partial<MfaCodeUseRecord> = {}): MfaCodeUseRecord {
  return {
    accountId: ACCOUNT,
    serialNumber: `device-${number}`,
    spentSteps: [],
    countedFrom: number * 10,
    looks: 0,
    ...more,
  };
}

const isSame = (a: MfaCodeUseRecord, b: MfaCodeUseRecord) =>
  a.accountId === b.accountId && a.serialNumber === b.serialNumber;

export const mfaCodeUses: FamilyUnderTest<"mfaCodeUses"> = {
  tests: {
    "are put and found, and told to nobody": roundTrip,
    "need their account": (store) =>
      assertConflicts(store, [(tx) => tx.mfaCodeUses.put(mfaCodeUse(1, { accountId: accountId(9) }))]),
    "go, the oldest first": (store) =>
      pruning(store, {
        put: (tx, number) => tx.mfaCodeUses.put(mfaCodeUse(number)),
        find: (tx, number) => tx.mfaCodeUses.of(ACCOUNT, mfaCodeUse(number).serialNumber),
        timeOf: (number) => mfaCodeUse(number).countedFrom,
        prune: (tx, before, limit) => tx.mfaCodeUses.prune(before, limit),
      }),
  },
  naive: {
    open: (state) => ({
      of: async (account, serialNumber) =>
        state.mfaCodeUses.find((each) => each.accountId === account && each.serialNumber === serialNumber),
      async put(record) {
        requireAccount(state, record.accountId);
        state.mfaCodeUses = [...state.mfaCodeUses.filter((each) => !isSame(each, record)), record];
      },
      prune: async (before, limit) =>
        prunedByTime(state, "mfaCodeUses", { timeOf: (each) => each.countedFrom, before, limit }),
    }),
  },
  operations: {
    useCode: (tx, first, second, third) =>
      tx.mfaCodeUses.put(
        mfaCodeUse(first, {
          spentSteps: [second],
          countedFrom: second * 5 + first,
          ...(third > 0 && { lastPairStep: third }),
        }),
      ),
    forgetCodes: (tx, first, second) => tx.mfaCodeUses.prune(second * 3, first + 1),
  },
  begin: (first) => [{ name: "useCode", first, second: first, third: first }],
  answers: (tx) =>
    Promise.all(NUMBERS.map((number) => tx.mfaCodeUses.of(ACCOUNT, mfaCodeUse(number).serialNumber))),
  subjects: async () => [],
};

async function roundTrip(store: Store): Promise<void> {
  const full = mfaCodeUse(1, {
    serialNumber: TEXT,
    spentSteps: [55_000_001, 55_000_000],
    lastPairStep: 55_000_000,
    countedFrom: LATE,
    looks: 3,
  });
  const told = await toldBy(store, () => store.write((tx) => tx.mfaCodeUses.put(full)));
  assert.deepEqual(told, []);
  const find = () => store.read((tx) => tx.mfaCodeUses.of(ACCOUNT, TEXT));
  assert.deepEqual(await find(), full);
  const again = mfaCodeUse(1, { serialNumber: TEXT });
  await store.write((tx) => tx.mfaCodeUses.put(again));
  assert.deepEqual(await find(), again);
  assert.equal(await store.read((tx) => tx.mfaCodeUses.of(accountId(2), TEXT)), undefined);
}
