import assert from "node:assert/strict";
import type { PolicyVersionRecord } from "../../src/records/policy-version.ts";
import type { Store } from "../../src/store.ts";
import { assertConflicts } from "../conflict.ts";
import { ACCOUNT_NUMBERS, type FamilyUnderTest, NUMBERS, type SubjectPart } from "../family-under-test.ts";
import { refuse } from "../naive.ts";
import { ACCOUNT, accountId, BIG_DOCUMENT } from "../samples.ts";
import { policy } from "./policies.ts";

export function policyVersion(policyNumber: number, version: number, document = "{}"): PolicyVersionRecord {
  return { policyId: policy(policyNumber).id, version, document, createdAt: version };
}

export const policyVersions: FamilyUnderTest<"policyVersions"> = {
  tests: { "give back what they were given, newest first": roundTrip, "need their policy": needPolicy },
  naive: {
    open(state) {
      const find = (policyId: string, version: number) =>
        state.policyVersions.find((each) => each.policyId === policyId && each.version === version);
      return {
        get: async (policyId, version) => find(policyId, version),
        list: async (policyId) =>
          state.policyVersions
            .filter((each) => each.policyId === policyId)
            .toSorted((a, b) => b.version - a.version),
        countOfAccount: async (accountId) => {
          const own = state.policies.filter((policy) => policy.accountId === accountId).map(({ id }) => id);
          return state.policyVersions.filter((each) => own.includes(each.policyId)).length;
        },
        async insert(record) {
          refuse(!state.policies.some((each) => each.id === record.policyId));
          refuse(find(record.policyId, record.version) !== undefined);
          state.policyVersions = [...state.policyVersions, record];
        },
        async delete(policyId, version) {
          const old = find(policyId, version);
          refuse(old === undefined);
          state.policyVersions = state.policyVersions.filter((each) => each !== old);
        },
      };
    },
    whenDeleted: {
      policy(state, { id }) {
        state.policyVersions = state.policyVersions.filter((each) => each.policyId !== id);
      },
    },
  },
  operations: {
    insertVersion: (tx, first, second) =>
      tx.policyVersions.insert(policyVersion(first, second, `{${second}}`)),
    deleteVersion: (tx, first, second) => tx.policyVersions.delete(policy(first).id, second),
  },
  begin: (first) => [{ name: "insertVersion", first, second: 1, third: 0 }],
  answers: (tx) =>
    Promise.all(ACCOUNT_NUMBERS.map((number) => tx.policyVersions.countOfAccount(accountId(number)))),
  subjects: (tx) =>
    Promise.all(
      NUMBERS.map(async (number): Promise<SubjectPart> => {
        const { id, arn } = policy(number);
        return [`policy ${arn}`, await tx.policyVersions.list(id)];
      }),
    ),
};

async function roundTrip(store: Store): Promise<void> {
  const { id } = policy(1);
  const versionOf = (version: number) => policyVersion(1, version, BIG_DOCUMENT);
  await store.write(async (tx) => {
    await tx.policies.insert(policy(1));
    for (const version of [1, 10, 2]) await tx.policyVersions.insert(versionOf(version));
  });
  await store.read(async (tx) => {
    assert.deepEqual(await tx.policyVersions.get(id, 10), versionOf(10));
    assert.deepEqual(await tx.policyVersions.list(id), [versionOf(10), versionOf(2), versionOf(1)]);
    assert.equal(await tx.policyVersions.get(id, 3), undefined);
    assert.equal(await tx.policyVersions.countOfAccount(ACCOUNT), 3);
    assert.equal(await tx.policyVersions.countOfAccount(accountId(2)), 0);
  });
  await store.write((tx) => tx.policyVersions.delete(id, 2));
  assert.equal(await store.read((tx) => tx.policyVersions.get(id, 2)), undefined);
  await assertConflicts(store, [
    (tx) => tx.policyVersions.delete(id, 2),
    (tx) => tx.policyVersions.insert(versionOf(1)),
  ]);
}

async function needPolicy(store: Store): Promise<void> {
  await assertConflicts(store, [(tx) => tx.policyVersions.insert(policyVersion(1, 1))]);
}
