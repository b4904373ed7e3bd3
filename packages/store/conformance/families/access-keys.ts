import assert from "node:assert/strict";
import { rootUserId, toAccessKeyId } from "@rolecall/names";
import type { AccessKeyRecord } from "../../src/records/access-key.ts";
import type { Store } from "../../src/store.ts";
import { assertConflicts } from "../conflict.ts";
import { type FamilyUnderTest, NUMBERS, type SubjectPart } from "../family-under-test.ts";
import { refuse, requireOwner } from "../naive.ts";
import { ACCOUNT, CREATED_AT, uniqueId } from "../samples.ts";
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

export const accessKeys: FamilyUnderTest<"accessKeys"> = {
  tests: {
    "give back what they were given, in the order of creation": roundTrip,
    "need their owner, and an id of their own": needOwner,
  },
  naive: {
    open(state, cascade) {
      const find = (id: string) => state.accessKeys.find((each) => each.id === id);
      return {
        byId: async (id) => find(id),
        ofOwner: async (ownerId) => state.accessKeys.filter((each) => each.ownerId === ownerId),
        async insert(record) {
          requireOwner(state, record);
          refuse(find(record.id) !== undefined);
          state.accessKeys = [...state.accessKeys, record];
        },
        async setStatus(id, status) {
          refuse(find(id) === undefined);
          state.accessKeys = state.accessKeys.map((each) => (each.id === id ? { ...each, status } : each));
        },
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
    deleteKey: (tx, first) => tx.accessKeys.delete(accessKey(first).id),
  },
  begin: (first) => [{ name: "insertKey", first, second: 0, third: 0 }],
  answers: (tx) =>
    Promise.all(
      NUMBERS.map(async (number) => (await tx.accessKeys.ofOwner(user(number).id)).map(withPlainSecret)),
    ),
  subjects: (tx) =>
    Promise.all(
      NUMBERS.map(async (number): Promise<SubjectPart> => {
        const { id } = accessKey(number);
        const key = await tx.accessKeys.byId(id);
        return [`accessKey ${id}`, key && withPlainSecret(key)];
      }),
    ),
};

/** Engines may give their own sort of Uint8Array. */
function withPlainSecret(key: AccessKeyRecord) {
  return { ...key, sealedSecret: [...key.sealedSecret] };
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
