import assert from "node:assert/strict";
import type { AccountSettingsRecord } from "../../src/records/account-settings.ts";
import type { Store } from "../../src/store.ts";
import { assertConflicts } from "../conflict.ts";
import { ACCOUNT_NUMBERS, type FamilyUnderTest, NUMBERS, type SubjectPart } from "../family-under-test.ts";
import { requireAccount } from "../organization-samples.ts";
import { accountId, CREATED_AT, LATE, TEXT } from "../samples.ts";
import { toldBy } from "../told-by.ts";

/** @param number of the account */
export function settings(number: number, more: Partial<AccountSettingsRecord> = {}): AccountSettingsRecord {
  return { accountId: accountId(number), properties: {}, updatedAt: CREATED_AT, ...more };
}

function issuerOf(number: number) {
  return { issuerId: `issuer-${number}`, isEnabled: true };
}

export const accountSettings: FamilyUnderTest<"accountSettings"> = {
  tests: {
    "are put and found, and told of their account": roundTrip,
    "are found by what their account issues as": byIssuer,
    "need their account": (store) => assertConflicts(store, [(tx) => tx.accountSettings.put(settings(9))]),
  },
  naive: {
    open: (state) => ({
      ofAccount: async (id) => state.accountSettings.find((each) => each.accountId === id),
      byIssuerId: async (issuerId) =>
        state.accountSettings.find((each) => each.outboundFederation?.issuerId === issuerId),
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
          ...(third > 0 && { outboundFederation: issuerOf(first) }),
          properties: { "a/b": `${second}` },
        }),
      ),
  },
  begin: (first) => [{ name: "putSettings", first, second: 0, third: first }],
  answers: (tx) => Promise.all(NUMBERS.map((number) => tx.accountSettings.byIssuerId(`issuer-${number}`))),
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
    outboundFederation: issuerOf(1),
    globalEndpointTokenVersion: 2,
    properties: Object.fromEntries([
      ["AWS/Name", TEXT],
      ["__proto__", "x"],
    ]),
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

async function byIssuer(store: Store): Promise<void> {
  const stopped = settings(2, { outboundFederation: { issuerId: "issuer-2", isEnabled: false } });
  await store.write(async (tx) => {
    await tx.accountSettings.put(settings(1));
    await tx.accountSettings.put(stopped);
  });
  await store.read(async (tx) => {
    assert.deepEqual(await tx.accountSettings.byIssuerId("issuer-2"), stopped);
    for (const unknown of ["issuer-1", ""])
      assert.equal(await tx.accountSettings.byIssuerId(unknown), undefined);
  });
}
