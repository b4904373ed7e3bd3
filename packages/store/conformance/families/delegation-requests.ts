import assert from "node:assert/strict";
import { toArn } from "@rolecall/names";
import type { DelegationRequestRecord } from "../../src/records/delegation-request.ts";
import type { Store } from "../../src/store.ts";
import { assertConflicts } from "../conflict.ts";
import { ACCOUNT_NUMBERS, type FamilyUnderTest, NUMBERS } from "../family-under-test.ts";
import { pageOf, refuse, sortBy } from "../naive.ts";
import { requireAccount } from "../organization-samples.ts";
import { prunedByTime, pruning } from "../pruned.ts";
import { ACCOUNT, accountId, BIG_DOCUMENT, CREATED_AT, LATE, pick, TEXT } from "../samples.ts";
import { toldBy } from "../told-by.ts";

export function delegationRequest(
  number: number,
  more: Partial<DelegationRequestRecord> = {},
): DelegationRequestRecord {
  return {
    id: `dr-${number}`,
    requestorAccountId: ACCOUNT,
    requestorName: "Partner",
    workflowId: `workflow-${number}`,
    state: "UNASSIGNED",
    description: "",
    policyTemplateArn: "arn:aws:iam:::delegation-template/x",
    parameters: [],
    permissionPolicy: "{}",
    notificationChannel: "arn:aws:sns:us-east-1:000000000001:topic",
    onlySendByOwner: false,
    sessionDurationSeconds: 3600,
    createdAt: CREATED_AT,
    updatedAt: CREATED_AT,
    expiresAt: CREATED_AT + number,
    ...more,
  };
}

const STATES = [
  "UNASSIGNED",
  "ASSIGNED",
  "ACCEPTED",
  "PENDING_APPROVAL",
  "FINALIZED",
  "REJECTED",
  "EXPIRED",
] as const;
const ENDED: readonly string[] = STATES.slice(4);

const isClash = (a: DelegationRequestRecord, b: DelegationRequestRecord) =>
  a.requestorAccountId === b.requestorAccountId && a.workflowId === b.workflowId;

export const delegationRequests: FamilyUnderTest<"delegationRequests"> = {
  tests: {
    "give back what they were given, and nobody is told": roundTrip,
    "have an id and a workflow of their own": refusals,
    "are listed by whom they ask, page by page": listing,
    "are pending until they end": pending,
    "go, the oldest first": (store) =>
      pruning(store, {
        put: (tx, number) => tx.delegationRequests.insert(delegationRequest(number)),
        find: (tx, number) => tx.delegationRequests.byId(delegationRequest(number).id),
        timeOf: (number) => delegationRequest(number).expiresAt,
        prune: (tx, before, limit) => tx.delegationRequests.prune(before, limit),
      }),
  },
  naive: {
    open(state) {
      const find = (id: string) => state.delegationRequests.find((each) => each.id === id);
      return {
        byId: async (id) => find(id),
        byWorkflowId: async (requestorAccountId, workflowId) =>
          state.delegationRequests.find(
            (each) => each.requestorAccountId === requestorAccountId && each.workflowId === workflowId,
          ),
        async ofOwnerAccount(account, request) {
          const asked = state.delegationRequests.filter((each) => each.ownerAccountId === account);
          return pageOf(
            sortBy(asked, (each) => each.id),
            request,
            (each) => each.id,
          );
        },
        countPending: async (requestor, now) =>
          state.delegationRequests.filter(
            ({ requestorAccountId, state: is, expiresAt }) =>
              requestorAccountId === requestor && !ENDED.includes(is) && now < expiresAt,
          ).length,
        async insert(record) {
          requireAccount(state, record.requestorAccountId);
          refuse(state.delegationRequests.some((each) => each.id === record.id || isClash(each, record)));
          state.delegationRequests = [...state.delegationRequests, record];
        },
        async update(record) {
          const old = find(record.id);
          const others = state.delegationRequests.filter((each) => each !== old);
          refuse(old?.requestorAccountId !== record.requestorAccountId);
          refuse(others.some((each) => isClash(each, record)));
          state.delegationRequests = [...others, record];
        },
        prune: async (before, limit) =>
          prunedByTime(state, "delegationRequests", { timeOf: (each) => each.expiresAt, before, limit }),
      };
    },
  },
  operations: {
    insertRequest: (tx, first, second, third) => tx.delegationRequests.insert(modelOne(first, second, third)),
    updateRequest: (tx, first, second, third) =>
      tx.delegationRequests.update({ ...modelOne(first, second, third), notes: `${third}` }),
    forgetRequests: (tx, first, second) => tx.delegationRequests.prune(second * 3, first + 1),
  },
  begin: (first) => [{ name: "insertRequest", first, second: first, third: first }],
  answers: async (tx) => [
    await Promise.all(NUMBERS.map((number) => tx.delegationRequests.byId(`dr-${number}`))),
    await Promise.all(
      NUMBERS.map((number) => tx.delegationRequests.byWorkflowId(ACCOUNT, `workflow-${number}`)),
    ),
    await Promise.all(
      ACCOUNT_NUMBERS.map(async (number) => [
        await tx.delegationRequests.countPending(accountId(number), 7),
        await tx.delegationRequests.ofOwnerAccount(accountId(number), { limit: 2 }),
      ]),
    ),
  ],
  subjects: async () => [],
};

