import { type OrganizationalUnitId, type ParentId, toOrganizationId } from "@rolecall/names";
import type {
  DelegatedAdministratorRecord,
  OrganizationAttachmentRecord,
  OrganizationMemberRecord,
  OrganizationRecord,
  OrganizationTargetId,
  WriteTransaction,
} from "@rolecall/store";
import type { KeptOrganization, KeptUnit } from "./kept-organization.ts";

/** What an organization is to be instead. */
export interface Relabelled {
  /** Of ids of the organization, root, units and policies: the one that it is to have. */
  idOf(id: string): string;
  organization(record: OrganizationRecord): OrganizationRecord;
  member(record: OrganizationMemberRecord): OrganizationMemberRecord;
  delegated(record: DelegatedAdministratorRecord): DelegatedAdministratorRecord;
}

/**
 * Writes an organization anew under other ids. INVARIANT: in one transaction with the reading of it, so that nobody sees it gone.
 * Handshakes, requests and transfers are not kept.
 */
export async function rewriteOrganization(
  tx: WriteTransaction,
  { organization, root, policies, delegatedAdministrators }: KeptOrganization,
  changes: Relabelled,
): Promise<void> {
  const { idOf } = changes;
  const id = toOrganizationId("organization", idOf(organization.id));
  await tx.organizations.delete(organization.id);
  const rootId = toOrganizationId("root", idOf(organization.rootId));
  await tx.organizations.insert(changes.organization({ ...organization, id, rootId }));
  for (const policy of policies) {
    const policyId = toOrganizationId("policy", idOf(policy.id));
    await tx.organizationPolicies.insert({ ...policy, id: policyId, organizationId: id });
  }
  await writeUnit({ tx, changes, organizationId: id }, root, rootId);
  for (const record of delegatedAdministrators) {
    await tx.delegatedAdministrators.add(changes.delegated({ ...record, organizationId: id }));
  }
}

interface Rewriting {
  readonly tx: WriteTransaction;
  readonly changes: Relabelled;
  readonly organizationId: OrganizationRecord["id"];
}

async function writeUnit(rewriting: Rewriting, unit: KeptUnit, id: ParentId): Promise<void> {
  const { tx, changes, organizationId } = rewriting;
  await writeAttachments(rewriting, unit.attachments);
  for (const { member, attachments } of unit.members) {
    await tx.organizationMembers.insert(changes.member({ ...member, organizationId, parentId: id }));
    await writeAttachments(rewriting, attachments);
  }
  for (const inner of unit.units) {
    const innerId = toOrganizationId("unit", changes.idOf(inner.id)) satisfies OrganizationalUnitId;
    if (inner.record === undefined) throw new Error(`${inner.id} is a root under a root.`);
    await tx.organizationalUnits.insert({ ...inner.record, id: innerId, organizationId, parentId: id });
    await writeUnit(rewriting, inner, innerId);
  }
}

/** One after another: their order is that of attachment. */
async function writeAttachments(
  { tx, changes, organizationId }: Rewriting,
  attachments: readonly OrganizationAttachmentRecord[],
): Promise<void> {
  for (const record of attachments) {
    const policyId = toOrganizationId("policy", changes.idOf(record.policyId));
    const targetId = targetIdOf(record, changes);
    await tx.organizationAttachments.attach({ ...record, organizationId, policyId, targetId });
  }
}

function targetIdOf(
  { targetKind, targetId }: OrganizationAttachmentRecord,
  { idOf }: Relabelled,
): OrganizationTargetId {
  if (targetKind === "account") return targetId;
  return toOrganizationId(targetKind === "root" ? "root" : "unit", idOf(targetId));
}
