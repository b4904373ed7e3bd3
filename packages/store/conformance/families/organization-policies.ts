import assert from "node:assert/strict";
import type { WriteTransaction } from "../../src/families.ts";
import type { OrganizationPolicyRecord } from "../../src/records/organization-policy.ts";
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
import { organizationIdOf, requireOrganization } from "../organization-samples.ts";
import { BIG_DOCUMENT, CREATED_AT, LATE, NAMES, pick, TAGS, TEXT } from "../samples.ts";
import { organization } from "./organizations.ts";

const TYPES = ["SERVICE_CONTROL_POLICY", "TAG_POLICY"] as const;

export function organizationPolicy(
  number: number,
  more: Partial<OrganizationPolicyRecord> = {},
): OrganizationPolicyRecord {
  return {
    id: organizationIdOf("policy", number),
    organizationId: organization(0).id,
    type: "SERVICE_CONTROL_POLICY",
    name: `policy-${number}`,
    description: "",
    content: "{}",
    tags: [],
    createdAt: CREATED_AT,
    updatedAt: CREATED_AT,
    ...more,
  };
}

/** Numbers 0 and 1 for the model's. */
function modelled(number: number, name: number, place: number): OrganizationPolicyRecord {
  return organizationPolicy(number, {
    name: pick(NAMES, name),
    type: pick(TYPES, place),
    organizationId: organization(place === 2 ? 1 : 0).id,
  });
}

export const organizationPolicies: FamilyUnderTest<"organizationPolicies"> = {
  tests: { "are found by name, and by type": roundTrip, "are refused": refused },
  naive: {
    open: naivePolicies,
    whenDeleted: {
      organization(state, { id }) {
        state.organizationPolicies = state.organizationPolicies.filter((each) => each.organizationId !== id);
      },
    },
  },
  operations: {
    insertOrganizationPolicy: (tx, first, second, third) =>
      tx.organizationPolicies.insert(modelled(first, second, third)),
    updateOrganizationPolicy: (tx, first, second, third) =>
      tx.organizationPolicies.update(modelled(first, second, third)),
    deleteOrganizationPolicy: (tx, first) => tx.organizationPolicies.delete(organizationPolicy(first).id),
  },
  begin: (number) => [{ name: "insertOrganizationPolicy", first: number, second: 2 * number, third: 0 }],
  async answers(tx) {
    const answers: unknown[] = [];
    for (const { id } of [organization(0), organization(1)]) {
      for (const type of TYPES) {
        answers.push(
          await tx.organizationPolicies.list(id, type, { limit: 2 }),
          await tx.organizationPolicies.count(id, type),
        );
        for (const name of NAMES) answers.push(await tx.organizationPolicies.byName(id, type, name));
      }
    }
    return answers;
  },
  subjects: (tx) =>
    Promise.all(
      NUMBERS.map(async (number): Promise<SubjectPart> => {
        const { id } = organizationPolicy(number);
        return [`organizationPolicy ${id}`, await tx.organizationPolicies.byId(id)];
      }),
    ),
};

function naivePolicies(state: NaiveState, cascade: NaiveCascade): WriteTransaction["organizationPolicies"] {
  const idOf = (each: OrganizationPolicyRecord) => each.id;
  const find = (id: string) => state.organizationPolicies.find((each) => each.id === id);
  const ofType = (organizationId: string, type: string) =>
    state.organizationPolicies.filter((each) => each.organizationId === organizationId && each.type === type);
  const isNamed = (record: OrganizationPolicyRecord) =>
    ofType(record.organizationId, record.type).some(
      (each) => each.id !== record.id && each.name === record.name,
    );
  return {
    byId: async (id) => find(id),
    byName: async (id, type, name) => ofType(id, type).find((each) => each.name === name),
    list: async (id, type, request) => pageOf(sortBy(ofType(id, type), idOf), request, idOf),
    count: async (id, type) => ofType(id, type).length,
    async insert(record) {
      requireOrganization(state, record.organizationId);
      refuse(find(record.id) !== undefined || isNamed(record));
      state.organizationPolicies = [...state.organizationPolicies, record];
    },
    async update(record) {
      const old = find(record.id);
      refuse(old?.organizationId !== record.organizationId || old.type !== record.type);
      refuse(isNamed(record));
      state.organizationPolicies = state.organizationPolicies.map((each) =>
        each.id === record.id ? record : each,
      );
    },
    async delete(id) {
      const old = find(id);
      refuse(old === undefined);
      cascade("organizationPolicy", old!);
      state.organizationPolicies = state.organizationPolicies.filter((each) => each.id !== id);
    },
  };
}

async function roundTrip(store: Store): Promise<void> {
  const full = organizationPolicy(1, {
    name: TEXT,
    description: TEXT,
    content: BIG_DOCUMENT,
    tags: TAGS,
    updatedAt: LATE,
  });
  const other = organizationPolicy(2, { name: TEXT, type: "TAG_POLICY" });
  const { organizationId, type } = full;
  await store.write(async (tx) => {
    await tx.organizations.insert(organization(0));
    for (const each of [full, organizationPolicy(0), other]) await tx.organizationPolicies.insert(each);
  });
  await store.read(async (tx) => {
    assert.deepEqual(await tx.organizationPolicies.byId(full.id), full);
    assert.deepEqual(await tx.organizationPolicies.byName(organizationId, type, TEXT), full);
    assert.deepEqual(await tx.organizationPolicies.byName(organizationId, "TAG_POLICY", TEXT), other);
    assert.equal(await tx.organizationPolicies.count(organizationId, type), 2);
    const first = await tx.organizationPolicies.list(organizationId, type, { limit: 1 });
    assert.deepEqual(first.items, [organizationPolicy(0)]);
    const rest = await tx.organizationPolicies.list(organizationId, type, { limit: 1, after: first.next! });
    assert.deepEqual(rest, { items: [full] });
  });
  await store.write(async (tx) => {
    await tx.organizationPolicies.update(organizationPolicy(1));
    assert.deepEqual(await tx.organizationPolicies.byId(full.id), organizationPolicy(1));
    await tx.organizationPolicies.delete(full.id);
    assert.equal(await tx.organizationPolicies.byId(full.id), undefined);
  });
}

async function refused(store: Store): Promise<void> {
  await store.write(async (tx) => {
    await tx.organizations.insert(organization(0));
    for (const number of [0, 1]) await tx.organizationPolicies.insert(organizationPolicy(number));
  });
  const { name } = organizationPolicy(0);
  await assertConflicts(store, [
    (tx) => tx.organizationPolicies.insert(organizationPolicy(0, { name: "other" })),
    (tx) => tx.organizationPolicies.insert(organizationPolicy(2, { name })),
    (tx) => tx.organizationPolicies.insert(organizationPolicy(2, { organizationId: organization(1).id })),
    (tx) => tx.organizationPolicies.update(organizationPolicy(1, { name })),
    (tx) => tx.organizationPolicies.update(organizationPolicy(1, { type: "TAG_POLICY" })),
    (tx) => tx.organizationPolicies.update(organizationPolicy(2)),
    (tx) => tx.organizationPolicies.delete(organizationPolicy(2).id),
  ]);
}
