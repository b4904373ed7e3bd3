import type { Operation } from "@rolecall/operations";
import { createOrganizationalUnit } from "./create-organizational-unit.ts";
import { deleteOrganizationalUnit } from "./delete-organizational-unit.ts";
import { describeOrganizationalUnit } from "./describe-organizational-unit.ts";
import { listChildren } from "./list-children.ts";
import { listOrganizationalUnitsForParent } from "./list-organizational-units-for-parent.ts";
import { listParents } from "./list-parents.ts";
import { updateOrganizationalUnit } from "./update-organizational-unit.ts";

export const unitOperations: readonly Operation[] = [
  createOrganizationalUnit,
  updateOrganizationalUnit,
  describeOrganizationalUnit,
  deleteOrganizationalUnit,
  listOrganizationalUnitsForParent,
  listParents,
  listChildren,
];
