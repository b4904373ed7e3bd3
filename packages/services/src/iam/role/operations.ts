import type { Operation } from "@rolecall/operations";
import { createRole } from "./create-role.ts";
import { deleteRole } from "./delete-role.ts";
import { getRole, listRoles } from "./read-role.ts";
import { updateAssumeRolePolicy, updateRole, updateRoleDescription } from "./update-role.ts";

export const roleOperations: readonly Operation[] = [
  createRole,
  getRole,
  listRoles,
  updateRole,
  updateRoleDescription,
  updateAssumeRolePolicy,
  deleteRole,
];
