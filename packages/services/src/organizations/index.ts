import { defineService, type Service } from "@rolecall/operations";
import { memberAccountOperations } from "./account/operations.ts";
import { attachmentOperations } from "./attachment/operations.ts";
import { delegatedAdministratorOperations } from "./delegated-administrator/operations.ts";
import { effectivePolicyOperations } from "./effective-policy/operations.ts";
import { handshakeOperations } from "./handshake/operations.ts";
import { organizationOperations } from "./organization/operations.ts";
import { policyOperations } from "./policy/operations.ts";
import { policyTypeOperations } from "./policy-type/operations.ts";
import { resourcePolicyOperations } from "./resource-policy/operations.ts";
import { serviceAccessOperations } from "./service-access/operations.ts";
import { tagOperations } from "./tag/operations.ts";
import { transferOperations } from "./transfer/operations.ts";
import { unitOperations } from "./unit/operations.ts";

export { completeAccountCreation, failAccountCreation } from "./account/complete-account-creation.ts";

/** Organizations: each family contributes its operations. */
export const organizationsService: Service = defineService("organizations", [
  ...organizationOperations,
  ...unitOperations,
  ...memberAccountOperations,
  ...handshakeOperations,
  ...transferOperations,
  ...policyOperations,
  ...policyTypeOperations,
  ...attachmentOperations,
  ...effectivePolicyOperations,
  ...tagOperations,
  ...serviceAccessOperations,
  ...delegatedAdministratorOperations,
  ...resourcePolicyOperations,
]);
