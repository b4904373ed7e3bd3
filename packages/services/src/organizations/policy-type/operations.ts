import type { Operation } from "@rolecall/operations";
import { disablePolicyType } from "./disable-policy-type.ts";
import { enablePolicyType } from "./enable-policy-type.ts";

export const policyTypeOperations: readonly Operation[] = [enablePolicyType, disablePolicyType];
