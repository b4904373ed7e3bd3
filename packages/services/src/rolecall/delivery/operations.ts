import type { Operation } from "@rolecall/operations";
import { getInstanceIdentity } from "./get-instance-identity.ts";
import { getInstanceRoleCredentials } from "./get-instance-role-credentials.ts";

export const deliveryOperations: readonly Operation[] = [getInstanceIdentity, getInstanceRoleCredentials];
