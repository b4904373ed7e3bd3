import assert from "node:assert/strict";
import { toTaskId } from "@rolecall/names";
import type { WriteTransaction } from "../../src/families.ts";
import type { TaskRecord } from "../../src/records/task.ts";
import type { Store } from "../../src/store.ts";
import { assertConflicts } from "../conflict.ts";
import {
  ACCOUNT_NUMBERS,
  type FamilyUnderTest,
  type NaiveState,
  NUMBERS,
  type SubjectPart,
} from "../family-under-test.ts";
import { pageOf, refuse, sortBy } from "../naive.ts";
import { ACCOUNT, accountId, CREATED_AT, LATE, TEXT } from "../samples.ts";
import { toldBy } from "../told-by.ts";
import { instance } from "./instances.ts";

export function task(number: number, more: Partial<TaskRecord> = {}): TaskRecord {
  return {
    id: toTaskId(number.toString(16).padStart(32, "0")),
    accountId: ACCOUNT,
    instanceId: instance(1).id,
    region: "eu-central-1",
    cluster: "default",
    family: "web",
    revision: 1,
    containers: [{ name: "app", image: "web:1" }],
    startedAt: CREATED_AT,
    ...more,
  };
}

const FULL = task(1, {
  cluster: "blue",
  revision: 2 ** 31 - 1,
  taskRoleArn: "arn:aws:iam::111122223333:role/Task",
  executionRoleArn: "arn:aws:iam::111122223333:role/Execution",
  containers: [
    { name: "app", image: TEXT },
    { name: "log", image: "log" },
  ],
  startedAt: LATE,
});

export const tasks: FamilyUnderTest<"tasks"> = {
  tests: {
    "give back what they were given, in pages and by instance": roundTrip,
    "need an instance of their account, and go with it": refusals,
  },
  naive: {
    open: openNaive,
    whenDeleted: {
      instance(state, { id }) {
        state.tasks = state.tasks.filter(({ instanceId }) => instanceId !== id);
      },
    },
  },
  operations: {
    runTask: (tx, first, second, third) => tx.tasks.insert(modelOne(first, second, third)),
    stopTask: (tx, first) => tx.tasks.delete(task(first).id),
  },
  begin: (first) => [{ name: "runTask", first, second: first, third: 0 }],
  answers: async (tx) => [
    await Promise.all(ACCOUNT_NUMBERS.map((number) => tx.tasks.list(accountId(number), { limit: 2 }))),
    await Promise.all(NUMBERS.map((number) => tx.tasks.ofInstance(instance(number).id))),
    await Promise.all(NUMBERS.map((number) => tx.tasks.countOfInstance(instance(number).id))),
  ],
  subjects: (tx) =>
    Promise.all(
      NUMBERS.map(async (number): Promise<SubjectPart> => {
        const { id } = task(number);
        return [`task ${id}`, await tx.tasks.byId(id)];
      }),
    ),
};

function modelOne(first: number, second: number, third: number): TaskRecord {
  return task(first, { instanceId: instance(second).id, accountId: accountId(third === 2 ? 2 : 1) });
}

function openNaive(state: NaiveState): WriteTransaction["tasks"] {
  const find = (id: string) => state.tasks.find((each) => each.id === id);
  const sorted = (goes: (each: TaskRecord) => boolean) => sortBy(state.tasks.filter(goes), (each) => each.id);
  return {
    byId: async (id) => find(id),
    list: async (account, request) =>
      pageOf(
        sorted(({ accountId }) => accountId === account),
        request,
        (each) => each.id,
      ),
    ofInstance: async (id) => sorted(({ instanceId }) => instanceId === id),
    countOfInstance: async (id) => sorted(({ instanceId }) => instanceId === id).length,
    async insert(record) {
      const on = state.instances.find(({ id }) => id === record.instanceId);
      refuse(on?.accountId !== record.accountId || find(record.id) !== undefined);
      state.tasks = [...state.tasks, record];
    },
    async delete(id) {
      refuse(find(id) === undefined);
      state.tasks = state.tasks.filter((each) => each.id !== id);
    },
  };
}

async function roundTrip(store: Store): Promise<void> {
  await store.write(async (tx) => {
    await tx.instances.insert(instance(1));
    await tx.instances.insert(instance(2));
    for (const each of [task(3), FULL, task(2, { instanceId: instance(2).id })]) await tx.tasks.insert(each);
  });
  await store.read(async (tx) => {
    assert.deepEqual(await tx.tasks.byId(FULL.id), FULL);
    assert.equal(await tx.tasks.byId(task(9).id), undefined);
    const first = await tx.tasks.list(ACCOUNT, { limit: 1 });
    assert.deepEqual(first, { items: [FULL], next: FULL.id });
    const rest = await tx.tasks.list(ACCOUNT, { limit: 9, after: FULL.id });
    assert.deepEqual(rest, { items: [task(2, { instanceId: instance(2).id }), task(3)] });
    assert.deepEqual(await tx.tasks.ofInstance(instance(1).id), [FULL, task(3)]);
    assert.equal(await tx.tasks.countOfInstance(instance(1).id), 2);
    assert.deepEqual((await tx.tasks.list(accountId(2), { limit: 9 })).items, []);
  });
}

async function refusals(store: Store): Promise<void> {
  await store.write(async (tx) => {
    await tx.instances.insert(instance(1));
    await tx.instances.insert(instance(2));
    await tx.tasks.insert(task(1));
    await tx.tasks.insert(task(2));
    await tx.tasks.insert(task(3, { instanceId: instance(2).id }));
  });
  await assertConflicts(store, [
    (tx) => tx.tasks.insert(task(1)),
    (tx) => tx.tasks.insert(task(4, { instanceId: instance(9).id })),
    (tx) => tx.tasks.insert(task(4, { accountId: accountId(2) })),
    (tx) => tx.tasks.delete(task(4).id),
  ]);
  const told = await toldBy(store, () => store.write((tx) => tx.instances.delete(instance(1).id)));
  assert.deepEqual(told.toSorted(), [
    `instance ${instance(1).id}`,
    `task ${task(1).id}`,
    `task ${task(2).id}`,
  ]);
  const left = await store.read((tx) => tx.tasks.list(ACCOUNT, { limit: 9 }));
  assert.deepEqual(
    left.items.map(({ id }) => id),
    [task(3).id],
  );
}
