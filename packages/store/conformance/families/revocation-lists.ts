import assert from "node:assert/strict";
import { toRolesAnywhereId } from "@rolecall/names";
import type { WriteTransaction } from "../../src/families.ts";
import type { RevocationListRecord } from "../../src/records/revocation-list.ts";
import type { Store } from "../../src/store.ts";
import { assertConflicts } from "../conflict.ts";
import { type FamilyUnderTest, type NaiveState, NUMBERS, type SubjectPart } from "../family-under-test.ts";
import { pageOf, refuse, sortBy } from "../naive.ts";
import { plainBytes, plainPage } from "../plain-bytes.ts";
import { inEachPlace, isSamePlace, place, REGIONS, uuid } from "../regional.ts";
import { ACCOUNT, accountId, CREATED_AT, LATE, TAGS, TEXT } from "../samples.ts";
import { toldBy } from "../told-by.ts";
import { trustAnchor } from "./trust-anchors.ts";

export function revocationList(
  number: number,
  more: Partial<RevocationListRecord> = {},
): RevocationListRecord {
  return {
    id: toRolesAnywhereId("crl", uuid(number)),
    accountId: ACCOUNT,
    region: REGIONS[0],
    trustAnchorId: trustAnchor(1).id,
    name: "crl",
    isEnabled: false,
    tags: [],
    createdAt: CREATED_AT,
    updatedAt: CREATED_AT,
    data: new Uint8Array([number, 0, 255]),
    ...more,
  };
}

export const revocationLists: FamilyUnderTest<"revocationLists"> = {
  tests: {
    "give back what they were given, and are told of by their trust anchor": roundTrip,
    "are listed in their region, and of their trust anchor": listing,
    "need their trust anchor, and go with it": refusals,
  },
  naive: {
    open: openNaive,
    whenDeleted: {
      trustAnchor(state, { id }) {
        state.revocationLists = state.revocationLists.filter(({ trustAnchorId }) => trustAnchorId !== id);
      },
    },
  },
  operations: {
    insertRevocationList: (tx, first, second, third) =>
      tx.revocationLists.insert(modelOne(first, second, third)),
    updateRevocationList: (tx, first, second, third) =>
      tx.revocationLists.update({ ...modelOne(first, second, third), name: `${third}` }),
    deleteRevocationList: (tx, first) => tx.revocationLists.delete(revocationList(first).id),
  },
  begin: (first) => [{ name: "insertRevocationList", first, second: 0, third: first }],
  answers: async (tx) => [
    await inEachPlace(async (account, region) =>
      plainPage(await tx.revocationLists.list(account, region, { limit: 2 })),
    ),
    await Promise.all(
      NUMBERS.map(async (number) => tx.revocationLists.countOfTrustAnchor(trustAnchor(number).id)),
    ),
  ],
  subjects: (tx) =>
    Promise.all(
      NUMBERS.map(async (number): Promise<SubjectPart> => {
        const { id } = trustAnchor(number);
        return [`trustAnchor ${id}`, (await tx.revocationLists.ofTrustAnchor(id)).map(plainBytes)];
      }),
    ),
};

function modelOne(first: number, second: number, third: number): RevocationListRecord {
  return revocationList(first, { ...place(second), trustAnchorId: trustAnchor(third).id });
}

function openNaive(state: NaiveState): WriteTransaction["revocationLists"] {
  const find = (id: string) => state.revocationLists.find((each) => each.id === id);
  const sorted = (goes: (each: RevocationListRecord) => boolean) =>
    sortBy(state.revocationLists.filter(goes), (each) => each.id);
  return {
    byId: async (id) => find(id),
    list: async (account, region, request) =>
      pageOf(
        sorted((each) => each.accountId === account && each.region === region),
        request,
        (each) => each.id,
      ),
    ofTrustAnchor: async (id) => sorted((each) => each.trustAnchorId === id),
    countOfTrustAnchor: async (id) => sorted((each) => each.trustAnchorId === id).length,
    async insert(record) {
      const anchor = state.trustAnchors.find(({ id }) => id === record.trustAnchorId);
      refuse(!isSamePlace(record, anchor) || find(record.id) !== undefined);
      state.revocationLists = [...state.revocationLists, record];
    },
    async update(record) {
      const old = find(record.id);
      refuse(!isSamePlace(record, old) || record.trustAnchorId !== old?.trustAnchorId);
      state.revocationLists = state.revocationLists.map((each) => (each === old ? record : each));
    },
    async delete(id) {
      refuse(find(id) === undefined);
      state.revocationLists = state.revocationLists.filter((each) => each.id !== id);
    },
  };
}

