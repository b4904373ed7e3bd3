import { defineService, type Service } from "@rolecall/operations";
import { attachmentOperations } from "./attachment/operations.ts";
import { delegatedAdministratorOperations } from "./delegated-administrator/operations.ts";
import { effectivePolicyOperations } from "./effective-policy/operations.ts";
import { policyOperations } from "./policy/operations.ts";
import { policyTypeOperations } from "./policy-type/operations.ts";
import { resourcePolicyOperations } from "./resource-policy/operations.ts";
import { serviceAccessOperations } from "./service-access/operations.ts";
import { tagOperations } from "./tag/operations.ts";

/** Organizations: each family contributes its operations. */
export const organizationsService: Service = defineService("organizations", [
  ...policyOperations,
  ...policyTypeOperations,
  ...attachmentOperations,
  ...effectivePolicyOperations,
  ...tagOperations,
  ...serviceAccessOperations,
  ...delegatedAdministratorOperations,
  ...resourcePolicyOperations,
]);
