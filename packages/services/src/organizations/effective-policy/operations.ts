import type { Operation } from "@rolecall/operations";
import { describeEffectivePolicy } from "./describe-effective-policy.ts";
import { listAccountsWithInvalidEffectivePolicy } from "./list-accounts-with-invalid-effective-policy.ts";
import { listEffectivePolicyValidationErrors } from "./list-effective-policy-validation-errors.ts";

export const effectivePolicyOperations: readonly Operation[] = [
  describeEffectivePolicy,
  listAccountsWithInvalidEffectivePolicy,
  listEffectivePolicyValidationErrors,
];
