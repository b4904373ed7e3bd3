import assert from "node:assert/strict";
import type { AccountSettingsRecord } from "../../src/records/account-settings.ts";
import type { Store } from "../../src/store.ts";
import { assertConflicts } from "../conflict.ts";
import { ACCOUNT_NUMBERS, type FamilyUnderTest, type SubjectPart } from "../family-under-test.ts";
import { providerArn } from "../identity-providers.ts";
import { requireAccount } from "../organization-samples.ts";
import { accountId, CREATED_AT, LATE, TEXT } from "../samples.ts";
import { toldBy } from "../told-by.ts";

/** @param number of the account */
export function settings(number: number, more: Partial<AccountSettingsRecord> = {}): AccountSettingsRecord {
  return { accountId: accountId(number), properties: {}, updatedAt: CREATED_AT, ...more };
}

export const accountSettings: FamilyUnderTest<"accountSettings"> = {
  tests: {
    "are put and found, and told of their account": roundTrip,
    "need their account": (store) => assertConflicts(store, [(tx) => tx.accountSettings.put(settings(9))]),
  },
  naive: {
    open: (state) => ({
      ofAccount: async (id) => state.accountSettings.find((each) => each.accountId === id),
      async put(record) {
        requireAccount(state, record.accountId);
        const others = state.accountSettings.filter((each) => each.accountId !== record.accountId);
        state.accountSettings = [...others, record];
      },
    }),
  },
  operations: {
    putSettings: (tx, first, second, third) =>
      tx.accountSettings.put(
        settings(1 + first, {
          ...(third > 0 && { outboundFederation: { isEnabled: first > 1 } }),
          properties: { "a/b": `${second}` },
        }),
      ),
  },
  begin: (first) => [{ name: "putSettings", first, second: 0, third: first }],
  answers: async () => [],
  subjects: (tx) =>
    Promise.all(
      ACCOUNT_NUMBERS.map(async (number): Promise<SubjectPart> => {
        const id = accountId(number);
        return [`account ${id}`, await tx.accountSettings.ofAccount(id)];
      }),
    ),
};

async function roundTrip(store: Store): Promise<void> {
  const full = settings(1, {
    outboundFederation: { isEnabled: true },
    globalEndpointTokenVersion: 2,
    properties: Object.fromEntries([
      ["AWS/Name", TEXT],
      ["__proto__", "x"],
    ]),
    signInProviders: [
      { providerArn: providerArn("saml", 1), displayName: TEXT, signInUrl: "https://idp.example/?a=b" },
    ],
    updatedAt: LATE,
  });
  const find = () => store.read((tx) => tx.accountSettings.ofAccount(full.accountId));
  const told = await toldBy(store, () => store.write((tx) => tx.accountSettings.put(full)));
  assert.deepEqual(told, [`account ${full.accountId}`]);
  assert.deepEqual(await find(), full);
  await store.write((tx) => tx.accountSettings.put(settings(1)));
  assert.deepEqual(await find(), settings(1));
  assert.equal(await store.read((tx) => tx.accountSettings.ofAccount(accountId(2))), undefined);
}
