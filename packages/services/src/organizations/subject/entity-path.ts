import { isOrganizationIdOf, type ParentId } from "@rolecall/names";
import type { OrganizationalUnitRecord, OrganizationRecord, ReadTransaction } from "@rolecall/store";

/** The units from the root down to a parent, the parent last; none where the parent is the root. */
export async function unitsDownTo(
  tx: ReadTransaction,
  parentId: ParentId,
): Promise<readonly OrganizationalUnitRecord[]> {
  const units: OrganizationalUnitRecord[] = [];
  let id = parentId;
  while (isOrganizationIdOf("unit", id)) {
    const unit = await tx.organizationalUnits.byId(id);
    if (unit === undefined) throw new Error(`${id} has something under it and is not there.`);
    units.unshift(unit);
    id = unit.parentId;
  }
  return units;
}

/** `o-…/r-…/ou-…/`, as `aws:PrincipalOrgPaths` has it; of an account, its id and a slash stand behind it. */
export async function pathOfParent(
  tx: ReadTransaction,
  organization: OrganizationRecord,
  parentId: ParentId,
): Promise<string> {
  const units = await unitsDownTo(tx, parentId);
  return `${[organization.id, organization.rootId, ...units.map(({ id }) => id)].join("/")}/`;
}
