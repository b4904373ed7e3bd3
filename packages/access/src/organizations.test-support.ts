/** An organization by record, for tests: its tree, its policies and what is attached to what, without the operations that make them. */
import {
  type AccountId,
  type OrganizationalUnitId,
  type OrganizationPolicyId,
  type ParentId,
  toAccountId,
  toOrganizationId,
} from "@rolecall/names";
import type {
  OrganizationPolicyType,
  OrganizationRecord,
  OrganizationTarget,
  Store,
  WriteTransaction,
} from "@rolecall/store";
import { ACCOUNT, NOW } from "./records.test-support.ts";

type World = { readonly store: Pick<Store, "write"> };

export const ORGANIZATION = toOrganizationId("organization", "o-aaaaaaaaaa");
export const ROOT = toOrganizationId("root", "r-aaaa");
/** ACCOUNT is a member; this one manages. */
export const MANAGEMENT = toAccountId("999999999999");
export const FULL_ACCESS = toOrganizationId("policy", "p-FullAWSAccess");
export const RCP_FULL_ACCESS = toOrganizationId("policy", "p-RCPFullAWSAccess");

/** What AWS attaches everywhere while a type is on. */
export const FULL_ACCESS_OF = {
  SERVICE_CONTROL_POLICY: FULL_ACCESS,
  RESOURCE_CONTROL_POLICY: RCP_FULL_ACCESS,
} as const;

export type GuardrailType = keyof typeof FULL_ACCESS_OF;

export function unitId(name: string): OrganizationalUnitId {
  return toOrganizationId("unit", `ou-aaaa-${name.padEnd(8, "0")}`);
}

export function policyId(name: string): OrganizationPolicyId {
  return toOrganizationId("policy", `p-${name.padEnd(8, "0")}`);
}

export function targetOf(id: string): OrganizationTarget {
  if (id.startsWith("r-")) return { targetKind: "root", targetId: toOrganizationId("root", id) };
  if (id.startsWith("ou-"))
    return { targetKind: "organizationalUnit", targetId: toOrganizationId("unit", id) };
  return { targetKind: "account", targetId: toAccountId(id) };
}

export function organizationRecord(more: Partial<OrganizationRecord> = {}): OrganizationRecord {
  return {
    id: ORGANIZATION,
    managementAccountId: MANAGEMENT,
    rootId: ROOT,
    featureSet: "ALL",
    enabledPolicyTypes: [],
    trustedServices: [],
    rootFeatures: [],
    rootTags: [],
    createdAt: NOW,
    ...more,
  };
}

/** The organization with its management account, and ACCOUNT under the root. */
export async function addOrganization(world: World, more: Partial<OrganizationRecord> = {}): Promise<void> {
  await world.store.write(async (tx) => {
    await tx.accounts.insert({ id: MANAGEMENT, name: "management", email: "m@org.example", createdAt: NOW });
    await tx.organizations.insert(organizationRecord(more));
    await join(tx, MANAGEMENT);
    await join(tx, ACCOUNT);
  });
}

export function join(tx: WriteTransaction, accountId: AccountId, parentId: ParentId = ROOT): Promise<void> {
  const joined = { joinedMethod: "CREATED", joinedAt: NOW, tags: [] } as const;
  return tx.organizationMembers.insert({ accountId, organizationId: ORGANIZATION, parentId, ...joined });
}

export async function move(world: World, accountId: AccountId, parentId: ParentId): Promise<void> {
  await world.store.write(async (tx) => {
    const member = await tx.organizationMembers.ofAccount(accountId);
    if (member === undefined) throw new Error(`${accountId} is no member.`);
    await tx.organizationMembers.update({ ...member, parentId });
  });
}

/** With AWS's own policies of the types that are on, as every new unit has them. */
export async function addUnit(
  world: World,
  name: string,
  parentId: ParentId = ROOT,
): Promise<OrganizationalUnitId> {
  const id = unitId(name);
  const record = { id, organizationId: ORGANIZATION, parentId, name, tags: [], createdAt: NOW };
  await world.store.write(async (tx) => {
    await tx.organizationalUnits.insert(record);
    const { enabledPolicyTypes = [] } = (await tx.organizations.byId(ORGANIZATION)) ?? {};
    for (const type of enabledPolicyTypes)
      if (isGuardrailType(type)) await attachIn(tx, FULL_ACCESS_OF[type], id, type);
  });
  return id;
}

function isGuardrailType(type: OrganizationPolicyType): type is GuardrailType {
  return Object.hasOwn(FULL_ACCESS_OF, type);
}

export async function putPolicy(
  world: World,
  name: string,
  content: string,
  type: GuardrailType = "SERVICE_CONTROL_POLICY",
): Promise<OrganizationPolicyId> {
  const id = policyId(name);
  const times = { createdAt: NOW, updatedAt: NOW };
  const record = {
    id,
    organizationId: ORGANIZATION,
    type,
    name,
    description: "",
    content,
    tags: [],
    ...times,
  };
  await world.store.write(async (tx) => {
    const isThere = (await tx.organizationPolicies.byId(id)) !== undefined;
    await (isThere ? tx.organizationPolicies.update(record) : tx.organizationPolicies.insert(record));
  });
  return id;
}

export function attachIn(
  tx: WriteTransaction,
  id: OrganizationPolicyId,
  targetId: string,
  policyType: OrganizationPolicyType,
): Promise<boolean> {
  const attachment = { organizationId: ORGANIZATION, policyId: id, policyType, attachedAt: NOW };
  return tx.organizationAttachments.attach({ ...attachment, ...targetOf(targetId) });
}

export async function attach(
  world: World,
  id: OrganizationPolicyId,
  targetId: string,
  type: GuardrailType = "SERVICE_CONTROL_POLICY",
): Promise<void> {
  await world.store.write((tx) => attachIn(tx, id, targetId, type));
}

export async function detach(world: World, id: OrganizationPolicyId, targetId: string): Promise<void> {
  await world.store.write((tx) => tx.organizationAttachments.detach(targetOf(targetId).targetId, id));
}

/** As EnablePolicyType does it. */
export async function enable(world: World, type: GuardrailType): Promise<void> {
  await world.store.write(async (tx) => {
    const record = (await tx.organizations.byId(ORGANIZATION)) ?? organizationRecord();
    await tx.organizations.update({ ...record, enabledPolicyTypes: [...record.enabledPolicyTypes, type] });
    const attachment = { organizationId: ORGANIZATION, policyId: FULL_ACCESS_OF[type], policyType: type };
    await tx.organizationAttachments.attachEverywhere({ ...attachment, attachedAt: NOW });
  });
}

export async function disable(world: World, type: GuardrailType): Promise<void> {
  await world.store.write(async (tx) => {
    const record = (await tx.organizations.byId(ORGANIZATION)) ?? organizationRecord();
    const enabledPolicyTypes = record.enabledPolicyTypes.filter((each) => each !== type);
    await tx.organizations.update({ ...record, enabledPolicyTypes });
    await tx.organizationAttachments.detachEverywhere(ORGANIZATION, type);
  });
}
