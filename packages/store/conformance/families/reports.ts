import assert from "node:assert/strict";
import type { ReportKind, ReportOutline, ReportRecord } from "../../src/records/report.ts";
import type { Store } from "../../src/store.ts";
import { assertConflicts } from "../conflict.ts";
import { type FamilyUnderTest, NUMBERS } from "../family-under-test.ts";
import { refuse } from "../naive.ts";
import { requireAccount } from "../organization-samples.ts";
import { prunedByTime, pruning } from "../pruned.ts";
import { ACCOUNT, accountId, BIG_DOCUMENT, CREATED_AT, LATE, pick, TEXT } from "../samples.ts";
import { toldBy } from "../told-by.ts";

export function report(number: number, more: Partial<ReportRecord> = {}): ReportRecord {
  return {
    id: `report-${number}`,
    kind: "serviceLastAccessed",
    accountId: ACCOUNT,
    requestedBy: "AIDA1",
    request: "{}",
    state: "IN_PROGRESS",
    requestedAt: CREATED_AT + number,
    ...more,
  };
}

const KINDS: readonly ReportKind[] = ["credential", "serviceLastAccessed", "organizationsAccess"];

function outlineOf(record: ReportRecord | undefined): ReportOutline | undefined {
  const { content: _content, ...outline } = record ?? {};
  return record && (outline as ReportOutline);
}

export const reports: FamilyUnderTest<"reports"> = {
  tests: {
    "are put and found, and told to nobody": roundTrip,
    "in progress come the oldest first, and are counted with the others": inProgress,
    "need their account, and stay its own": refusals,
    "go, the oldest first": (store) =>
      pruning(store, {
        put: (tx, number) => tx.reports.put(report(number)),
        find: (tx, number) => tx.reports.byId(report(number).id),
        timeOf: (number) => report(number).requestedAt,
        prune: (tx, before, limit) => tx.reports.prune(before, limit),
      }),
  },
  naive: {
    open(state) {
      const of = (account: string, kind: ReportKind) =>
        state.reports.filter((each) => each.accountId === account && each.kind === kind);
      return {
        byId: async (id) => state.reports.find((each) => each.id === id),
        outline: async (id) => outlineOf(state.reports.find((each) => each.id === id)),
        inProgress: async (account, kind) =>
          of(account, kind)
            .filter((each) => each.state === "IN_PROGRESS")
            .toSorted((a, b) => a.requestedAt - b.requestedAt),
        count: async (account, kind) => of(account, kind).length,
        async put(record) {
          requireAccount(state, record.accountId);
          const old = state.reports.find((each) => each.id === record.id);
          refuse(old !== undefined && old.accountId !== record.accountId);
          state.reports = [...state.reports.filter((each) => each !== old), record];
        },
        prune: async (before, limit) =>
          prunedByTime(state, "reports", { timeOf: (each) => each.requestedAt, before, limit }),
      };
    },
  },
  operations: {
    putReport: (tx, first, second, third) =>
      tx.reports.put(
        report(first, {
          accountId: accountId(1 + (third === 2 ? 1 : 0)),
          kind: pick(KINDS, second),
          state: third === 1 ? "COMPLETED" : "IN_PROGRESS",
          requestedAt: second * 5 + first,
        }),
      ),
    forgetReports: (tx, first, second) => tx.reports.prune(second * 3, first + 1),
  },
  begin: (first) => [{ name: "putReport", first, second: first, third: 0 }],
  answers: async (tx) => [
    await Promise.all(NUMBERS.map((number) => tx.reports.byId(report(number).id))),
    await Promise.all(NUMBERS.map((number) => tx.reports.outline(report(number).id))),
    await Promise.all(
      KINDS.map(async (kind) => [
        await tx.reports.inProgress(ACCOUNT, kind),
        await tx.reports.count(ACCOUNT, kind),
        await tx.reports.count(accountId(2), kind),
      ]),
    ),
  ],
  subjects: async () => [],
};

async function roundTrip(store: Store): Promise<void> {
  const full = report(1, { request: TEXT, state: "COMPLETED", completedAt: LATE, content: BIG_DOCUMENT });
  const told = await toldBy(store, () => store.write((tx) => tx.reports.put(full)));
  assert.deepEqual(told, []);
  assert.deepEqual(await store.read((tx) => tx.reports.byId(full.id)), full);
  assert.deepEqual(await store.read((tx) => tx.reports.outline(full.id)), outlineOf(full));
  await store.write((tx) => tx.reports.put(report(1)));
  assert.deepEqual(await store.read((tx) => tx.reports.byId(full.id)), report(1));
  assert.equal(await store.read((tx) => tx.reports.byId("report-9")), undefined);
  assert.equal(await store.read((tx) => tx.reports.outline("report-9")), undefined);
}

async function inProgress(store: Store): Promise<void> {
  await store.write(async (tx) => {
    for (const number of [3, 1]) await tx.reports.put(report(number));
    await tx.reports.put(report(2, { state: "FAILED", content: "why" }));
    await tx.reports.put(report(4, { kind: "organizationsAccess" }));
    await tx.reports.put(report(5, { accountId: accountId(2) }));
  });
  await store.read(async (tx) => {
    assert.deepEqual(await tx.reports.inProgress(ACCOUNT, "serviceLastAccessed"), [report(1), report(3)]);
    assert.equal(await tx.reports.count(ACCOUNT, "serviceLastAccessed"), 3);
    assert.equal(await tx.reports.count(ACCOUNT, "credential"), 0);
  });
}

async function refusals(store: Store): Promise<void> {
  await store.write((tx) => tx.reports.put(report(1)));
  await assertConflicts(store, [
    (tx) => tx.reports.put(report(1, { accountId: accountId(2) })),
    (tx) => tx.reports.put(report(2, { accountId: accountId(9) })),
  ]);
  assert.deepEqual(await store.read((tx) => tx.reports.byId(report(1).id)), report(1));
}
