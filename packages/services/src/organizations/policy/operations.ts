import type { Operation } from "@rolecall/operations";
import { createPolicy } from "./create-policy.ts";
import { deletePolicy } from "./delete-policy.ts";
import { describePolicy } from "./describe-policy.ts";
import { listPolicies } from "./list-policies.ts";
import { updatePolicy } from "./update-policy.ts";

export const policyOperations: readonly Operation[] = [
  createPolicy,
  updatePolicy,
  deletePolicy,
  describePolicy,
  listPolicies,
];
