import assert from "node:assert/strict";
import { rootUserId, toAccessKeyId } from "@rolecall/names";
import type { AccessKeyRecord } from "../../src/records/access-key.ts";
import type { Store } from "../../src/store.ts";
import { assertConflicts } from "../conflict.ts";
import { type FamilyUnderTest, NUMBERS, type SubjectPart } from "../family-under-test.ts";
import { pageOf, refuse, requireOwner, sortBy } from "../naive.ts";
import { ACCOUNT, CREATED_AT, uniqueId } from "../samples.ts";
import { boxAnswers, boxOf, naiveSealed, resealing } from "../sealed-boxes.ts";
import { user } from "./users.ts";

export function accessKey(number: number, more: Partial<AccessKeyRecord> = {}): AccessKeyRecord {
  return {
    id: toAccessKeyId(uniqueId("AKIA", number)),
    accountId: ACCOUNT,
    ownerKind: "user",
    ownerId: user(1).id,
    sealedSecret: new Uint8Array([number, 0, 255]),
    status: "Active",
    createdAt: CREATED_AT,
    ...more,
  };
}

function boxesOf({ id, sealedSecret }: AccessKeyRecord) {
  return boxOf(id, id, sealedSecret);
}

export const accessKeys: FamilyUnderTest<"accessKeys"> = {
  tests: {
    "give back what they were given, in the order of creation": roundTrip,
    "need their owner, and an id of their own": needOwner,
    "are listed by id, page by page": listing,
    "are sealed anew where they are sealed as was thought, and nobody is told": (store) =>
      resealing(store, {
        of: (tx) => tx.accessKeys,
        fill: (into) =>
          into.write(async (tx) => {
            await tx.users.insert(user(1));
            for (const number of [3, 1, 2]) await tx.accessKeys.insert(accessKey(number));
          }),
        boxes: [1, 2, 3].map((number) => accessKey(number)).flatMap(boxesOf),
      }),
  },
  naive: {
    open(state, cascade) {
      const find = (id: string) => state.accessKeys.find((each) => each.id === id);
      return {
        byId: async (id) => find(id),
        ofOwner: async (ownerId) => state.accessKeys.filter((each) => each.ownerId === ownerId),
        list: async (request) =>
          pageOf(
            sortBy(state.accessKeys, (each) => each.id),
            request,
            (each) => each.id,
          ),
        async insert(record) {
          requireOwner(state, record);
          refuse(find(record.id) !== undefined);
          state.accessKeys = [...state.accessKeys, record];
        },
        async setStatus(id, status) {
          refuse(find(id) === undefined);
          state.accessKeys = state.accessKeys.map((each) => (each.id === id ? { ...each, status } : each));
        },
        ...naiveSealed({
          all: () => state.accessKeys,
          replace: (all) => Object.assign(state, { accessKeys: all }),
          boxesOf,
          withSeal: (each, _, sealedSecret) => ({ ...each, sealedSecret }),
        }),
        async delete(id) {
          const old = find(id);
          refuse(old === undefined);
          cascade("accessKey", old!);
          state.accessKeys = state.accessKeys.filter((each) => each !== old);
        },
      };
    },
    whenDeleted: {
      user(state, { id }, cascade) {
        for (const key of state.accessKeys.filter((each) => each.ownerId === id)) cascade("accessKey", key);
        state.accessKeys = state.accessKeys.filter((each) => each.ownerId !== id);
      },
    },
  },
  operations: {
    insertKey: (tx, first, second) => tx.accessKeys.insert(accessKey(first, { ownerId: user(second).id })),
    insertRootKey: (tx, first) =>
      tx.accessKeys.insert(accessKey(first, { ownerKind: "root", ownerId: rootUserId(ACCOUNT) })),
    setKeyStatus: (tx, first, second) =>
      tx.accessKeys.setStatus(accessKey(first).id, second % 2 === 0 ? "Active" : "Inactive"),
    resealKey: (tx, first, second, third) =>
      tx.accessKeys.reseal(
        boxesOf(accessKey(first, second === 0 ? {} : { sealedSecret: new Uint8Array([second]) }))[0]!,
        new Uint8Array([third]),
      ),
    deleteKey: (tx, first) => tx.accessKeys.delete(accessKey(first).id),
  },
  begin: (first) => [{ name: "insertKey", first, second: 0, third: 0 }],
  answers: async (tx) => [
    await Promise.all(
      NUMBERS.map(async (number) => (await tx.accessKeys.ofOwner(user(number).id)).map(withPlainSecret)),
    ),
    (await tx.accessKeys.list({ limit: 2 })).items.map(withPlainSecret),
    await boxAnswers(tx.accessKeys),
  ],
  subjects: (tx) =>
    Promise.all(
      NUMBERS.map(async (number): Promise<SubjectPart> => {
        const { id } = accessKey(number);
        const key = await tx.accessKeys.byId(id);
        return [`accessKey ${id}`, key && withoutSeal(key)];
      }),
    ),
};

