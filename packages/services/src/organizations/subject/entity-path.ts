import type { ParentId } from "@rolecall/names";
import type { OrganizationalUnitRecord, OrganizationRecord, ReadTransaction } from "@rolecall/store";

/** The units from the root down to a parent, the parent last; none where the parent is the root. */
export async function unitsDownTo(
  tx: ReadTransaction,
  parentId: ParentId,
): Promise<readonly OrganizationalUnitRecord[]> {
  const units: OrganizationalUnitRecord[] = [];
  let unit = await tx.organizationalUnits.byId(parentId as OrganizationalUnitRecord["id"]);
  while (unit !== undefined) {
    units.unshift(unit);
    unit = await tx.organizationalUnits.byId(unit.parentId as OrganizationalUnitRecord["id"]);
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
