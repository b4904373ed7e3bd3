import assert from "node:assert/strict";
import type { ParentId } from "@rolecall/names";
import type { WriteTransaction } from "../../src/families.ts";
import type {
  OrganizationAttachmentRecord,
  OrganizationTarget,
} from "../../src/records/organization-attachment.ts";
import type { Change, Store } from "../../src/store.ts";
import { assertConflicts } from "../conflict.ts";
import type { FamilyUnderTest, NaiveState, SubjectPart } from "../family-under-test.ts";
import { pageOf, sortBy } from "../naive.ts";
import { FULL_ACCESS, PLACES, requireMember, requireParent } from "../organization-samples.ts";
import { accountId, CREATED_AT, LATE, pick } from "../samples.ts";
import { organizationMember } from "./organization-members.ts";
import { organizationPolicy } from "./organization-policies.ts";
import { organizationalUnit } from "./organizational-units.ts";
import { organization } from "./organizations.ts";

const TYPES = ["SERVICE_CONTROL_POLICY", "TAG_POLICY"] as const;
const POLICIES = [organizationPolicy(0).id, organizationPolicy(1).id, FULL_ACCESS] as const;
const ORGANIZATIONS = [organization(0).id, organization(1).id] as const;

const TARGETS = [
  { targetKind: "account", targetId: accountId(1) },
  { targetKind: "root", targetId: organization(0).rootId },
  { targetKind: "account", targetId: accountId(2) },
  { targetKind: "organizationalUnit", targetId: organizationalUnit(0).id },
  { targetKind: "organizationalUnit", targetId: organizationalUnit(1).id },
  { targetKind: "root", targetId: organization(1).rootId },
] as const satisfies readonly OrganizationTarget[];

export function organizationAttachment(
  target: OrganizationTarget,
  more: Partial<OrganizationAttachmentRecord> = {},
): OrganizationAttachmentRecord {
  return {
    organizationId: organization(0).id,
    ...target,
    policyId: organizationPolicy(0).id,
    policyType: "SERVICE_CONTROL_POLICY",
    attachedAt: CREATED_AT,
    ...more,
  };
}

const everywhere = (organizationId = organization(0).id) => ({
  organizationId,
  policyId: FULL_ACCESS,
  policyType: "SERVICE_CONTROL_POLICY" as const,
  attachedAt: LATE,
});

export const organizationAttachments: FamilyUnderTest<"organizationAttachments"> = {
  tests: {
    "are found from both sides": roundTrip,
    "need their target": needTarget,
    "are made everywhere and taken from everywhere, which is told of the organization alone": atOnce,
    "are made everywhere by the ids of what they are attached to": byIds,
  },
  naive: {
    open: naiveAttachments,
    whenDeleted: {
      organizationalUnit: (state, { id }) => forget(state, (each) => each.targetId === id),
      organizationPolicy: (state, { id }) => forget(state, (each) => each.policyId === id),
      organization: (state, { id }) => forget(state, (each) => each.organizationId === id),
    },
  },
  operations: {
    attachInOrganization: (tx, first, second, third) =>
      tx.organizationAttachments.attach(
        organizationAttachment(pick(TARGETS, second), {
          organizationId: pick(ORGANIZATIONS, second === 5 ? 1 : 0),
          policyId: pick(POLICIES, first),
          policyType: pick(TYPES, third),
        }),
      ),
    detachInOrganization: (tx, first, second) =>
      tx.organizationAttachments.detach(pick(TARGETS, second).targetId, pick(POLICIES, first)),
    attachEverywhere: (tx, first) =>
      tx.organizationAttachments.attachEverywhere(everywhere(pick(ORGANIZATIONS, first))),
    detachEverywhere: (tx, first, second) =>
      tx.organizationAttachments.detachEverywhere(pick(ORGANIZATIONS, first), pick(TYPES, second)),
  },
  begin: (number) => [
    { name: "attachInOrganization", first: number, second: 3 * number, third: 0 },
    { name: "attachInOrganization", first: 0, second: 1, third: 0 },
  ],
  async answers(tx) {
    const answers: unknown[] = [];
    for (const { parentId } of PLACES) answers.push(await tx.organizationAttachments.ofMembers(parentId));
    for (const id of ORGANIZATIONS) {
      for (const policyId of POLICIES) {
        answers.push(await tx.organizationAttachments.ofPolicy(id, policyId, { limit: 2 }));
        answers.push(await tx.organizationAttachments.has(organization(0).rootId, policyId));
      }
    }
    return answers;
  },
  // A unit's and an account's are told of these, or of the organization, which stands for all that is in it.
  async subjects(tx) {
    const parts: SubjectPart[] = [];
    for (const { targetKind, targetId } of TARGETS) {
      const all = await tx.organizationAttachments.ofTarget(targetId);
      for (const id of ORGANIZATIONS) {
        const own = targetKind === "root" ? "" : `${targetKind} ${targetId} or `;
        parts.push([`${own}organization ${id}`, all.filter((each) => each.organizationId === id)]);
      }
    }
    return parts;
  },
};

