import assert from "node:assert/strict";
import type { WriteTransaction } from "../../src/families.ts";
import type { MemberAccount, OrganizationMemberRecord } from "../../src/records/organization-member.ts";
import type { Page } from "../../src/records/page.ts";
import type { Store } from "../../src/store.ts";
import { assertConflicts } from "../conflict.ts";
import {
  ACCOUNT_NUMBERS,
  type FamilyUnderTest,
  type NaiveState,
  type SubjectPart,
} from "../family-under-test.ts";
import { pageOf, refuse, sortBy } from "../naive.ts";
import { PLACES, requireAccount, requireParent } from "../organization-samples.ts";
import { accountId, CREATED_AT, LATE, pick, TAGS } from "../samples.ts";
import { account } from "./accounts.ts";
import { organizationalUnit } from "./organizational-units.ts";
import { organization } from "./organizations.ts";

/** @param number of the account */
export function organizationMember(
  number: number,
  more: Partial<OrganizationMemberRecord> = {},
): OrganizationMemberRecord {
  return {
    accountId: accountId(number),
    ...PLACES[0],
    joinedMethod: "CREATED",
    joinedAt: CREATED_AT,
    tags: [],
    ...more,
  };
}

export const organizationMembers: FamilyUnderTest<"organizationMembers"> = {
  tests: { "are found by account, and under their parent": roundTrip, "are refused": refused },
  naive: {
    open: naiveMembers,
    whenDeleted: {
      organization(state, { id }) {
        state.organizationMembers = state.organizationMembers.filter((each) => each.organizationId !== id);
      },
    },
  },
  operations: {
    insertMember: (tx, first, second, third) =>
      tx.organizationMembers.insert(
        organizationMember(1 + first, { joinedAt: second, ...pick(PLACES, third) }),
      ),
    updateMember: (tx, first, second, third) =>
      tx.organizationMembers.update(
        organizationMember(1 + first, { joinedAt: second, ...pick(PLACES, third) }),
      ),
    deleteMember: (tx, first) => tx.organizationMembers.delete(accountId(1 + first)),
  },
  begin: (number) => [{ name: "insertMember", first: number, second: 0, third: number }],
  async answers(tx) {
    const answers: unknown[] = [];
    for (const { parentId, organizationId } of PLACES) {
      answers.push(
        await tx.organizationMembers.list(organizationId, { limit: 1 }),
        await tx.organizationMembers.ofParent(parentId, { limit: 2 }),
        await tx.organizationMembers.accounts(organizationId, { limit: 1 }),
        await tx.organizationMembers.accountsOfParent(parentId, { limit: 2 }),
        await tx.organizationMembers.count(organizationId),
        await tx.organizationMembers.closed(organizationId),
      );
    }
    return answers;
  },
  subjects: (tx) =>
    Promise.all(
      ACCOUNT_NUMBERS.map(async (number): Promise<SubjectPart> => {
        const id = accountId(number);
        return [`account ${id}`, await tx.organizationMembers.ofAccount(id)];
      }),
    ),
};

function naiveMembers(state: NaiveState): WriteTransaction["organizationMembers"] {
  const idOf = (each: OrganizationMemberRecord) => each.accountId;
  const find = (id: string) => state.organizationMembers.find((each) => each.accountId === id);
  const pageWhere = (is: (each: OrganizationMemberRecord) => boolean) =>
    sortBy(state.organizationMembers.filter(is), idOf);
  const withAccounts = (page: Page<OrganizationMemberRecord>): Page<MemberAccount> => ({
    ...page,
    items: page.items.map((member) => ({
      member,
      account: state.accounts.find((each) => each.id === member.accountId)!,
    })),
  });
  const under = (id: string) => pageWhere((each) => each.parentId === id);
  const within = (id: string) => pageWhere((each) => each.organizationId === id);
  return {
    ofAccount: async (id) => find(id),
    list: async (id, request) => pageOf(within(id), request, idOf),
    ofParent: async (id, request) => pageOf(under(id), request, idOf),
    accounts: async (id, request) => withAccounts(pageOf(within(id), request, idOf)),
    accountsOfParent: async (id, request) => withAccounts(pageOf(under(id), request, idOf)),
    count: async (id) => within(id).length,
    closed: async (id) =>
      within(id).flatMap(({ accountId: memberId }) => {
        const closedAt = state.accounts.find((each) => each.id === memberId)?.closedAt;
        return closedAt === undefined ? [] : [{ accountId: memberId, closedAt }];
      }),
    async insert(record) {
      requireAccount(state, record.accountId);
      requireParent(state, record.organizationId, record.parentId);
      refuse(find(record.accountId) !== undefined);
      state.organizationMembers = [...state.organizationMembers, record];
    },
    async update(record) {
      requireParent(state, record.organizationId, record.parentId);
      refuse(find(record.accountId)?.organizationId !== record.organizationId);
      state.organizationMembers = state.organizationMembers.map((each) =>
        each.accountId === record.accountId ? record : each,
      );
    },
    async delete(id) {
      const old = find(id);
      const others = <Each extends { readonly accountId: string }>(all: readonly Each[]) =>
        all.filter((each) => each.accountId !== id);
      if (old === undefined) return false;
      state.organizationMembers = others(state.organizationMembers);
      state.delegatedAdministrators = others(state.delegatedAdministrators);
      state.organizationAttachments = state.organizationAttachments.filter((each) => each.targetId !== id);
      return true;
    },
  };
}

