import assert from "node:assert/strict";
import type { Store } from "../../src/store.ts";
import { type FamilyUnderTest, type NaiveState, NUMBERS } from "../family-under-test.ts";
import { ACCOUNT } from "../samples.ts";
import { accessKey } from "./access-keys.ts";
import { role } from "./roles.ts";
import { user } from "./users.ts";

export const usage: FamilyUnderTest<"usage"> = {
  tests: {
    "keeps the newest, and passes over what is not there": keepsNewest,
    "tells of many at once, however many are asked for": tellsOfMany,
  },
  naive: {
    open(state) {
      const families = () => [state.accounts, state.users, state.roles, state.accessKeys];
      const isThere = (subject: string) =>
        families().some((family) => family.some((each: { readonly id: string }) => each.id === subject));
      return {
        of: async (subject) => state.usage.find((each) => each.subject === subject),
        ofEach: async (subjects) =>
          new Map(
            state.usage
              .filter(({ subject }) => subjects.includes(subject))
              .map((each) => [each.subject, each] as const),
          ),
        async record(entries) {
          for (const entry of entries.filter((each) => isThere(each.subject))) {
            const old = state.usage.find((each) => each.subject === entry.subject);
            if (old !== undefined && old.at > entry.at) continue;
            state.usage = [...state.usage.filter((each) => each !== old), entry];
          }
        },
      };
    },
    whenDeleted: { user: forget, role: forget, accessKey: forget },
  },
  operations: {
    use: (tx, first, second, third) =>
      tx.usage.record([
        { subject: user(first).id, at: second },
        { subject: accessKey(second).id, at: third, service: "iam" },
        { subject: role(third).id, at: first },
      ]),
  },
  begin: () => [],
  answers: async (tx) => {
    const ids = NUMBERS.flatMap((number) => [user(number), role(number), accessKey(number)]).map(
      ({ id }) => id,
    );
    const each = await tx.usage.ofEach(ids);
    return [...(await Promise.all(ids.map((id) => tx.usage.of(id)))), ...ids.map((id) => each.get(id))];
  },
  subjects: async () => [],
};

function forget(state: NaiveState, { id }: { readonly id: string }): void {
  state.usage = state.usage.filter((each) => each.subject !== id);
}

async function tellsOfMany(store: Store): Promise<void> {
  const used = { subject: user(1).id, at: 20, service: "iam", region: "us-east-1" };
  await store.write(async (tx) => {
    await tx.users.insert(user(1));
    await tx.usage.record([used, { subject: ACCOUNT, at: 5 }]);
  });
  const strangers = (count: number) => Array.from({ length: count }, (_, index) => `nobody-${index}`);
  for (const count of [0, 1, 97, 98, 99, 250]) {
    const subjects = [used.subject, ...strangers(count), ACCOUNT];
    const found = await store.read((tx) => tx.usage.ofEach(subjects));
    assert.equal(found.size, 2);
    assert.deepEqual(found.get(used.subject), used);
    assert.deepEqual(found.get(ACCOUNT), { subject: ACCOUNT, at: 5 });
  }
  const none = await store.read((tx) => tx.usage.ofEach([]));
  assert.equal(none.size, 0);
}

async function keepsNewest(store: Store): Promise<void> {
  const subject = user(1).id;
  const used = { subject, at: 20, service: "iam", region: "us-east-1" };
  await store.write(async (tx) => {
    await tx.users.insert(user(1));
    await tx.usage.record([{ subject, at: 10 }, used, { subject, at: 15 }, { subject: user(2).id, at: 1 }]);
    await tx.usage.record([{ subject: ACCOUNT, at: 5 }]);
  });
  await store.read(async (tx) => {
    assert.deepEqual(await tx.usage.of(subject), used);
    assert.deepEqual(await tx.usage.of(ACCOUNT), { subject: ACCOUNT, at: 5 });
    assert.equal(await tx.usage.of(user(2).id), undefined);
  });
  await store.write((tx) => tx.usage.record([{ subject, at: 30 }]));
  assert.deepEqual(await store.read((tx) => tx.usage.of(subject)), { subject, at: 30 });
}