function forget(state: NaiveState, goes: (each: OrganizationAttachmentRecord) => boolean): void {
  state.organizationAttachments = state.organizationAttachments.filter((each) => !goes(each));
}

function requireTarget(state: NaiveState, record: OrganizationAttachmentRecord): void {
  const { organizationId, targetKind, targetId } = record;
  if (targetKind === "account") requireMember(state, organizationId, targetId);
  else requireParent(state, organizationId, targetId);
}

function targetsIn(state: NaiveState, organizationId: string): readonly OrganizationTarget[] {
  const isIn = (each: { readonly organizationId: string }) => each.organizationId === organizationId;
  const roots = state.organizations.filter((each) => each.id === organizationId);
  const units = sortBy(state.organizationalUnits.filter(isIn), ({ id }) => id);
  const members = sortBy(state.organizationMembers.filter(isIn), ({ accountId }) => accountId);
  return [
    ...roots.map(({ rootId }) => ({ targetKind: "root" as const, targetId: rootId })),
    ...units.map(({ id }) => ({ targetKind: "organizationalUnit" as const, targetId: id })),
    ...members.map(({ accountId }) => ({ targetKind: "account" as const, targetId: accountId })),
  ];
}

function naiveAttachments(state: NaiveState): WriteTransaction["organizationAttachments"] {
  const find = (targetId: string, policyId: string) =>
    state.organizationAttachments.find((each) => each.targetId === targetId && each.policyId === policyId);
  const add = (record: OrganizationAttachmentRecord) => {
    if (find(record.targetId, record.policyId) !== undefined) return false;
    state.organizationAttachments = [...state.organizationAttachments, record];
    return true;
  };
  return {
    has: async (targetId, policyId) => find(targetId, policyId) !== undefined,
    ofTarget: async (id) => state.organizationAttachments.filter((each) => each.targetId === id),
    ofMembers: async (parentId) => {
      const under = state.organizationMembers.filter((each) => each.parentId === parentId);
      return state.organizationAttachments.filter((each) =>
        under.some(({ accountId }) => accountId === each.targetId),
      );
    },
    ofPolicy: async (organizationId, policyId, request) => {
      const idOf = (each: OrganizationAttachmentRecord) => each.targetId;
      const on = state.organizationAttachments.filter(
        (each) => each.organizationId === organizationId && each.policyId === policyId,
      );
      return pageOf(sortBy(on, idOf), request, idOf);
    },
    async attach(record) {
      requireTarget(state, record);
      return add(record);
    },
    async detach(targetId, policyId) {
      const old = find(targetId, policyId);
      forget(state, (each) => each === old);
      return old !== undefined;
    },
    async attachEverywhere(record) {
      for (const target of targetsIn(state, record.organizationId)) add({ ...record, ...target });
    },
    async detachEverywhere(organizationId, policyType) {
      forget(state, (each) => each.organizationId === organizationId && each.policyType === policyType);
    },
  };
}

/** Organization 0 with a unit, and an account right under its root and one in the unit. */
async function fill(store: Store): Promise<void> {
  await store.write(async (tx) => {
    for (const number of [0, 1]) await tx.organizations.insert(organization(number));
    await tx.organizationalUnits.insert(organizationalUnit(0));
    await tx.organizationMembers.insert(organizationMember(1));
    await tx.organizationMembers.insert(organizationMember(2, PLACES[1]));
    await tx.organizationPolicies.insert(organizationPolicy(0));
    await tx.organizationPolicies.insert(organizationPolicy(1, { type: "TAG_POLICY" }));
  });
}