async function roundTrip(store: Store): Promise<void> {
  const full = revocationList(1, {
    name: TEXT,
    isEnabled: true,
    tags: TAGS,
    updatedAt: LATE,
    data: Uint8Array.from({ length: 300_000 }, (_, index) => index % 256),
  });
  const told = [`trustAnchor ${full.trustAnchorId}`];
  const find = async () => plainBytes(await store.read((tx) => tx.revocationLists.byId(full.id)));
  await store.write((tx) => tx.trustAnchors.insert(trustAnchor(1)));
  const heard = (work: (tx: WriteTransaction) => Promise<void>) => toldBy(store, () => store.write(work));
  assert.deepEqual(await heard((tx) => tx.revocationLists.insert(full)), told);
  assert.deepEqual(await find(), plainBytes(full));
  assert.deepEqual(await heard((tx) => tx.revocationLists.update(revocationList(1))), told);
  assert.deepEqual(await find(), plainBytes(revocationList(1)));
  assert.deepEqual(await heard((tx) => tx.revocationLists.delete(full.id)), told);
  assert.equal(await find(), undefined);
}

async function listing(store: Store): Promise<void> {
  const elsewhere = { accountId: accountId(2), region: REGIONS[1] };
  await store.write(async (tx) => {
    await tx.trustAnchors.insert(trustAnchor(1));
    await tx.trustAnchors.insert(trustAnchor(2));
    await tx.trustAnchors.insert(trustAnchor(3, elsewhere));
    for (const number of [3, 1]) await tx.revocationLists.insert(revocationList(number));
    await tx.revocationLists.insert(revocationList(2, { trustAnchorId: trustAnchor(2).id }));
    await tx.revocationLists.insert(revocationList(4, { ...elsewhere, trustAnchorId: trustAnchor(3).id }));
  });
  await store.read(async (tx) => {
    const ids = async (account: number, region: string, after: string) => {
      const page = await tx.revocationLists.list(accountId(account), region, { limit: 2, after });
      return [page.items.map(({ id }) => Number(id.slice(-1))), page.next?.slice(-1)];
    };
    assert.deepEqual(await ids(1, REGIONS[0], ""), [[1, 2], "2"]);
    assert.deepEqual(await ids(1, REGIONS[0], uuid(2)), [[3], undefined]);
    assert.deepEqual(await ids(1, REGIONS[1], ""), [[], undefined]);
    assert.deepEqual(await ids(2, REGIONS[1], ""), [[4], undefined]);
    const own = await tx.revocationLists.ofTrustAnchor(trustAnchor(1).id);
    assert.deepEqual(
      own.map(plainBytes),
      [1, 3].map((number) => plainBytes(revocationList(number))),
    );
    assert.equal(await tx.revocationLists.countOfTrustAnchor(trustAnchor(1).id), 2);
    assert.equal(await tx.revocationLists.countOfTrustAnchor(trustAnchor(9).id), 0);
  });
}

async function refusals(store: Store): Promise<void> {
  await store.write(async (tx) => {
    await tx.trustAnchors.insert(trustAnchor(1));
    await tx.trustAnchors.insert(trustAnchor(2));
    await tx.revocationLists.insert(revocationList(1));
    await tx.revocationLists.insert(revocationList(2, { trustAnchorId: trustAnchor(2).id }));
  });
  await assertConflicts(store, [
    (tx) => tx.revocationLists.insert(revocationList(1)),
    (tx) => tx.revocationLists.insert(revocationList(3, { trustAnchorId: trustAnchor(9).id })),
    (tx) => tx.revocationLists.insert(revocationList(3, { accountId: accountId(2) })),
    (tx) => tx.revocationLists.insert(revocationList(3, { region: REGIONS[1] })),
    (tx) => tx.revocationLists.update(revocationList(3)),
    (tx) => tx.revocationLists.update(revocationList(1, { trustAnchorId: trustAnchor(2).id })),
    (tx) => tx.revocationLists.update(revocationList(1, { region: REGIONS[1] })),
    (tx) => tx.revocationLists.delete(revocationList(3).id),
  ]);
  await store.write((tx) => tx.trustAnchors.delete(trustAnchor(1).id));
  await store.read(async (tx) => {
    assert.equal(await tx.revocationLists.byId(revocationList(1).id), undefined);
    assert.ok((await tx.revocationLists.byId(revocationList(2).id)) !== undefined, "another's stays");
  });
}