async function roundTrip(store: Store): Promise<void> {
  const unit = organizationalUnit(0);
  const full = organizationMember(2, {
    parentId: unit.id,
    joinedMethod: "INVITED",
    joinedAt: LATE,
    tags: TAGS,
  });
  const { organizationId } = full;
  const second = account(2, { alias: "second" });
  await store.write(async (tx) => {
    await tx.accounts.update(second);
    await tx.organizations.insert(organization(0));
    await tx.organizationalUnits.insert(unit);
    for (const each of [full, organizationMember(1)]) await tx.organizationMembers.insert(each);
  });
  await store.read(async (tx) => {
    assert.deepEqual(await tx.organizationMembers.ofAccount(full.accountId), full);
    assert.equal(await tx.organizationMembers.ofAccount(accountId(3)), undefined);
    assert.equal(await tx.organizationMembers.count(organizationId), 2);
    const first = await tx.organizationMembers.list(organizationId, { limit: 1 });
    assert.deepEqual(first.items, [organizationMember(1)]);
    const rest = await tx.organizationMembers.list(organizationId, { limit: 1, after: first.next! });
    assert.deepEqual(rest, { items: [full] });
    assert.deepEqual(await tx.organizationMembers.ofParent(unit.id, { limit: 9 }), { items: [full] });
    const [one, other] = [
      { member: organizationMember(1), account: account(1) },
      { member: full, account: second },
    ];
    const page = await tx.organizationMembers.accounts(organizationId, { limit: 1 });
    assert.deepEqual(page.items, [one]);
    const next = await tx.organizationMembers.accounts(organizationId, { limit: 1, after: page.next! });
    assert.deepEqual(next, { items: [other] });
    assert.deepEqual(await tx.organizationMembers.accountsOfParent(unit.id, { limit: 9 }), {
      items: [other],
    });
  });
  await store.write(async (tx) => {
    assert.deepEqual(await tx.organizationMembers.closed(organizationId), []);
    await tx.accounts.update({ ...account(2), closedAt: LATE });
    assert.deepEqual(await tx.organizationMembers.closed(organizationId), [
      { accountId: full.accountId, closedAt: LATE },
    ]);
    await tx.organizationMembers.update(organizationMember(2));
    assert.deepEqual(await tx.organizationMembers.ofAccount(full.accountId), organizationMember(2));
    assert.equal(await tx.organizationMembers.delete(full.accountId), true);
    assert.equal(await tx.organizationMembers.delete(full.accountId), false);
    assert.equal(await tx.organizationMembers.count(organizationId), 1);
  });
}

async function refused(store: Store): Promise<void> {
  await store.write(async (tx) => {
    await tx.accounts.insert(account(3));
    for (const number of [0, 1]) await tx.organizations.insert(organization(number));
    await tx.organizationMembers.insert(organizationMember(1));
  });
  await assertConflicts(store, [
    (tx) => tx.organizationMembers.insert(organizationMember(1, PLACES[2])),
    (tx) => tx.organizationMembers.insert(organizationMember(9)),
    (tx) => tx.organizationMembers.insert(organizationMember(3, { organizationId: organization(2).id })),
    (tx) => tx.organizationMembers.insert(organizationMember(3, { organizationId: organization(1).id })),
    (tx) => tx.organizationMembers.insert(organizationMember(3, PLACES[1])),
    (tx) => tx.organizationMembers.update(organizationMember(1, PLACES[1])),
    (tx) => tx.organizationMembers.update(organizationMember(1, PLACES[2])),
    (tx) => tx.organizationMembers.update(organizationMember(2)),
  ]);
}