function modelOne(first: number, second: number, third: number): DelegationRequestRecord {
  return delegationRequest(first, {
    requestorAccountId: accountId(1 + third),
    workflowId: `workflow-${third}`,
    state: pick(STATES, second),
    expiresAt: second * 5 + first,
    ...(second > 2 && { ownerAccountId: accountId(1 + (second % 3)) }),
  });
}

async function roundTrip(store: Store): Promise<void> {
  const full = delegationRequest(1, {
    ownerAccountId: accountId(77),
    ownerId: toArn("arn:aws:iam::000000000077:user/o"),
    approver: { arn: toArn("arn:aws:iam::000000000077:user/a"), session: TEXT },
    description: TEXT,
    requestMessage: TEXT,
    parameters: [{ name: TEXT, type: "stringList", values: [TEXT, ""] }],
    permissionPolicy: BIG_DOCUMENT,
    redirectUrl: "https://example.com",
    onlySendByOwner: true,
    notes: TEXT,
    rejectionReason: TEXT,
    expiresAt: LATE,
  });
  const told = await toldBy(store, () => store.write((tx) => tx.delegationRequests.insert(full)));
  assert.deepEqual(told, []);
  await store.read(async (tx) => {
    assert.deepEqual(await tx.delegationRequests.byId(full.id), full);
    assert.deepEqual(await tx.delegationRequests.byWorkflowId(ACCOUNT, full.workflowId), full);
    assert.equal(await tx.delegationRequests.byWorkflowId(accountId(2), full.workflowId), undefined);
    assert.equal(await tx.delegationRequests.byId("dr-9"), undefined);
  });
  await store.write((tx) => tx.delegationRequests.update(delegationRequest(1)));
  assert.deepEqual(await store.read((tx) => tx.delegationRequests.byId(full.id)), delegationRequest(1));
}

async function refusals(store: Store): Promise<void> {
  const { workflowId } = delegationRequest(1);
  await store.write(async (tx) => {
    await tx.delegationRequests.insert(delegationRequest(1));
    await tx.delegationRequests.insert(
      delegationRequest(2, { workflowId, requestorAccountId: accountId(2) }),
    );
  });
  await assertConflicts(store, [
    (tx) => tx.delegationRequests.insert(delegationRequest(1, { workflowId: "other" })),
    (tx) => tx.delegationRequests.insert(delegationRequest(3, { workflowId })),
    (tx) => tx.delegationRequests.insert(delegationRequest(3, { requestorAccountId: accountId(9) })),
    (tx) => tx.delegationRequests.update(delegationRequest(3)),
    (tx) => tx.delegationRequests.update(delegationRequest(1, { requestorAccountId: accountId(2) })),
  ]);
}

async function listing(store: Store): Promise<void> {
  const asked = { ownerAccountId: accountId(2) };
  await store.write(async (tx) => {
    for (const number of [3, 1, 2]) await tx.delegationRequests.insert(delegationRequest(number, asked));
    await tx.delegationRequests.insert(delegationRequest(4));
  });
  await store.read(async (tx) => {
    const first = await tx.delegationRequests.ofOwnerAccount(accountId(2), { limit: 2 });
    assert.deepEqual([first.items.map(({ id }) => id), first.next], [["dr-1", "dr-2"], "dr-2"]);
    const last = await tx.delegationRequests.ofOwnerAccount(accountId(2), { limit: 2, after: "dr-2" });
    assert.deepEqual(last, { items: [delegationRequest(3, asked)] });
    assert.deepEqual(await tx.delegationRequests.ofOwnerAccount(ACCOUNT, { limit: 2 }), { items: [] });
  });
}

async function pending(store: Store): Promise<void> {
  await store.write((tx) => tx.delegationRequests.insert(delegationRequest(1)));
  for (const state of STATES) {
    await store.write((tx) => tx.delegationRequests.update(delegationRequest(1, { state })));
    const countAt = (now: number) => store.read((tx) => tx.delegationRequests.countPending(ACCOUNT, now));
    assert.equal(await countAt(CREATED_AT), ENDED.includes(state) ? 0 : 1, state);
    assert.equal(await countAt(CREATED_AT + 1), 0, `${state}, and expired`);
  }
}
