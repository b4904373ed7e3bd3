import type { Operation } from "@rolecall/operations";
import { deleteGroup, updateGroup } from "./change-group.ts";
import { createGroup } from "./create-group.ts";
import { addUserToGroup, listGroupsForUser, removeUserFromGroup } from "./membership.ts";
import { getGroup, listGroups } from "./read-group.ts";

export const groupOperations: readonly Operation[] = [
  createGroup,
  getGroup,
  listGroups,
  updateGroup,
  deleteGroup,
  addUserToGroup,
  removeUserFromGroup,
  listGroupsForUser,
];
