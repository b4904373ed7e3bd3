import assert from "node:assert/strict";
import type { AccountDetailsRecord } from "../../src/records/account-details.ts";
import type { Store } from "../../src/store.ts";
import { assertConflicts } from "../conflict.ts";
import { ACCOUNT_NUMBERS, type FamilyUnderTest, type SubjectPart } from "../family-under-test.ts";
import { requireAccount } from "../organization-samples.ts";
import { accountId, CREATED_AT, LATE, TEXT } from "../samples.ts";

/** @param number of the account */
export function details(number: number, more: Partial<AccountDetailsRecord> = {}): AccountDetailsRecord {
  return { accountId: accountId(number), alternateContacts: {}, regions: {}, ...more };
}

export const accountDetails: FamilyUnderTest<"accountDetails"> = {
  tests: { "are put and found": roundTrip, "need their account": needAccount },
  naive: {
    open: (state) => ({
      ofAccount: async (id) => state.accountDetails.find((each) => each.accountId === id),
      async put(record) {
        requireAccount(state, record.accountId);
        const others = state.accountDetails.filter((each) => each.accountId !== record.accountId);
        state.accountDetails = [...others, record];
      },
    }),
  },
  operations: {
    putDetails: (tx, first, second) =>
      tx.accountDetails.put(
        details(1 + first, { regions: { "ap-east-1": { status: "ENABLED", since: second } } }),
      ),
  },
  begin: (number) => [{ name: "putDetails", first: number, second: 0, third: 0 }],
  answers: async () => [],
  subjects: (tx) =>
    Promise.all(
      ACCOUNT_NUMBERS.map(async (number): Promise<SubjectPart> => {
        const id = accountId(number);
        return [`account ${id}`, await tx.accountDetails.ofAccount(id)];
      }),
    ),
};

async function roundTrip(store: Store): Promise<void> {
  const code = { digest: "ab", sentAt: CREATED_AT, expiresAt: LATE, failures: 2 };
  const full = details(1, {
    contactInformation: {
      fullName: TEXT,
      addressLine1: "1",
      city: "Berlin",
      postalCode: "10115",
      countryCode: "DE",
      phoneNumber: "+49",
    },
    alternateContacts: {
      BILLING: { name: TEXT, title: "t", emailAddress: "b@example.com", phoneNumber: "1" },
    },
    regions: { "ap-east-1": { status: "ENABLING", since: LATE } },
    emailUpdate: { newEmail: "n@example.com", status: "PENDING", updatedAt: LATE, code },
    phoneVerification: { phoneNumber: "+49", verifiedAt: LATE, code },
  });
  await store.write(async (tx) => {
    await tx.accountDetails.put(full);
    assert.deepEqual(await tx.accountDetails.ofAccount(full.accountId), full);
    await tx.accountDetails.put(details(2));
  });
  await store.read(async (tx) => {
    assert.deepEqual(await tx.accountDetails.ofAccount(full.accountId), full);
    assert.equal(await tx.accountDetails.ofAccount(accountId(3)), undefined);
  });
  await store.write((tx) => tx.accountDetails.put(details(1)));
  assert.deepEqual(await store.read((tx) => tx.accountDetails.ofAccount(full.accountId)), details(1));
}

async function needAccount(store: Store): Promise<void> {
  await assertConflicts(store, [(tx) => tx.accountDetails.put(details(9))]);
}