/** Engines may give their own sort of Uint8Array. */
function withPlainSecret(key: AccessKeyRecord) {
  return { ...key, sealedSecret: [...key.sealedSecret] };
}

/** What a cache remembers of a key is its secret, whatever it is sealed by. */
function withoutSeal({ sealedSecret: _, ...rest }: AccessKeyRecord) {
  return rest;
}

async function roundTrip(store: Store): Promise<void> {
  const sealedSecret = Uint8Array.from({ length: 256 }, (_, index) => index);
  const keys = [accessKey(2, { sealedSecret }), accessKey(1, { status: "Inactive" })] as const;
  const root = accessKey(3, { ownerKind: "root", ownerId: rootUserId(ACCOUNT) });
  await store.write(async (tx) => {
    await tx.users.insert(user(1));
    for (const key of [...keys, root]) await tx.accessKeys.insert(key);
  });
  await store.read(async (tx) => {
    const found = await tx.accessKeys.byId(keys[0].id);
    assert.deepEqual(found && withPlainSecret(found), withPlainSecret(keys[0]));
    const owned = await tx.accessKeys.ofOwner(keys[0].ownerId);
    assert.deepEqual(
      owned.map((key) => key.id),
      [keys[0].id, keys[1].id],
    );
    assert.equal((await tx.accessKeys.byId(root.id))?.ownerId, ACCOUNT);
    assert.equal(await tx.accessKeys.byId(accessKey(9).id), undefined);
  });
  await store.write(async (tx) => {
    await tx.accessKeys.setStatus(keys[1].id, "Active");
    assert.equal((await tx.accessKeys.byId(keys[1].id))?.status, "Active");
    await tx.accessKeys.delete(keys[1].id);
    assert.equal(await tx.accessKeys.byId(keys[1].id), undefined);
  });
  await assertConflicts(store, [(tx) => tx.accessKeys.setStatus(keys[1].id, "Active")]);
  await assertConflicts(store, [(tx) => tx.accessKeys.delete(keys[1].id)]);
}

async function needOwner(store: Store): Promise<void> {
  await store.write(async (tx) => {
    await tx.users.insert(user(1));
    await tx.accessKeys.insert(accessKey(1));
  });
  await assertConflicts(store, [
    (tx) => tx.accessKeys.insert(accessKey(2, { ownerId: user(2).id })),
    (tx) => tx.accessKeys.insert(accessKey(2, { ownerKind: "root" })),
    (tx) => tx.accessKeys.insert(accessKey(1)),
  ]);
}

async function listing(store: Store): Promise<void> {
  const numbers = [3, 1, 4, 2];
  await store.write(async (tx) => {
    await tx.users.insert(user(1));
    for (const number of numbers) await tx.accessKeys.insert(accessKey(number));
  });
  const idsOf = (keys: readonly AccessKeyRecord[]) => keys.map((key) => key.id);
  const ids = [1, 2, 3, 4].map((number) => accessKey(number).id);
  await store.read(async (tx) => {
    const first = await tx.accessKeys.list({ limit: 3 });
    assert.deepEqual([idsOf(first.items), first.next], [ids.slice(0, 3), ids[2]]);
    const last = await tx.accessKeys.list({ limit: 3, after: ids[2]! });
    assert.deepEqual([idsOf(last.items), last.next], [ids.slice(3), undefined]);
  });
}
