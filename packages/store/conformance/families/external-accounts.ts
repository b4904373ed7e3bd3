import assert from "node:assert/strict";
import { toAccountId } from "@rolecall/names";
import type { ExternalAccountRecord } from "../../src/records/external-account.ts";
import type { Store } from "../../src/store.ts";
import { ACCOUNT_NUMBERS, type FamilyUnderTest } from "../family-under-test.ts";
import { CREATED_AT, LATE } from "../samples.ts";

const externalAccount = (number: number, addedAt = CREATED_AT): ExternalAccountRecord => ({
  accountId: toAccountId(`90000000000${number}`),
  addedAt,
});

export const externalAccounts: FamilyUnderTest<"externalAccounts"> = {
  tests: { "are put and found": roundTrip },
  naive: {
    open: (state) => ({
      byId: async (accountId) => state.externalAccounts.find((each) => each.accountId === accountId),
      async put(record) {
        const others = state.externalAccounts.filter((each) => each.accountId !== record.accountId);
        state.externalAccounts = [...others, record];
      },
    }),
  },
  operations: {
    putExternalAccount: (tx, first, second) => tx.externalAccounts.put(externalAccount(first, second)),
  },
  begin: (first) => [{ name: "putExternalAccount", first, second: 0, third: 0 }],
  answers: (tx) =>
    Promise.all(ACCOUNT_NUMBERS.map((number) => tx.externalAccounts.byId(externalAccount(number).accountId))),
  subjects: async () => [],
};

async function roundTrip(store: Store): Promise<void> {
  await store.write(async (tx) => {
    await tx.externalAccounts.put(externalAccount(1));
    assert.deepEqual(await tx.externalAccounts.byId(externalAccount(1).accountId), externalAccount(1));
    await tx.externalAccounts.put(externalAccount(1, LATE));
  });
  await store.read(async (tx) => {
    const { accountId } = externalAccount(1);
    assert.deepEqual(await tx.externalAccounts.byId(accountId), externalAccount(1, LATE));
    assert.equal(await tx.externalAccounts.byId(externalAccount(2).accountId), undefined);
  });
}
