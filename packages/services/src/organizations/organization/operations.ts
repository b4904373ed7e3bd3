import type { Operation } from "@rolecall/operations";
import { createOrganization } from "./create-organization.ts";
import { deleteOrganization } from "./delete-organization.ts";
import { describeOrganization } from "./describe-organization.ts";
import { enableAllFeatures } from "./enable-all-features.ts";
import { listRoots } from "./list-roots.ts";

export const organizationOperations: readonly Operation[] = [
  createOrganization,
  describeOrganization,
  deleteOrganization,
  enableAllFeatures,
  listRoots,
];
