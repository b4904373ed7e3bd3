import type { Operation } from "@rolecall/operations";
import { createInstanceProfile } from "./create-instance-profile.ts";
import { deleteInstanceProfile } from "./delete-instance-profile.ts";
import { addRoleToInstanceProfile, removeRoleFromInstanceProfile } from "./profile-role.ts";
import {
  getInstanceProfile,
  listInstanceProfiles,
  listInstanceProfilesForRole,
} from "./read-instance-profile.ts";

export const instanceProfileOperations: readonly Operation[] = [
  createInstanceProfile,
  getInstanceProfile,
  deleteInstanceProfile,
  listInstanceProfiles,
  listInstanceProfilesForRole,
  addRoleToInstanceProfile,
  removeRoleFromInstanceProfile,
];
