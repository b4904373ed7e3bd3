import assert from "node:assert/strict";
import type { LoginProfileRecord } from "../../src/records/login-profile.ts";
import type { Store } from "../../src/store.ts";
import { assertConflicts } from "../conflict.ts";
import { type FamilyUnderTest, NUMBERS, type SubjectPart } from "../family-under-test.ts";
import { requireOwner } from "../naive.ts";
import { ACCOUNT, CREATED_AT, LATE } from "../samples.ts";
import { user } from "./users.ts";

export function loginProfile(number: number, more: Partial<LoginProfileRecord> = {}): LoginProfileRecord {
  return {
    userId: user(number).id,
    accountId: ACCOUNT,
    passwordHash: "$argon2id$v=19$hash",
    previousHashes: [],
    passwordResetRequired: false,
    createdAt: CREATED_AT,
    passwordChangedAt: CREATED_AT,
    ...more,
  };
}

export const loginProfiles: FamilyUnderTest<"loginProfiles"> = {
  tests: { "are put, found and deleted": roundTrip, "need their user": needUser },
  naive: {
    open(state) {
      const without = (userId: string) => state.loginProfiles.filter((each) => each.userId !== userId);
      return {
        ofUser: async (userId) => state.loginProfiles.find((each) => each.userId === userId),
        async put(record) {
          requireOwner(state, { accountId: record.accountId, ownerKind: "user", ownerId: record.userId });
          state.loginProfiles = [...without(record.userId), record];
        },
        async delete(userId) {
          const before = state.loginProfiles.length;
          state.loginProfiles = without(userId);
          return state.loginProfiles.length < before;
        },
      };
    },
    whenDeleted: {
      user(state, { id }) {
        state.loginProfiles = state.loginProfiles.filter((each) => each.userId !== id);
      },
    },
  },
  operations: {
    putLogin: (tx, first, second) =>
      tx.loginProfiles.put(loginProfile(first, { previousHashes: [`${second}`] })),
    deleteLogin: (tx, first) => tx.loginProfiles.delete(user(first).id),
  },
  begin: (first) => [{ name: "putLogin", first, second: 0, third: 0 }],
  answers: async () => [],
  subjects: (tx) =>
    Promise.all(
      NUMBERS.map(async (number): Promise<SubjectPart> => {
        const { id } = user(number);
        return [`user ${id}`, await tx.loginProfiles.ofUser(id)];
      }),
    ),
};

async function roundTrip(store: Store): Promise<void> {
  const first = loginProfile(1, { previousHashes: ["$b", "$a"], passwordResetRequired: true });
  const second = loginProfile(1, { passwordChangedAt: LATE });
  await store.write(async (tx) => {
    await tx.users.insert(user(1));
    await tx.loginProfiles.put(first);
    assert.deepEqual(await tx.loginProfiles.ofUser(first.userId), first);
    await tx.loginProfiles.put(second);
  });
  assert.deepEqual(await store.read((tx) => tx.loginProfiles.ofUser(first.userId)), second);
  await store.write(async (tx) => {
    assert.equal(await tx.loginProfiles.delete(first.userId), true);
    assert.equal(await tx.loginProfiles.delete(first.userId), false);
    assert.equal(await tx.loginProfiles.ofUser(first.userId), undefined);
  });
}

async function needUser(store: Store): Promise<void> {
  await store.write((tx) => tx.users.insert(user(1)));
  await assertConflicts(store, [(tx) => tx.loginProfiles.put(loginProfile(2))]);
}
