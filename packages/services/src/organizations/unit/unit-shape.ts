import type { OrganizationalUnit } from "@rolecall/contracts/organizations";
import type { OrganizationalUnitRecord, OrganizationRecord } from "@rolecall/store";
import { targetArn } from "../arns.ts";

/** @param parentPath of what it stands under, with a slash at its end */
export function unitToWire(
  organization: OrganizationRecord,
  { id, name }: OrganizationalUnitRecord,
  parentPath: string,
): OrganizationalUnit {
  return {
    Id: id,
    Arn: targetArn(organization, { targetKind: "organizationalUnit", targetId: id }),
    Name: name,
    Path: `${parentPath}${id}/`,
  };
}
