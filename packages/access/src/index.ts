export {
  ANONYMOUS,
  type AnonymousCaller,
  type Caller,
  type FederatedUserCaller,
  type IdentifiedCaller,
  type RoleSessionCaller,
  type RootCaller,
  type UserCaller,
} from "./caller.ts";
export { defineOperations, defineService, type OperationDefiner } from "./define.ts";
export type { Environment } from "./environment.ts";
export type { Granted } from "./granted.ts";
export type { ManagedPolicy, ManagedPolicyCatalog } from "./managed-policy-catalog.ts";
export type { Call, Operation, Preparation, RequestFacts, Service, Steps } from "./operation.ts";
export { DEFAULT_QUOTAS, type QuotaName, type Quotas } from "./quotas.ts";
export { NO_PERMISSION, type Requirement, type ResourcePolicyRequirement } from "./requirement.ts";
export { accessDenied, ServiceError } from "./service-error.ts";
export { createUsageLog, type UsageLog } from "./usage-log.ts";
