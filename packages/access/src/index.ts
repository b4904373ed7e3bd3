export { AccessDenied, type Denial } from "./access-denied.ts";
export { authenticate, type Verifying } from "./authenticate.ts";
export { AuthenticationError } from "./authentication-error.ts";
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
export { rootCaller, SERVICE_LINKED_PATH, sessionCaller, userCaller } from "./caller-of.ts";
export { defineOperations, defineService, type OperationDefiner } from "./define.ts";
export { createDirectory, type Directory, type DirectoryRole, type DirectoryUser } from "./directory.ts";
export type { Environment } from "./environment.ts";
export type { Granted } from "./granted.ts";
export type { ManagedPolicy, ManagedPolicyCatalog } from "./managed-policy-catalog.ts";
export type { Call, Operation, Preparation, RequestFacts, Service, Steps } from "./operation.ts";
export { createPreparationGate, type PreparationGate } from "./preparation-gate.ts";
export { DEFAULT_QUOTAS, type QuotaName, type Quotas } from "./quotas.ts";
export { NO_PERMISSION, type Requirement, type ResourcePolicyRequirement } from "./requirement.ts";
export { type Invocation, runOperation } from "./run-operation.ts";
export { accessDenied, ServiceError } from "./service-error.ts";
export { createUsageLog, type UsageLog } from "./usage-log.ts";
