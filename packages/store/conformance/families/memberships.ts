import assert from "node:assert/strict";
import type { WriteTransaction } from "../../src/families.ts";
import type { UniqueId } from "../../src/records/identifier.ts";
import type { MembershipRecord } from "../../src/records/membership.ts";
import type { Store } from "../../src/store.ts";
import { assertConflicts } from "../conflict.ts";
import { type FamilyUnderTest, type NaiveState, NUMBERS, type SubjectPart } from "../family-under-test.ts";
import { nameKey, pageOf, requireOwner, sortBy } from "../naive.ts";
import { ACCOUNT, accountId } from "../samples.ts";
import { group } from "./groups.ts";
import { user } from "./users.ts";

export function membership(groupNumber: number, userNumber: number): MembershipRecord {
  return { accountId: ACCOUNT, groupId: group(groupNumber).id, userId: user(userNumber).id };
}

export const memberships: FamilyUnderTest<"memberships"> = {
  tests: { "are found from both sides": roundTrip, "need both sides": needBoth },
  naive: {
    open: (state) => naiveMemberships(state),
    whenDeleted: {
      user(state, { id }) {
        state.memberships = state.memberships.filter((each) => each.userId !== id);
      },
      group(state, { id }) {
        state.memberships = state.memberships.filter((each) => each.groupId !== id);
      },
    },
  },
  operations: {
    addMember: (tx, first, second) => tx.memberships.add(membership(first, second)),
    removeMember: (tx, first, second) => tx.memberships.remove(group(first).id, user(second).id),
  },
  begin: (number) => [{ name: "addMember", first: 0, second: number, third: 0 }],
  answers: async (tx) => [
    await Promise.all(NUMBERS.map((number) => tx.memberships.groupsOfUser(user(number).id))),
    await Promise.all(NUMBERS.map((number) => tx.memberships.usersOfGroup(group(number).id, { limit: 2 }))),
  ],
  async subjects(tx) {
    const parts: SubjectPart[] = [];
    for (const number of NUMBERS) {
      const { id: userId } = user(number);
      const { id: groupId } = group(number);
      const { items } = await tx.memberships.usersOfGroup(groupId, { limit: 99 });
      parts.push([`group ${groupId}`, items.toSorted()]);
      parts.push([`user ${userId}`, (await tx.memberships.groupsOfUser(userId)).toSorted()]);
    }
    return parts;
  },
};

function naiveMemberships(state: NaiveState): WriteTransaction["memberships"] {
  const find = (groupId: UniqueId, userId: UniqueId) =>
    state.memberships.find((each) => each.groupId === groupId && each.userId === userId);
  return {
    has: async (groupId, userId) => find(groupId, userId) !== undefined,
    groupsOfUser: async (userId) => {
      const ids = state.memberships.filter((each) => each.userId === userId).map((each) => each.groupId);
      const found = state.groups.filter((each) => ids.includes(each.id));
      return sortBy(found, nameKey).map((each) => each.id);
    },
    usersOfGroup: async (groupId, request) => {
      const ids = state.memberships.filter((each) => each.groupId === groupId).map((each) => each.userId);
      const found = state.users.filter((each) => ids.includes(each.id));
      const page = pageOf(sortBy(found, nameKey), request, nameKey);
      return { ...page, items: page.items.map((each) => each.id) };
    },
    async add(record) {
      const { accountId, groupId, userId } = record;
      requireOwner(state, { accountId, ownerKind: "group", ownerId: groupId });
      requireOwner(state, { accountId, ownerKind: "user", ownerId: userId });
      if (find(groupId, userId) !== undefined) return false;
      state.memberships = [...state.memberships, record];
      return true;
    },
    async remove(groupId, userId) {
      const old = find(groupId, userId);
      state.memberships = state.memberships.filter((each) => each !== old);
      return old !== undefined;
    },
  };
}

async function roundTrip(store: Store): Promise<void> {
  const link = membership(1, 1);
  await store.write(async (tx) => {
    await tx.users.insert(user(1));
    await tx.groups.insert(group(1, { name: "b" }));
    await tx.groups.insert(group(2, { name: "A" }));
    assert.equal(await tx.memberships.add(link), true);
    assert.equal(await tx.memberships.add(link), false);
    assert.equal(await tx.memberships.add(membership(2, 1)), true);
  });
  await store.read(async (tx) => {
    assert.equal(await tx.memberships.has(link.groupId, link.userId), true);
    assert.deepEqual(await tx.memberships.groupsOfUser(link.userId), [group(2).id, group(1).id]);
    assert.deepEqual(await tx.memberships.usersOfGroup(link.groupId, { limit: 5 }), { items: [link.userId] });
  });
  await store.write(async (tx) => {
    assert.equal(await tx.memberships.remove(link.groupId, link.userId), true);
    assert.equal(await tx.memberships.remove(link.groupId, link.userId), false);
    assert.equal(await tx.memberships.has(link.groupId, link.userId), false);
  });
}

async function needBoth(store: Store): Promise<void> {
  await store.write(async (tx) => {
    await tx.users.insert(user(1));
    await tx.groups.insert(group(1));
  });
  const impossible = [membership(1, 2), membership(2, 1), { ...membership(1, 1), accountId: accountId(2) }];
  for (const record of impossible) {
    await assertConflicts(store, [(tx) => tx.memberships.add(record)]);
  }
}
