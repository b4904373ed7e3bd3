/** What is deleted of an organization takes with it what belongs to it, and tells of it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { ReadTransaction } from "../src/families.ts";
import type { Store } from "../src/store.ts";
import { accountCreation } from "./families/account-creations.ts";
import { delegatedAdministrator } from "./families/delegated-administrators.ts";
import { handshake } from "./families/handshakes.ts";
import { organizationAttachment } from "./families/organization-attachments.ts";
import { organizationMember } from "./families/organization-members.ts";
import { organizationPolicy } from "./families/organization-policies.ts";
import { organizationalUnit } from "./families/organizational-units.ts";
import { organization } from "./families/organizations.ts";
import { responsibilityTransfer } from "./families/responsibility-transfers.ts";
import { TOGETHER } from "./organizations-together.ts";
import { accountId } from "./samples.ts";
import type { StoreFactory } from "./store-under-test.ts";
import { toldBy } from "./told-by.ts";
import { withStore } from "./with-store.ts";

export function organizations(factory: StoreFactory): void {
  test("a member goes", withStore(factory, aMember));
  test("a unit and a policy go", withStore(factory, aUnitAndAPolicy));
  test("an organization goes", withStore(factory, anOrganization));
  for (const [title, body] of Object.entries(TOGETHER))
    test(
      `at the same moment: ${title}`,
      withStore(factory, (store) => body([store, store])),
    );
}

/** Two organizations, each with a unit, a policy, and an account that administers, in the unit; everything has the policy. */
async function fillOrganizations(store: Store): Promise<void> {
  await store.write(async (tx) => {
    for (const number of [0, 1]) {
      const { id: organizationId, rootId } = organization(number);
      const { id: unitId } = organizationalUnit(number);
      const within = { organizationId };
      const { id: policyId } = organizationPolicy(number);
      await tx.organizations.insert(organization(number));
      await tx.organizationalUnits.insert(organizationalUnit(number, { ...within, parentId: rootId }));
      await tx.organizationMembers.insert(organizationMember(1 + number, { ...within, parentId: unitId }));
      await tx.organizationPolicies.insert(organizationPolicy(number, within));
      for (const target of [
        { targetKind: "root", targetId: rootId },
        { targetKind: "organizationalUnit", targetId: unitId },
        { targetKind: "account", targetId: accountId(1 + number) },
      ] as const)
        await tx.organizationAttachments.attach(organizationAttachment(target, { ...within, policyId }));
      await tx.delegatedAdministrators.add(delegatedAdministrator(1 + number, within));
      await tx.handshakes.insert(handshake(number, within));
      await tx.accountCreations.insert(accountCreation(number, within));
    }
    // One in each direction, and both go with either.
    for (const [number, target, source] of [
      [0, 0, 1],
      [1, 1, 0],
    ] as const) {
      const of = { targetOrganizationId: organization(target).id };
      const from = { sourceOrganizationId: organization(source).id };
      await tx.responsibilityTransfers.insert(responsibilityTransfer(number, { ...of, ...from }));
    }
  });
}

/** What is left of an organization. */
async function inOrganization(tx: ReadTransaction, number: number) {
  const { id, rootId } = organization(number);
  const policyId = organizationPolicy(number).id;
  const attachments = await tx.organizationAttachments.ofPolicy(id, policyId, { limit: 9 });
  const creations = await tx.accountCreations.list(id, { limit: 9 });
  const transfers = await tx.responsibilityTransfers.inbound(id, { limit: 9 });
  return {
    organization: (await tx.organizations.byRoot(rootId)) !== undefined,
    units: await tx.organizationalUnits.count(id),
    members: await tx.organizationMembers.count(id),
    policies: await tx.organizationPolicies.count(id, "SERVICE_CONTROL_POLICY"),
    attachments: attachments.items.map(({ targetKind }) => targetKind),
    administrators: (await tx.delegatedAdministrators.accounts(id, { limit: 9 })).items.length,
    handshakes: (await tx.handshakes.ofOrganization(id, { limit: 9 })).items.length,
    creations: creations.items.length,
    transfers: transfers.items.length,
  };
}

const FULL = {
  organization: true,
  units: 1,
  members: 1,
  policies: 1,
  attachments: ["account", "organizationalUnit", "root"],
  administrators: 1,
  handshakes: 1,
  creations: 1,
  transfers: 1,
};
const EMPTY: typeof FULL = {
  organization: false,
  units: 0,
  members: 0,
  policies: 0,
  attachments: [],
  administrators: 0,
  handshakes: 0,
  creations: 0,
  transfers: 0,
};

async function aMember(store: Store): Promise<void> {
  await fillOrganizations(store);
  const told = await toldBy(store, async () => {
    await store.write((tx) => tx.organizationMembers.delete(accountId(1)));
  });
  assert.deepEqual(told, [`account ${accountId(1)}`]);
  await store.read(async (tx) => {
    const attachments = ["organizationalUnit", "root"];
    assert.deepEqual(await inOrganization(tx, 0), { ...FULL, members: 0, attachments, administrators: 0 });
    assert.deepEqual(await inOrganization(tx, 1), FULL);
    assert.ok(await tx.accounts.byId(accountId(1)));
  });
}

async function aUnitAndAPolicy(store: Store): Promise<void> {
  await fillOrganizations(store);
  const { id } = organizationalUnit(0);
  const told = await toldBy(store, () => store.write((tx) => tx.organizationalUnits.delete(id)));
  assert.deepEqual(told, [`organizationalUnit ${id}`]);
  await store.read(async (tx) => {
    assert.deepEqual(await inOrganization(tx, 0), { ...FULL, units: 0, attachments: ["account", "root"] });
  });
  const policyId = organizationPolicy(1).id;
  const toldOfPolicy = await toldBy(store, () =>
    store.write((tx) => tx.organizationPolicies.delete(policyId)),
  );
  assert.deepEqual(toldOfPolicy, [
    `account ${accountId(2)}`,
    `organization ${organization(1).id}`,
    `organizationPolicy ${policyId}`,
    `organizationalUnit ${organizationalUnit(1).id}`,
  ]);
  await store.read(async (tx) => {
    assert.deepEqual(await inOrganization(tx, 1), { ...FULL, policies: 0, attachments: [] });
  });
}

async function anOrganization(store: Store): Promise<void> {
  await fillOrganizations(store);
  const told = await toldBy(store, () => store.write((tx) => tx.organizations.delete(organization(0).id)));
  assert.deepEqual(told, [
    `account ${accountId(1)}`,
    `accountCreation ${accountCreation(0).id}`,
    `organization ${organization(0).id}`,
    `organizationPolicy ${organizationPolicy(0).id}`,
    `organizationalUnit ${organizationalUnit(0).id}`,
  ]);
  await store.read(async (tx) => {
    assert.deepEqual(await inOrganization(tx, 0), EMPTY);
    assert.deepEqual(await inOrganization(tx, 1), { ...FULL, transfers: 0 });
    assert.ok(await tx.accounts.byId(accountId(1)));
  });
}
