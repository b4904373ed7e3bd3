/** What a report of an organization is about, by its path. */
import { type AccountId, isAccountId, isOrganizationIdOf, type ParentId } from "@rolecall/names";
import type { OrganizationRecord, OrganizationTargetId, ReadTransaction } from "@rolecall/store";

/** A root, unit or account. */
export interface ReportedEntity {
  /** Its levels from the root down, itself last. */
  readonly levels: readonly OrganizationTargetId[];
  /** The root or unit that it is, or that the account is right under. */
  readonly parentId: ParentId;
  /** Where it is an account. */
  readonly accountId?: AccountId;
}

/** @param path `o-…/r-…/ou-…/111111111111`. Undefined where that is not how the organization stands. */
export async function findEntity(
  tx: ReadTransaction,
  organization: OrganizationRecord,
  path: string,
): Promise<ReportedEntity | undefined> {
  const [organizationId, rootId, ...below] = path.split("/");
  if (organizationId !== organization.id || rootId !== organization.rootId) return undefined;
  let entity: ReportedEntity = { levels: [organization.rootId], parentId: organization.rootId };
  for (const id of below) {
    const next = await stepDown(tx, entity, id);
    if (next === undefined) return undefined;
    entity = next;
  }
  return entity;
}

async function stepDown(
  tx: ReadTransaction,
  { levels, parentId, accountId }: ReportedEntity,
  id: string,
): Promise<ReportedEntity | undefined> {
  if (accountId !== undefined) return undefined;
  if (isOrganizationIdOf("unit", id)) {
    const unit = await tx.organizationalUnits.byId(id);
    return unit?.parentId === parentId ? { levels: [...levels, id], parentId: id } : undefined;
  }
  if (!isAccountId(id)) return undefined;
  const member = await tx.organizationMembers.ofAccount(id);
  return member?.parentId === parentId ? { levels: [...levels, id], parentId, accountId: id } : undefined;
}
