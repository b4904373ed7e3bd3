import assert from "node:assert/strict";
import type { WriteTransaction } from "../../src/families.ts";
import type { OrganizationalUnitRecord } from "../../src/records/organizational-unit.ts";
import type { Store } from "../../src/store.ts";
import { assertConflicts } from "../conflict.ts";
import {
  type FamilyUnderTest,
  type NaiveCascade,
  type NaiveState,
  NUMBERS,
  type SubjectPart,
} from "../family-under-test.ts";
import { pageOf, refuse, sortBy } from "../naive.ts";
import { organizationIdOf, PLACES, requireParent } from "../organization-samples.ts";
import { CREATED_AT, LATE, NAMES, pick, TAGS, TEXT } from "../samples.ts";
import { organization } from "./organizations.ts";

export function organizationalUnit(
  number: number,
  more: Partial<OrganizationalUnitRecord> = {},
): OrganizationalUnitRecord {
  return {
    id: organizationIdOf("unit", number),
    ...PLACES[0],
    name: `unit-${number}`,
    tags: [],
    createdAt: CREATED_AT,
    ...more,
  };
}

export const organizationalUnits: FamilyUnderTest<"organizationalUnits"> = {
  tests: { "are found by name, and under their parent": roundTrip, "are refused": refused },
  naive: {
    open: naiveUnits,
    whenDeleted: {
      organization(state, { id }) {
        state.organizationalUnits = state.organizationalUnits.filter((each) => each.organizationId !== id);
      },
    },
  },
  operations: {
    insertUnit: (tx, first, second, third) =>
      tx.organizationalUnits.insert(
        organizationalUnit(first, { name: pick(NAMES, second), ...pick(PLACES, third) }),
      ),
    updateUnit: (tx, first, second, third) =>
      tx.organizationalUnits.update(
        organizationalUnit(first, { name: pick(NAMES, second), ...pick(PLACES, third) }),
      ),
    deleteUnit: (tx, first) => tx.organizationalUnits.delete(organizationalUnit(first).id),
  },
  begin: (number) => [{ name: "insertUnit", first: number, second: 2 * number, third: 0 }],
  async answers(tx) {
    const answers: unknown[] = [];
    for (const { parentId, organizationId } of PLACES) {
      answers.push(
        await tx.organizationalUnits.ofParent(parentId, { limit: 2 }),
        await tx.organizationalUnits.count(organizationId),
      );
      for (const name of NAMES) answers.push(await tx.organizationalUnits.byName(parentId, name));
    }
    return answers;
  },
  subjects: (tx) =>
    Promise.all(
      NUMBERS.map(async (number): Promise<SubjectPart> => {
        const { id } = organizationalUnit(number);
        return [`organizationalUnit ${id}`, await tx.organizationalUnits.byId(id)];
      }),
    ),
};

function naiveUnits(state: NaiveState, cascade: NaiveCascade): WriteTransaction["organizationalUnits"] {
  const idOf = (each: OrganizationalUnitRecord) => each.id;
  const isNamed = (record: OrganizationalUnitRecord) =>
    state.organizationalUnits.some(
      (each) => each.id !== record.id && each.parentId === record.parentId && each.name === record.name,
    );
  const find = (id: string) => state.organizationalUnits.find((each) => each.id === id);
  return {
    byId: async (id) => find(id),
    byName: async (parentId, name) =>
      state.organizationalUnits.find((each) => each.parentId === parentId && each.name === name),
    ofParent: async (parentId, request) => {
      const under = state.organizationalUnits.filter((each) => each.parentId === parentId);
      return pageOf(sortBy(under, idOf), request, idOf);
    },
    count: async (id) => state.organizationalUnits.filter((each) => each.organizationId === id).length,
    async insert(record) {
      requireParent(state, record.organizationId, record.parentId);
      refuse(find(record.id) !== undefined || isNamed(record));
      state.organizationalUnits = [...state.organizationalUnits, record];
    },
    async update(record) {
      const old = find(record.id);
      refuse(old?.parentId !== record.parentId || old.organizationId !== record.organizationId);
      refuse(isNamed(record));
      state.organizationalUnits = state.organizationalUnits.map((each) =>
        each.id === record.id ? record : each,
      );
    },
    async delete(id) {
      const old = find(id);
      refuse(old === undefined);
      cascade("organizationalUnit", old!);
      state.organizationalUnits = state.organizationalUnits.filter((each) => each.id !== id);
    },
  };
}

async function roundTrip(store: Store): Promise<void> {
  const full = organizationalUnit(1, { name: TEXT, tags: TAGS, createdAt: LATE });
  const under = organizationalUnit(2, { parentId: full.id });
  await store.write(async (tx) => {
    await tx.organizations.insert(organization(0));
    for (const each of [full, organizationalUnit(0), under]) await tx.organizationalUnits.insert(each);
  });
  await store.read(async (tx) => {
    const { organizationId, parentId } = full;
    assert.deepEqual(await tx.organizationalUnits.byId(full.id), full);
    assert.deepEqual(await tx.organizationalUnits.byName(parentId, TEXT), full);
    assert.equal(await tx.organizationalUnits.byName(parentId, "UNIT-0"), undefined);
    assert.equal(await tx.organizationalUnits.count(organizationId), 3);
    const first = await tx.organizationalUnits.ofParent(parentId, { limit: 1 });
    assert.deepEqual(first.items, [organizationalUnit(0)]);
    const rest = await tx.organizationalUnits.ofParent(parentId, { limit: 1, after: first.next! });
    assert.deepEqual(rest, { items: [full] });
    assert.deepEqual(await tx.organizationalUnits.ofParent(full.id, { limit: 9 }), { items: [under] });
  });
  await store.write(async (tx) => {
    await tx.organizationalUnits.update(organizationalUnit(1));
    assert.deepEqual(await tx.organizationalUnits.byId(full.id), organizationalUnit(1));
    await tx.organizationalUnits.delete(under.id);
    assert.equal(await tx.organizationalUnits.byId(under.id), undefined);
  });
}

async function refused(store: Store): Promise<void> {
  await store.write(async (tx) => {
    for (const number of [0, 1]) await tx.organizations.insert(organization(number));
    for (const number of [0, 1]) await tx.organizationalUnits.insert(organizationalUnit(number));
  });
  const { name, parentId } = organizationalUnit(0);
  await assertConflicts(store, [
    (tx) => tx.organizationalUnits.insert(organizationalUnit(0, { name: "other" })),
    (tx) => tx.organizationalUnits.insert(organizationalUnit(2, { name })),
    (tx) => tx.organizationalUnits.insert(organizationalUnit(2, { organizationId: organization(2).id })),
    // Of another organization.
    (tx) =>
      tx.organizationalUnits.insert(organizationalUnit(2, { organizationId: organization(1).id, parentId })),
    (tx) => tx.organizationalUnits.insert(organizationalUnit(2, { parentId: organizationalUnit(3).id })),
    (tx) => tx.organizationalUnits.update(organizationalUnit(1, { name })),
    (tx) => tx.organizationalUnits.update(organizationalUnit(2)),
    (tx) => tx.organizationalUnits.update(organizationalUnit(1, { parentId: organizationalUnit(0).id })),
    (tx) => tx.organizationalUnits.delete(organizationalUnit(2).id),
  ]);
}
