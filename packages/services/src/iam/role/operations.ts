import type { Operation } from "@rolecall/operations";
import { createRole } from "./create-role.ts";
import { deleteRole } from "./delete-role.ts";
import { getRole, listRoles } from "./read-role.ts";
import { deleteRolePermissionsBoundary, putRolePermissionsBoundary } from "./role-boundary.ts";
import { listRoleTags, tagRole, untagRole } from "./role-tags.ts";
import { updateAssumeRolePolicy, updateRole, updateRoleDescription } from "./update-role.ts";

export const roleOperations: readonly Operation[] = [
  createRole,
  getRole,
  listRoles,
  updateRole,
  updateRoleDescription,
  updateAssumeRolePolicy,
  deleteRole,
  tagRole,
  untagRole,
  listRoleTags,
  putRolePermissionsBoundary,
  deleteRolePermissionsBoundary,
];
