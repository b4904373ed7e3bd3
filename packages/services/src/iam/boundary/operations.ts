import type { Operation } from "@rolecall/operations";
import { iam } from "../define.ts";
import { BOUNDED_ROLE, BOUNDED_USER } from "../kinds.ts";
import { deleteBoundary, putBoundary } from "./change-boundary.ts";

export const boundaryOperations: readonly Operation[] = [
  iam.write("PutUserPermissionsBoundary", putBoundary(BOUNDED_USER)),
  iam.write("PutRolePermissionsBoundary", putBoundary(BOUNDED_ROLE)),
  iam.write("DeleteUserPermissionsBoundary", deleteBoundary(BOUNDED_USER)),
  iam.write("DeleteRolePermissionsBoundary", deleteBoundary(BOUNDED_ROLE)),
];
