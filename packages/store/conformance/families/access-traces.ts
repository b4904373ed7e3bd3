import assert from "node:assert/strict";
import { rootUserId } from "@rolecall/names";
import type { WriteTransaction } from "../../src/families.ts";
import { type AccessTraceRecord, WHOLE_SERVICE } from "../../src/records/access-trace.ts";
import type { UniqueId } from "../../src/records/identifier.ts";
import type { Store } from "../../src/store.ts";
import { ACCOUNT_NUMBERS, type FamilyUnderTest, type NaiveState, NUMBERS } from "../family-under-test.ts";
import { pageOf, sortBy } from "../naive.ts";
import { prunedByTime, pruning } from "../pruned.ts";
import { ACCOUNT, accountId, LATE, pick, TEXT } from "../samples.ts";
import { toldBy } from "../told-by.ts";
import { role } from "./roles.ts";
import { user } from "./users.ts";

export function accessTrace(entityId: UniqueId, more: Partial<AccessTraceRecord> = {}): AccessTraceRecord {
  return {
    entityId,
    accountId: ACCOUNT,
    serviceNamespace: "iam",
    action: WHOLE_SERVICE,
    at: 10,
    region: "us-east-1",
    ...more,
  };
}

const SERVICES = ["iam", "s3", "sts"] as const;
const ACTIONS = [WHOLE_SERVICE, "GetUser", "ListUsers"] as const;

export const accessTraces: FamilyUnderTest<"accessTraces"> = {
  tests: {
    "keep the newest, and nobody is told": keepNewest,
    "pass over whose entity is not in the account": passOver,
    "are listed by entity, by service and by account": listing,
    "of thousands come in one transaction": thousands,
    "go with their user or role": afterEntity,
    "go, the oldest first": (store) =>
      pruning(store, {
        put: async (tx, number) => {
          if ((await tx.users.byId(user(1).id)) === undefined) await tx.users.insert(user(1));
          await tx.accessTraces.record([traceNumbered(number)]);
        },
        find: async (tx, number) =>
          (await tx.accessTraces.ofEntity(user(1).id)).find(
            ({ action }) => action === traceNumbered(number).action,
          ),
        timeOf: (number) => traceNumbered(number).at,
        prune: (tx, before, limit) => tx.accessTraces.prune(before, limit),
      }),
  },
  naive: { open: openNaive, whenDeleted: { user: forget, role: forget } },
  operations: {
    trace: (tx, first, second, third) =>
      tx.accessTraces.record([
        // Times of their own: of two that share one, no order says which goes first.
        modelTrace(user(first).id, first * 3 + third, second),
        modelTrace(role(third).id, 20 + third * 3 + first, second),
        modelTrace(rootUserId(ACCOUNT), 40 + second, second),
      ]),
    forgetTraces: (tx, first, second, third) => tx.accessTraces.prune(second * 3 + third, first + 1),
  },
  begin: (first) => [{ name: "trace", first, second: first, third: first }],
  answers: async (tx) => [
    await Promise.all(
      NUMBERS.flatMap((number) => [user(number), role(number)]).map(({ id }) => tx.accessTraces.ofEntity(id)),
    ),
    await tx.accessTraces.ofEntity(rootUserId(ACCOUNT)),
    await Promise.all(
      ACCOUNT_NUMBERS.map(async (number) => [
        await tx.accessTraces.ofService(accountId(number), "iam", { limit: 2 }),
        await tx.accessTraces.newestOfAccount(accountId(number)),
      ]),
    ),
  ],
  subjects: async () => [],
};

function modelTrace(entityId: UniqueId, at: number, kind: number): AccessTraceRecord {
  return accessTrace(entityId, {
    at: at * 100 + kind,
    serviceNamespace: pick(SERVICES, kind),
    action: pick(ACTIONS, kind >> 1),
    region: `region-${kind}`,
  });
}

function traceNumbered(number: number): AccessTraceRecord {
  return accessTrace(user(1).id, { action: `Action${number}`, at: number * 10 });
}

function openNaive(state: NaiveState): WriteTransaction["accessTraces"] {
  const isThere = ({ entityId, accountId: account }: AccessTraceRecord) =>
    state.accounts.some((each) => each.id === account) &&
    ((entityId as string) === account ||
      [...state.users, ...state.roles].some((each) => each.id === entityId && each.accountId === account));
  const keyOf = (each: AccessTraceRecord) => `${each.entityId} ${each.serviceNamespace} ${each.action}`;
  return {
    ofEntity: async (entityId) =>
      sortBy(
        state.accessTraces.filter((each) => each.entityId === entityId),
        keyOf,
      ),
    async ofService(account, serviceNamespace, request) {
      const own = state.accessTraces.filter(
        (each) =>
          each.accountId === account &&
          each.serviceNamespace === serviceNamespace &&
          each.action === WHOLE_SERVICE,
      );
      return pageOf(sortBy(own, keyOf), request, (each) => each.entityId);
    },
    async newestOfAccount(account) {
      const own = state.accessTraces.filter(
        (each) => each.accountId === account && each.action === WHOLE_SERVICE,
      );
      const services = [...new Set(own.map((each) => each.serviceNamespace))].toSorted();
      return services.map((serviceNamespace) => {
        const [newest] = sortBy(own, keyOf)
          .filter((each) => each.serviceNamespace === serviceNamespace)
          .toSorted((a, b) => b.at - a.at);
        return { accountId: account, serviceNamespace, at: newest!.at, region: newest!.region };
      });
    },
    async record(entries) {
      for (const entry of entries.filter(isThere)) {
        const old = state.accessTraces.find((each) => keyOf(each) === keyOf(entry));
        if (old !== undefined && old.at > entry.at) continue;
        state.accessTraces = [...state.accessTraces.filter((each) => each !== old), entry];
      }
    },
    prune: async (before, limit) =>
      prunedByTime(state, "accessTraces", { timeOf: (each) => each.at, before, limit }),
  };
}

