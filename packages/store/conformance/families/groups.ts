import type { GroupRecord } from "../../src/records/group.ts";
import { entityAnswers, entitySubjects, entityTests } from "../entity-tests.ts";
import type { FamilyUnderTest } from "../family-under-test.ts";
import { naiveEntities } from "../naive-entities.ts";
import { entity, named, TEXT } from "../samples.ts";

export function group(number: number, more: Partial<GroupRecord> = {}): GroupRecord {
  return { ...entity("AGPA", number), name: `group-${number}`, ...more };
}

export const groups: FamilyUnderTest<"groups"> = {
  tests: entityTests({
    of: (tx) => tx.groups,
    sample: group,
    full: group(1, { path: "/x/" }),
    changed: group(1, { name: TEXT }),
  }),
  naive: {
    open: (state, cascade) => naiveEntities(state, "groups", (record) => cascade("group", record)),
  },
  operations: {
    insertGroup: (tx, first, second, third) => tx.groups.insert(group(first, named(second, third))),
    updateGroup: (tx, first, second, third) => tx.groups.update(group(first, named(second, third))),
    deleteGroup: (tx, first) => tx.groups.delete(group(first).id),
  },
  begin: (first) => [{ name: "insertGroup", first, second: first + 1, third: 0 }],
  answers: (tx) => entityAnswers(tx.groups),
  subjects: (tx) => entitySubjects(tx.groups, (number) => ["group", group(number).id]),
};
