import type { PolicyRecord } from "../../src/records/policy.ts";
import type { Store } from "../../src/store.ts";
import { assertConflicts } from "../conflict.ts";
import { entityAnswers, entitySubjects, entityTests } from "../entity-tests.ts";
import type { FamilyUnderTest } from "../family-under-test.ts";
import { naiveEntities } from "../naive-entities.ts";
import { CREATED_AT, entity, LATE, named, policyArn, TAGS, TEXT } from "../samples.ts";

export function policy(number: number, more: Partial<PolicyRecord> = {}): PolicyRecord {
  return {
    ...entity("ANPA", number),
    name: `policy-${number}`,
    arn: policyArn(number),
    defaultVersion: 1,
    latestVersion: 1,
    updatedAt: CREATED_AT,
    tags: [],
    ...more,
  };
}

export const policies: FamilyUnderTest<"policies"> = {
  tests: {
    ...entityTests({
      of: (tx) => tx.policies,
      // Its ARN is unique as well.
      sample: (number, more) =>
        policy(number, { ...more, ...(more?.accountId && { arn: policyArn(number, 2) }) }),
      full: policy(1, {
        description: TEXT,
        defaultVersion: 3,
        latestVersion: 7,
        updatedAt: LATE,
        tags: TAGS,
      }),
      changed: policy(1, { description: "" }),
    }),
    "ARNs are unique and stay": arns,
  },
  naive: {
    open: (state, cascade) => naiveEntities(state, "policies", (record) => cascade("policy", record)),
  },
  operations: {
    insertPolicy: (tx, first, second, third) => tx.policies.insert(policy(first, named(second, third))),
    updatePolicy: (tx, first, second, third) =>
      tx.policies.update(policy(first, { ...named(second, third), defaultVersion: third })),
    deletePolicy: (tx, first) => tx.policies.delete(policy(first).id),
  },
  begin: (first) => [{ name: "insertPolicy", first, second: first + 2, third: 0 }],
  answers: (tx) => entityAnswers(tx.policies),
  subjects: (tx) =>
    entitySubjects(tx.policies, (number) => ["policy", policy(number).id, policy(number).arn]),
};

async function arns(store: Store): Promise<void> {
  await store.write((tx) => tx.policies.insert(policy(1)));
  await assertConflicts(store, [
    (tx) => tx.policies.insert(policy(2, { arn: policyArn(1) })),
    (tx) => tx.policies.update(policy(1, { arn: policyArn(2) })),
  ]);
}
