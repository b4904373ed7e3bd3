import type { Operation } from "@rolecall/operations";
import { createUser } from "./create-user.ts";
import { deleteUser } from "./delete-user.ts";
import { getUser, listUsers } from "./read-user.ts";
import { updateUser } from "./update-user.ts";
import { deleteUserPermissionsBoundary, putUserPermissionsBoundary } from "./user-boundary.ts";
import { listUserTags, tagUser, untagUser } from "./user-tags.ts";

export const userOperations: readonly Operation[] = [
  createUser,
  getUser,
  listUsers,
  updateUser,
  deleteUser,
  tagUser,
  untagUser,
  listUserTags,
  putUserPermissionsBoundary,
  deleteUserPermissionsBoundary,
];
