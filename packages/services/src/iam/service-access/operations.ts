import type { Operation } from "@rolecall/operations";
import { listPoliciesGrantingServiceAccess } from "./list-policies-granting-service-access.ts";

export const serviceAccessOperations: readonly Operation[] = [listPoliciesGrantingServiceAccess];
