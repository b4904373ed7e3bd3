import type { Operation } from "@rolecall/operations";
import { deleteResourcePolicy } from "./delete-resource-policy.ts";
import { describeResourcePolicy } from "./describe-resource-policy.ts";
import { putResourcePolicy } from "./put-resource-policy.ts";

export const resourcePolicyOperations: readonly Operation[] = [
  putResourcePolicy,
  describeResourcePolicy,
  deleteResourcePolicy,
];
