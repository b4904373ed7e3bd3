import assert from "node:assert/strict";
import type { WriteTransaction } from "../../src/families.ts";
import type { OrganizationRecord } from "../../src/records/organization.ts";
import type { Store } from "../../src/store.ts";
import { assertConflicts } from "../conflict.ts";
import {
  ACCOUNT_NUMBERS,
  type FamilyUnderTest,
  type NaiveCascade,
  type NaiveState,
  NUMBERS,
  type SubjectPart,
} from "../family-under-test.ts";
import { refuse, sortBy } from "../naive.ts";
import { organizationIdOf, requireAccount } from "../organization-samples.ts";
import { accountId, CREATED_AT, LATE, TAGS, TEXT } from "../samples.ts";

export function organization(number: number, more: Partial<OrganizationRecord> = {}): OrganizationRecord {
  return {
    id: organizationIdOf("organization", number),
    managementAccountId: accountId(1 + number),
    rootId: organizationIdOf("root", number),
    featureSet: "ALL",
    enabledPolicyTypes: [],
    trustedServices: [],
    rootFeatures: [],
    rootTags: [],
    createdAt: CREATED_AT,
    ...more,
  };
}

export const organizations: FamilyUnderTest<"organizations"> = {
  tests: {
    "give back what they were given, with and without what is optional": roundTrip,
    "ids, roots and management accounts are unique, and stay": unique,
  },
  naive: { open: naiveOrganizations },
  operations: {
    insertOrganization: (tx, first, second) =>
      tx.organizations.insert(organization(first, { managementAccountId: accountId(1 + second) })),
    updateOrganization: (tx, first, second, third) =>
      tx.organizations.update(
        organization(first, {
          featureSet: second > 0 ? "ALL" : "CONSOLIDATED_BILLING",
          ...(third > 0 && { enabledPolicyTypes: ["SERVICE_CONTROL_POLICY"] }),
        }),
      ),
    deleteOrganization: (tx, first) => tx.organizations.delete(organization(first).id),
  },
  begin: (number) => [{ name: "insertOrganization", first: number, second: number, third: 0 }],
  answers: async (tx) => [
    await tx.organizations.list(),
    await Promise.all(NUMBERS.map((number) => tx.organizations.byRoot(organization(number).rootId))),
    await Promise.all(
      ACCOUNT_NUMBERS.map((number) => tx.organizations.byManagementAccount(accountId(number))),
    ),
  ],
  subjects: (tx) =>
    Promise.all(
      NUMBERS.map(async (number): Promise<SubjectPart> => {
        const { id } = organization(number);
        return [`organization ${id}`, await tx.organizations.byId(id)];
      }),
    ),
};

function naiveOrganizations(state: NaiveState, cascade: NaiveCascade): WriteTransaction["organizations"] {
  const find = (is: (each: OrganizationRecord) => boolean) => state.organizations.find(is);
  return {
    byId: async (id) => find((each) => each.id === id),
    byRoot: async (rootId) => find((each) => each.rootId === rootId),
    byManagementAccount: async (id) => find((each) => each.managementAccountId === id),
    list: async () => sortBy(state.organizations, (each) => each.id),
    async insert(record) {
      requireAccount(state, record.managementAccountId);
      const { id, rootId, managementAccountId } = record;
      refuse(find((each) => each.id === id || each.rootId === rootId) !== undefined);
      refuse(find((each) => each.managementAccountId === managementAccountId) !== undefined);
      state.organizations = [...state.organizations, record];
    },
    async update(record) {
      const old = find((each) => each.id === record.id);
      refuse(old?.managementAccountId !== record.managementAccountId || old.rootId !== record.rootId);
      state.organizations = state.organizations.map((each) => (each.id === record.id ? record : each));
    },
    async delete(id) {
      const old = find((each) => each.id === id);
      refuse(old === undefined);
      cascade("organization", old!);
      state.organizations = state.organizations.filter((each) => each.id !== id);
    },
  };
}

async function roundTrip(store: Store): Promise<void> {
  const full = organization(0, {
    featureSet: "CONSOLIDATED_BILLING",
    enabledPolicyTypes: ["TAG_POLICY", "SERVICE_CONTROL_POLICY"],
    trustedServices: [{ servicePrincipal: "sso.amazonaws.com", enabledAt: LATE }],
    rootFeatures: ["RootSessions"],
    rootTags: TAGS,
    resourcePolicy: { id: "rp-00000001", content: `{"${TEXT}":1}`, tags: TAGS },
    createdAt: LATE,
  });
  await store.write(async (tx) => {
    await tx.organizations.insert(organization(1));
    await tx.organizations.insert(full);
  });
  await store.read(async (tx) => {
    assert.deepEqual(await tx.organizations.byId(full.id), full);
    assert.deepEqual(await tx.organizations.byRoot(full.rootId), full);
    assert.deepEqual(await tx.organizations.byManagementAccount(full.managementAccountId), full);
    assert.deepEqual(await tx.organizations.list(), [full, organization(1)]);
    assert.equal(await tx.organizations.byId(organization(2).id), undefined);
    assert.equal(await tx.organizations.byManagementAccount(accountId(9)), undefined);
  });
  await store.write((tx) => tx.organizations.update(organization(0)));
  assert.deepEqual(await store.read((tx) => tx.organizations.byId(full.id)), organization(0));
}

async function unique(store: Store): Promise<void> {
  await store.write((tx) => tx.organizations.insert(organization(0)));
  const { managementAccountId, rootId, id } = organization(0);
  await assertConflicts(store, [
    (tx) => tx.organizations.insert(organization(1, { id })),
    (tx) => tx.organizations.insert(organization(1, { rootId })),
    (tx) => tx.organizations.insert(organization(1, { managementAccountId })),
    (tx) => tx.organizations.insert(organization(1, { managementAccountId: accountId(9) })),
    (tx) => tx.organizations.update(organization(0, { managementAccountId: accountId(2) })),
    (tx) => tx.organizations.update(organization(0, { rootId: organization(1).rootId })),
    (tx) => tx.organizations.update(organization(1)),
    (tx) => tx.organizations.delete(organization(1).id),
  ]);
}
