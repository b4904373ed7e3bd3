import assert from "node:assert/strict";
import type { WriteTransaction } from "../../src/families.ts";
import type { AccountCreationRecord } from "../../src/records/account-creation.ts";
import type { Store } from "../../src/store.ts";
import { assertConflicts } from "../conflict.ts";
import { type FamilyUnderTest, type NaiveState, NUMBERS, type SubjectPart } from "../family-under-test.ts";
import { pageOf, refuse, sortBy } from "../naive.ts";
import { organizationIdOf, requireOrganization } from "../organization-samples.ts";
import { accountId, CREATED_AT, LATE, pick, TAGS, TEXT } from "../samples.ts";
import { organization } from "./organizations.ts";

const STATES = ["IN_PROGRESS", "SUCCEEDED", "FAILED"] as const;
const ORGANIZATIONS = [organization(0).id, organization(1).id] as const;

export function accountCreation(
  number: number,
  more: Partial<AccountCreationRecord> = {},
): AccountCreationRecord {
  return {
    id: organizationIdOf("accountRequest", number),
    organizationId: organization(0).id,
    state: "IN_PROGRESS",
    accountName: "New",
    email: "new@example.com",
    roleName: "OrganizationAccountAccessRole",
    tags: [],
    requestedAt: CREATED_AT,
    ...more,
  };
}

function modelled(number: number, state: number, place: number): AccountCreationRecord {
  return accountCreation(number, {
    state: pick(STATES, state),
    organizationId: organization(place === 2 ? 1 : 0).id,
  });
}

export const accountCreations: FamilyUnderTest<"accountCreations"> = {
  tests: { "are listed, and found while they are in progress": roundTrip, "are refused": refused },
  naive: {
    open: naiveCreations,
    whenDeleted: {
      organization(state, { id }) {
        state.accountCreations = state.accountCreations.filter((each) => each.organizationId !== id);
      },
    },
  },
  operations: {
    insertCreation: (tx, first, second, third) => tx.accountCreations.insert(modelled(first, second, third)),
    completeCreation: (tx, first, second, third) =>
      tx.accountCreations.update({ ...modelled(first, second, third), completedAt: CREATED_AT }),
    deleteCompletedCreations: (tx, first) =>
      tx.accountCreations.deleteCompleted(organization(first).id, CREATED_AT + 1),
    updateCreation: (tx, first, second, third) => tx.accountCreations.update(modelled(first, second, third)),
  },
  begin: (number) => [{ name: "insertCreation", first: number, second: number, third: 0 }],
  async answers(tx) {
    const answers: unknown[] = [await tx.accountCreations.inProgress({ limit: 1 })];
    for (const id of ORGANIZATIONS) {
      answers.push(
        await tx.accountCreations.list(id, { limit: 1 }),
        await tx.accountCreations.countInProgress(id),
        await tx.accountCreations.count(id),
      );
    }
    return answers;
  },
  subjects: (tx) =>
    Promise.all(
      NUMBERS.map(async (number): Promise<SubjectPart> => {
        const { id } = accountCreation(number);
        return [`accountCreation ${id}`, await tx.accountCreations.byId(id)];
      }),
    ),
};

function naiveCreations(state: NaiveState): WriteTransaction["accountCreations"] {
  const idOf = (each: AccountCreationRecord) => each.id;
  const find = (id: string) => state.accountCreations.find((each) => each.id === id);
  const where = (is: (each: AccountCreationRecord) => boolean) =>
    sortBy(state.accountCreations.filter(is), idOf);
  const inProgress = () => where((each) => each.state === "IN_PROGRESS");
  return {
    byId: async (id) => find(id),
    async list(id, request) {
      return pageOf(
        where((each) => each.organizationId === id),
        request,
        idOf,
      );
    },
    inProgress: async (request) => pageOf(inProgress(), request, idOf),
    countInProgress: async (id) => inProgress().filter((each) => each.organizationId === id).length,
    count: async (id) => where((each) => each.organizationId === id).length,
    async insert(record) {
      requireOrganization(state, record.organizationId);
      refuse(find(record.id) !== undefined);
      state.accountCreations = [...state.accountCreations, record];
    },
    async update(record) {
      refuse(find(record.id)?.organizationId !== record.organizationId);
      state.accountCreations = state.accountCreations.map((each) => (each.id === record.id ? record : each));
    },
    async deleteCompleted(id, before) {
      state.accountCreations = state.accountCreations.filter(
        (each) => each.organizationId !== id || (each.completedAt ?? before) >= before,
      );
    },
  };
}

async function roundTrip(store: Store): Promise<void> {
  const done = accountCreation(0, {
    state: "SUCCEEDED",
    accountName: TEXT,
    email: TEXT,
    roleName: TEXT,
    tags: TAGS,
    completedAt: LATE,
    accountId: accountId(2),
  });
  const failed = accountCreation(1, { state: "FAILED", failureReason: "EMAIL_ALREADY_EXISTS" });
  const [open, elsewhere] = [
    accountCreation(2),
    accountCreation(3, { organizationId: organization(1).id }),
  ] as const;
  await store.write(async (tx) => {
    for (const number of [0, 1]) await tx.organizations.insert(organization(number));
    for (const each of [open, failed, elsewhere, done]) await tx.accountCreations.insert(each);
  });
  await store.read(async (tx) => {
    for (const each of [done, failed, open]) assert.deepEqual(await tx.accountCreations.byId(each.id), each);
    const first = await tx.accountCreations.list(open.organizationId, { limit: 2 });
    assert.deepEqual(first.items, [done, failed]);
    const rest = await tx.accountCreations.list(open.organizationId, { limit: 2, after: first.next! });
    assert.deepEqual(rest, { items: [open] });
    assert.deepEqual(await tx.accountCreations.inProgress({ limit: 9 }), { items: [open, elsewhere] });
    assert.equal(await tx.accountCreations.countInProgress(open.organizationId), 1);
    assert.equal(await tx.accountCreations.count(open.organizationId), 3);
  });
  await store.write(async (tx) => {
    await tx.accountCreations.update({ ...open, state: "FAILED" });
    assert.equal(await tx.accountCreations.countInProgress(open.organizationId), 0);
    await tx.accountCreations.deleteCompleted(open.organizationId, LATE);
    assert.equal(await tx.accountCreations.count(open.organizationId), 3);
    await tx.accountCreations.deleteCompleted(open.organizationId, LATE + 1);
    assert.equal(await tx.accountCreations.byId(done.id), undefined);
    assert.equal(await tx.accountCreations.count(open.organizationId), 2);
  });
}

async function refused(store: Store): Promise<void> {
  await store.write(async (tx) => {
    for (const number of [0, 1]) await tx.organizations.insert(organization(number));
    await tx.accountCreations.insert(accountCreation(0));
  });
  await assertConflicts(store, [
    (tx) => tx.accountCreations.insert(accountCreation(0)),
    (tx) => tx.accountCreations.insert(accountCreation(1, { organizationId: organization(2).id })),
    (tx) => tx.accountCreations.update(accountCreation(1)),
    (tx) => tx.accountCreations.update(accountCreation(0, { organizationId: organization(1).id })),
  ]);
}
