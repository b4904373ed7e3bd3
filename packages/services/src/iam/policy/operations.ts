import type { Operation } from "@rolecall/operations";
import { createPolicyVersion, deletePolicyVersion, setDefaultPolicyVersion } from "./change-version.ts";
import { createPolicy } from "./create-policy.ts";
import { deletePolicy } from "./delete-policy.ts";
import { getPolicy } from "./get-policy.ts";
import { listEntitiesForPolicy } from "./list-entities.ts";
import { listPolicies } from "./list-policies.ts";
import { getPolicyVersion, listPolicyVersions } from "./read-version.ts";

export const policyOperations: readonly Operation[] = [
  createPolicy,
  getPolicy,
  deletePolicy,
  listPolicies,
  createPolicyVersion,
  getPolicyVersion,
  listPolicyVersions,
  deletePolicyVersion,
  setDefaultPolicyVersion,
  listEntitiesForPolicy,
];
