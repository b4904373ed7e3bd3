import assert from "node:assert/strict";
import type { InstanceProfileRecord } from "../../src/records/instance-profile.ts";
import type { Store } from "../../src/store.ts";
import { entityAnswers, entitySubjects, entityTests } from "../entity-tests.ts";
import { type FamilyUnderTest, NUMBERS } from "../family-under-test.ts";
import { nameKey, sortBy } from "../naive.ts";
import { naiveEntities } from "../naive-entities.ts";
import { entity, named, TAGS } from "../samples.ts";
import { role } from "./roles.ts";

export function instanceProfile(
  number: number,
  more: Partial<InstanceProfileRecord> = {},
): InstanceProfileRecord {
  return { ...entity("AIPA", number), name: `profile-${number}`, tags: [], ...more };
}

const FULL = instanceProfile(1, { roleId: role(1).id, tags: TAGS });

export const instanceProfiles: FamilyUnderTest<"instanceProfiles"> = {
  tests: {
    ...entityTests({
      of: (tx) => tx.instanceProfiles,
      sample: instanceProfile,
      full: FULL,
      changed: instanceProfile(1),
      prepare: (store) => store.write((tx) => tx.roles.insert(role(1))),
    }),
    "are found by their role, sorted by name": foundByRole,
  },
  naive: {
    open: (state, cascade) => ({
      ...naiveEntities(state, "instanceProfiles", (record) => cascade("instanceProfile", record)),
      ofRole: async (roleId) =>
        sortBy(
          state.instanceProfiles.filter((each) => each.roleId === roleId),
          nameKey,
        ),
    }),
    whenDeleted: {
      role(state, { id }) {
        state.instanceProfiles = state.instanceProfiles.map(({ roleId, ...profile }) =>
          roleId === undefined || roleId === id ? profile : { ...profile, roleId },
        );
      },
    },
  },
  operations: {
    insertProfile: (tx, first, second, third) =>
      tx.instanceProfiles.insert(instanceProfile(first, named(second, third))),
    fillProfile: async (tx, first, second) => {
      const profile = await tx.instanceProfiles.byId(instanceProfile(first).id);
      const there = await tx.roles.byId(role(second).id);
      if (profile && there) await tx.instanceProfiles.update({ ...profile, roleId: there.id });
    },
    deleteProfile: (tx, first) => tx.instanceProfiles.delete(instanceProfile(first).id),
  },
  begin: (first) => [
    { name: "insertProfile", first, second: first + 2, third: 0 },
    { name: "fillProfile", first, second: first, third: 0 },
  ],
  answers: async (tx) => [
    await entityAnswers(tx.instanceProfiles),
    await Promise.all(NUMBERS.map((number) => tx.instanceProfiles.ofRole(role(number).id))),
  ],
  subjects: (tx) =>
    entitySubjects(tx.instanceProfiles, (number) => ["instanceProfile", instanceProfile(number).id]),
};

async function foundByRole(store: Store): Promise<void> {
  await store.write(async (tx) => {
    await tx.roles.insert(role(1));
    await tx.instanceProfiles.insert(FULL);
    await tx.instanceProfiles.insert(instanceProfile(2, { name: "A-first", roleId: role(1).id }));
    await tx.instanceProfiles.insert(instanceProfile(3));
  });
  const ofRole = await store.read((tx) => tx.instanceProfiles.ofRole(role(1).id));
  assert.deepEqual(
    ofRole.map((each) => each.name),
    ["A-first", "profile-1"],
  );
}
