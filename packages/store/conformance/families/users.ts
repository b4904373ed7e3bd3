import assert from "node:assert/strict";
import type { UserOutline, UserRecord } from "../../src/records/user.ts";
import type { Store } from "../../src/store.ts";
import { entityAnswers, entitySubjects, entityTests } from "../entity-tests.ts";
import type { FamilyUnderTest } from "../family-under-test.ts";
import { naiveEntities } from "../naive-entities.ts";
import { ACCOUNT, accountId, boundary, entity, named, policyArn, TAGS } from "../samples.ts";

export function user(number: number, more: Partial<UserRecord> = {}): UserRecord {
  return { ...entity("AIDA", number), name: `user-${number}`, tags: [], ...more };
}

export const users: FamilyUnderTest<"users"> = {
  tests: {
    ...entityTests({
      of: (tx) => tx.users,
      sample: user,
      full: user(1, { path: "/a/b/", permissionsBoundary: policyArn(1), tags: TAGS, createdAt: 0 }),
      changed: user(1, { name: "Renamed" }),
    }),
    "their outlines tell when the password was last used": outlines,
  },
  naive: {
    open(state, cascade) {
      const entities = naiveEntities(state, "users", (record) => cascade("user", record));
      const outlineOf = ({ permissionsBoundary: _b, tags: _t, ...outline }: UserRecord): UserOutline => {
        const used = state.usage.find(({ subject }) => subject === outline.id);
        return { ...outline, ...(used !== undefined && { passwordUsedAt: used.at }) };
      };
      return {
        ...entities,
        async outlines(account, request) {
          const page = await entities.list(account, request);
          return { ...page, items: page.items.map(outlineOf) };
        },
      };
    },
  },
  operations: {
    insertUser: (tx, first, second, third) =>
      tx.users.insert(user(first, { ...named(second, third), ...boundary(second) })),
    updateUser: (tx, first, second, third) =>
      tx.users.update(user(first, { ...named(second, third), tags: [{ key: "k", value: String(third) }] })),
    deleteUser: (tx, first) => tx.users.delete(user(first).id),
  },
  begin: (first) => [{ name: "insertUser", first, second: first + 1, third: 0 }],
  answers: async (tx) => {
    const outlined = { byName: tx.users.byName.bind(tx.users), list: tx.users.outlines.bind(tx.users) };
    return [await entityAnswers(tx.users), await entityAnswers(outlined)];
  },
  subjects: (tx) => entitySubjects(tx.users, (number) => ["user", user(number).id]),
};

async function outlines(store: Store): Promise<void> {
  const people = [1, 2, 3].map((number) =>
    user(number, { path: `/${number % 2}/`, permissionsBoundary: policyArn(1), tags: TAGS }),
  );
  const expected = people.map(({ tags: _t, permissionsBoundary: _b, ...outline }) => outline);
  await store.write(async (tx) => {
    for (const person of people) await tx.users.insert(person);
    await tx.users.insert(user(4, { accountId: accountId(2) }));
    await tx.usage.record([{ subject: user(2).id, at: 20, service: "iam" }]);
  });
  expected[1] = { ...expected[1]!, passwordUsedAt: 20 } as UserOutline;
  await store.read(async (tx) => {
    assert.deepEqual(await tx.users.outlines(ACCOUNT, { limit: 9 }), { items: expected });
    assert.deepEqual(await tx.users.outlines(ACCOUNT, { limit: 1, after: "user-1" }), {
      items: [expected[1]],
      next: "user-2",
    });
    const odd = [expected[0], expected[2]];
    assert.deepEqual(await tx.users.outlines(ACCOUNT, { limit: 9, pathPrefix: "/1/" }), { items: odd });
  });
}
