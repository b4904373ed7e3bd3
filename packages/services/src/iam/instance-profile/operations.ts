import type { Operation } from "@rolecall/operations";
import { addRoleToInstanceProfile } from "./add-role-to-instance-profile.ts";
import { createInstanceProfile } from "./create-instance-profile.ts";
import { deleteInstanceProfile } from "./delete-instance-profile.ts";
import { getInstanceProfile } from "./get-instance-profile.ts";
import { listInstanceProfiles } from "./list-instance-profiles.ts";
import { listInstanceProfilesForRole } from "./list-instance-profiles-for-role.ts";
import { removeRoleFromInstanceProfile } from "./remove-role-from-instance-profile.ts";

export const instanceProfileOperations: readonly Operation[] = [
  createInstanceProfile,
  getInstanceProfile,
  deleteInstanceProfile,
  listInstanceProfiles,
  listInstanceProfilesForRole,
  addRoleToInstanceProfile,
  removeRoleFromInstanceProfile,
];
