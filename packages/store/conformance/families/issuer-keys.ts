import assert from "node:assert/strict";
import type { IssuerKeyRecord } from "../../src/records/issuer-key.ts";
import type { Store } from "../../src/store.ts";
import { assertConflicts } from "../conflict.ts";
import { ACCOUNT_NUMBERS, type FamilyUnderTest, type SubjectPart } from "../family-under-test.ts";
import { refuse, sortBy } from "../naive.ts";
import { requireAccount } from "../organization-samples.ts";
import { plainBytes } from "../plain-bytes.ts";
import { ACCOUNT, accountId, CREATED_AT, LATE } from "../samples.ts";
import { boxAnswers, boxOf, naiveSealed, resealing } from "../sealed-boxes.ts";
import { toldBy } from "../told-by.ts";

export function issuerKey(number: number, more: Partial<IssuerKeyRecord> = {}): IssuerKeyRecord {
  return {
    accountId: ACCOUNT,
    id: `RSA_${number}`,
    algorithm: "RS256",
    publicKey: '{"kty":"RSA"}',
    sealedPrivateKey: new Uint8Array([number, 0, 255]),
    createdAt: CREATED_AT,
    signsFrom: CREATED_AT,
    ...more,
  };
}

function boxesOf({ accountId: account, id, sealedPrivateKey }: IssuerKeyRecord) {
  const key = `${account} ${id}`;
  return boxOf(key, key, sealedPrivateKey);
}

const isSame = (a: IssuerKeyRecord, b: IssuerKeyRecord) => a.accountId === b.accountId && a.id === b.id;
const ELSEWHERE = issuerKey(0, { accountId: accountId(2) });

export const issuerKeys: FamilyUnderTest<"issuerKeys"> = {
  tests: {
    "give back what they were given, by id, and are told of their account": roundTrip,
    "need their account, and an id of their own in it": refusals,
    "are sealed anew": (store) =>
      resealing(store, {
        of: (tx) => tx.issuerKeys,
        fill: (into) =>
          into.write(async (tx) => {
            for (const each of [issuerKey(2), issuerKey(1), ELSEWHERE]) await tx.issuerKeys.insert(each);
          }),
        boxes: [issuerKey(1), issuerKey(2), ELSEWHERE].flatMap(boxesOf),
      }),
  },
  naive: {
    open: (state) => ({
      ofAccount: async (id) =>
        sortBy(
          state.issuerKeys.filter((each) => each.accountId === id),
          (each) => each.id,
        ),
      async insert(record) {
        requireAccount(state, record.accountId);
        refuse(state.issuerKeys.some((each) => isSame(each, record)));
        state.issuerKeys = [...state.issuerKeys, record];
      },
      async update(record) {
        refuse(!state.issuerKeys.some((each) => isSame(each, record)));
        state.issuerKeys = state.issuerKeys.map((each) => (isSame(each, record) ? record : each));
      },
      async delete(account, id) {
        const kept = state.issuerKeys.filter((each) => each.accountId !== account || each.id !== id);
        const isGone = kept.length < state.issuerKeys.length;
        state.issuerKeys = kept;
        return isGone;
      },
      ...naiveSealed({
        all: () => state.issuerKeys,
        replace: (all) => Object.assign(state, { issuerKeys: all }),
        boxesOf,
        withSeal: (each, _, sealedPrivateKey) => ({ ...each, sealedPrivateKey }),
      }),
    }),
  },
  operations: {
    insertIssuerKey: (tx, first, second) =>
      tx.issuerKeys.insert(issuerKey(first, { accountId: accountId(1 + (second % 3)) })),
    updateIssuerKey: (tx, first, second, third) =>
      tx.issuerKeys.update(
        issuerKey(first, { accountId: accountId(1 + (second % 3)), ...(third > 0 && { shownUntil: third }) }),
      ),
    resealIssuerKey: (tx, first, second) =>
      tx.issuerKeys.reseal(boxesOf(issuerKey(first))[0]!, new Uint8Array([second])),
    deleteIssuerKey: (tx, first, second) =>
      tx.issuerKeys.delete(accountId(1 + (second % 3)), issuerKey(first).id),
  },
  begin: (first) => [{ name: "insertIssuerKey", first, second: 0, third: 0 }],
  answers: (tx) => boxAnswers(tx.issuerKeys),
  subjects: (tx) =>
    Promise.all(
      ACCOUNT_NUMBERS.map(async (number): Promise<SubjectPart> => {
        const keys = await tx.issuerKeys.ofAccount(accountId(number));
        return [
          `account ${accountId(number)}`,
          keys.map((each) => ({ ...each, sealedPrivateKey: undefined })),
        ];
      }),
    ),
};

async function roundTrip(store: Store): Promise<void> {
  const full = issuerKey(2, {
    algorithm: "ES384",
    sealedPrivateKey: Uint8Array.from({ length: 3000 }, (_, index) => index % 256),
    signsFrom: LATE,
    shownUntil: LATE,
  });
  const told = await toldBy(store, () =>
    store.write(async (tx) => {
      for (const each of [full, issuerKey(1)]) await tx.issuerKeys.insert(each);
    }),
  );
  assert.deepEqual(told, [`account ${ACCOUNT}`]);
  const all = async () => (await store.read((tx) => tx.issuerKeys.ofAccount(ACCOUNT))).map(plainBytes);
  assert.deepEqual(await all(), [issuerKey(1), full].map(plainBytes));
  await store.write((tx) => tx.issuerKeys.update(issuerKey(2)));
  assert.deepEqual(await all(), [issuerKey(1), issuerKey(2)].map(plainBytes));
  await store.write(async (tx) => {
    assert.equal(await tx.issuerKeys.delete(accountId(2), full.id), false);
    assert.equal(await tx.issuerKeys.delete(ACCOUNT, full.id), true);
    assert.equal(await tx.issuerKeys.delete(ACCOUNT, full.id), false);
  });
  assert.deepEqual(await all(), [issuerKey(1)].map(plainBytes));
}

async function refusals(store: Store): Promise<void> {
  await store.write(async (tx) => {
    for (const each of [issuerKey(0), ELSEWHERE]) await tx.issuerKeys.insert(each);
  });
  await assertConflicts(store, [
    (tx) => tx.issuerKeys.insert(issuerKey(0)),
    (tx) => tx.issuerKeys.insert(issuerKey(1, { accountId: accountId(9) })),
    (tx) => tx.issuerKeys.update(issuerKey(1)),
  ]);
}