function forget(state: NaiveState, { id }: { readonly id: UniqueId }): void {
  state.accessTraces = state.accessTraces.filter((each) => each.entityId !== id);
}

async function keepNewest(store: Store): Promise<void> {
  await store.write((tx) => tx.users.insert(user(1)));
  const newest = accessTrace(user(1).id, { at: LATE, region: TEXT });
  const told = await toldBy(store, () =>
    store.write(async (tx) => {
      await tx.accessTraces.record([accessTrace(user(1).id), newest, accessTrace(user(1).id, { at: 20 })]);
      await tx.accessTraces.record([accessTrace(user(1).id, { at: 30 })]);
    }),
  );
  assert.deepEqual(told, []);
  assert.deepEqual(await store.read((tx) => tx.accessTraces.ofEntity(user(1).id)), [newest]);
  const as = { at: LATE, region: "same time" };
  await store.write((tx) => tx.accessTraces.record([accessTrace(user(1).id, as)]));
  assert.deepEqual(await store.read((tx) => tx.accessTraces.ofEntity(user(1).id)), [
    accessTrace(user(1).id, as),
  ]);
}

async function passOver(store: Store): Promise<void> {
  const root = accessTrace(rootUserId(ACCOUNT));
  await store.write(async (tx) => {
    await tx.users.insert(user(1));
    await tx.accessTraces.record([
      accessTrace(user(2).id),
      accessTrace(role(1).id),
      accessTrace(user(1).id, { accountId: accountId(2) }),
      accessTrace(rootUserId(ACCOUNT), { accountId: accountId(2) }),
      accessTrace(rootUserId(accountId(9)), { accountId: accountId(9) }),
      root,
    ]);
  });
  await store.read(async (tx) => {
    for (const id of [user(1).id, user(2).id, role(1).id, rootUserId(accountId(9))])
      assert.deepEqual(await tx.accessTraces.ofEntity(id), []);
    assert.deepEqual(await tx.accessTraces.ofEntity(rootUserId(ACCOUNT)), [root]);
  });
}

async function listing(store: Store): Promise<void> {
  const ids = [user(1).id, user(2).id, role(1).id].toSorted();
  const more = [
    accessTrace(user(1).id, { action: "GetUser", at: 99 }),
    accessTrace(user(2).id, { serviceNamespace: "s3", at: 7, region: "eu-west-1" }),
    accessTrace(user(1).id, { serviceNamespace: "s3", at: 6 }),
  ];
  await store.write(async (tx) => {
    for (const number of [1, 2]) await tx.users.insert(user(number));
    await tx.roles.insert(role(1));
    await tx.accessTraces.record([...ids.map((id, at) => accessTrace(id, { at })), ...more]);
  });
  await store.read(async (tx) => {
    const own = await tx.accessTraces.ofEntity(user(1).id);
    assert.deepEqual(
      own.map(({ serviceNamespace, action }) => `${serviceNamespace}:${action}`),
      ["iam:*", "iam:GetUser", "s3:*"],
    );
    const first = await tx.accessTraces.ofService(ACCOUNT, "iam", { limit: 2 });
    assert.deepEqual([first.items.map(({ entityId }) => entityId), first.next], [ids.slice(0, 2), ids[1]]);
    const last = await tx.accessTraces.ofService(ACCOUNT, "iam", { limit: 2, after: ids[1]! });
    assert.deepEqual([last.items.map(({ entityId }) => entityId), last.next], [ids.slice(2), undefined]);
    assert.deepEqual(await tx.accessTraces.newestOfAccount(ACCOUNT), [
      { accountId: ACCOUNT, serviceNamespace: "iam", at: 2, region: "us-east-1" },
      { accountId: ACCOUNT, serviceNamespace: "s3", at: 7, region: "eu-west-1" },
    ]);
    assert.deepEqual(await tx.accessTraces.newestOfAccount(accountId(2)), []);
  });
}

async function thousands(store: Store): Promise<void> {
  await store.write((tx) => tx.users.insert(user(1)));
  const entries = Array.from({ length: 3000 }, (_, number) =>
    accessTrace(user(number % 2).id, { action: `Action${number % 1000}`, at: number }),
  );
  await store.write((tx) => tx.accessTraces.record(entries));
  const kept = await store.read((tx) => tx.accessTraces.ofEntity(user(1).id));
  assert.equal(kept.length, 500);
  assert.ok(kept.every(({ at }) => at >= 2000));
}

async function afterEntity(store: Store): Promise<void> {
  const entities = [user(1), user(2), role(1), role(2)];
  await store.write(async (tx) => {
    for (const number of [1, 2]) {
      await tx.users.insert(user(number));
      await tx.roles.insert(role(number));
    }
    await tx.accessTraces.record(entities.map(({ id }) => accessTrace(id)));
    await tx.users.delete(user(1).id);
    await tx.roles.delete(role(1).id);
  });
  const left = await store.read((tx) => tx.accessTraces.ofService(ACCOUNT, "iam", { limit: 9 }));
  assert.deepEqual(
    left.items.map(({ entityId }) => entityId),
    [user(2).id, role(2).id],
  );
}
