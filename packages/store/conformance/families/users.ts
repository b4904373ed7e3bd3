import type { UserRecord } from "../../src/records/user.ts";
import { entityAnswers, entitySubjects, entityTests } from "../entity-tests.ts";
import type { FamilyUnderTest } from "../family-under-test.ts";
import { naiveEntities } from "../naive-entities.ts";
import { boundary, entity, named, policyArn, TAGS } from "../samples.ts";

export function user(number: number, more: Partial<UserRecord> = {}): UserRecord {
  return { ...entity("AIDA", number), name: `user-${number}`, tags: [], ...more };
}

export const users: FamilyUnderTest<"users"> = {
  tests: entityTests({
    of: (tx) => tx.users,
    sample: user,
    full: user(1, { path: "/a/b/", permissionsBoundary: policyArn(1), tags: TAGS, createdAt: 0 }),
    changed: user(1, { name: "Renamed" }),
  }),
  naive: {
    open: (state, cascade) => naiveEntities(state, "users", (record) => cascade("user", record)),
  },
  operations: {
    insertUser: (tx, first, second, third) =>
      tx.users.insert(user(first, { ...named(second, third), ...boundary(second) })),
    updateUser: (tx, first, second, third) =>
      tx.users.update(user(first, { ...named(second, third), tags: [{ key: "k", value: String(third) }] })),
    deleteUser: (tx, first) => tx.users.delete(user(first).id),
  },
  begin: (first) => [{ name: "insertUser", first, second: first + 1, third: 0 }],
  answers: (tx) => entityAnswers(tx.users),
  subjects: (tx) => entitySubjects(tx.users, (number) => ["user", user(number).id]),
};
