import type { Operation } from "@rolecall/operations";
import { createServiceLinkedRole } from "./create-service-linked-role.ts";
import { deleteServiceLinkedRole, getServiceLinkedRoleDeletionStatus } from "./delete-service-linked-role.ts";

export const serviceLinkedRoleOperations: readonly Operation[] = [
  createServiceLinkedRole,
  deleteServiceLinkedRole,
  getServiceLinkedRoleDeletionStatus,
];
