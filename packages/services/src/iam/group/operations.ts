import type { Operation } from "@rolecall/operations";
import { addUserToGroup } from "./add-user-to-group.ts";
import { createGroup } from "./create-group.ts";
import { deleteGroup } from "./delete-group.ts";
import { getGroup } from "./get-group.ts";
import { listGroups } from "./list-groups.ts";
import { listGroupsForUser } from "./list-groups-for-user.ts";
import { removeUserFromGroup } from "./remove-user-from-group.ts";
import { updateGroup } from "./update-group.ts";

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