async function roundTrip(store: Store): Promise<void> {
  await fill(store);
  const [ofAccount, ofRoot, , ofUnit] = TARGETS;
  const tagged = { policyId: organizationPolicy(1).id, policyType: "TAG_POLICY", attachedAt: LATE } as const;
  const both = [organizationAttachment(ofUnit, tagged), organizationAttachment(ofUnit)] as const;
  const others = [organizationAttachment(ofAccount), organizationAttachment(ofRoot)];
  await store.write(async (tx) => {
    for (const each of [...both, ...others])
      assert.equal(await tx.organizationAttachments.attach(each), true);
    assert.equal(await tx.organizationAttachments.attach(both[0]), false);
  });
  const { organizationId, policyId, targetId } = both[1];
  await store.read(async (tx) => {
    assert.deepEqual(await tx.organizationAttachments.ofTarget(targetId), both);
    assert.equal(await tx.organizationAttachments.has(targetId, policyId), true);
    assert.equal(await tx.organizationAttachments.has(targetId, FULL_ACCESS), false);
    const first = await tx.organizationAttachments.ofPolicy(organizationId, policyId, { limit: 2 });
    assert.deepEqual(first.items, [others[0], both[1]]);
    const request = { limit: 2, after: first.next! };
    assert.deepEqual(await tx.organizationAttachments.ofPolicy(organizationId, policyId, request), {
      items: [others[1]],
    });
    assert.deepEqual(await tx.organizationAttachments.ofMembers(organization(0).rootId), [others[0]]);
    assert.deepEqual(await tx.organizationAttachments.ofMembers(targetId as ParentId), []);
    const elsewhere = await tx.organizationAttachments.ofPolicy(organization(1).id, policyId, { limit: 2 });
    assert.deepEqual(elsewhere, { items: [] });
  });
  await store.write(async (tx) => {
    assert.equal(await tx.organizationAttachments.detach(targetId, policyId), true);
    assert.equal(await tx.organizationAttachments.detach(targetId, policyId), false);
    assert.deepEqual(await tx.organizationAttachments.ofTarget(targetId), [both[0]]);
  });
}

async function needTarget(store: Store): Promise<void> {
  await fill(store);
  const elsewhere = { organizationId: organization(1).id };
  const [ofAccount, ofRoot, , ofUnit, ofMissing] = TARGETS;
  const impossible = [
    organizationAttachment(ofMissing),
    organizationAttachment({ targetKind: "account", targetId: accountId(3) }),
    ...[ofAccount, ofRoot, ofUnit].map((target) => organizationAttachment(target, elsewhere)),
  ];
  for (const record of impossible) {
    await assertConflicts(store, [(tx) => tx.organizationAttachments.attach(record)]);
  }
}

async function atOnce(store: Store): Promise<void> {
  await fill(store);
  const [, , already] = TARGETS;
  const before = organizationAttachment(already, { policyId: FULL_ACCESS });
  await store.write((tx) => tx.organizationAttachments.attach(before));
  const told: (readonly Change[] | "all")[] = [];
  store.subscribe((changes) => told.push(changes));
  const tellings = () =>
    told
      .splice(0)
      .flat()
      .map((each) => (each === "all" ? each : `${each.kind} ${each.id}`));
  const ofPolicy = () =>
    store.read((tx) => tx.organizationAttachments.ofPolicy(organization(0).id, FULL_ACCESS, { limit: 9 }));
  await store.write((tx) => tx.organizationAttachments.attachEverywhere(everywhere()));
  assert.deepEqual(tellings(), [`organization ${organization(0).id}`]);
  const { items } = await ofPolicy();
  const at = (target: OrganizationTarget) => organizationAttachment(target, everywhere());
  assert.deepEqual(items, [at(TARGETS[0]), before, at(TARGETS[3]), at(TARGETS[1])]);
  await store.write(async (tx) => {
    await tx.organizationAttachments.attachEverywhere(everywhere());
    await tx.organizationAttachments.detachEverywhere(organization(0).id, "TAG_POLICY");
    await tx.organizationAttachments.detachEverywhere(organization(1).id, "SERVICE_CONTROL_POLICY");
  });
  assert.deepEqual([tellings(), (await ofPolicy()).items.length], [[], 4]);
  await store.write(async (tx) => {
    await tx.organizationAttachments.attachEverywhere(everywhere(organization(1).id));
    await tx.organizationAttachments.detachEverywhere(organization(0).id, "SERVICE_CONTROL_POLICY");
  });
  assert.deepEqual(tellings(), [`organization ${organization(1).id}`, `organization ${organization(0).id}`]);
  assert.deepEqual(await ofPolicy(), { items: [] });
}

/** Whichever of the two joined first. */
async function byIds(store: Store): Promise<void> {
  await store.write(async (tx) => {
    await tx.organizations.insert(organization(0));
    for (const number of [2, 1]) await tx.organizationMembers.insert(organizationMember(number));
    await tx.organizationAttachments.attachEverywhere(everywhere());
  });
  const attached = await store.read((tx) => tx.organizationAttachments.ofMembers(organization(0).rootId));
  assert.deepEqual(
    attached.map(({ targetId }) => targetId),
    [accountId(1), accountId(2)],
  );
}
