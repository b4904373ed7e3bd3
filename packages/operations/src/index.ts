export { defineOperations, defineService, type OperationDefiner } from "./define.ts";
export type { Environment } from "./environment.ts";
export type { Granted } from "./granted.ts";
export type { Call, Operation, Preparation, Service, Steps } from "./operation.ts";
export { createPreparationGate, type PreparationGate } from "./preparation-gate.ts";
export { DEFAULT_QUOTAS, type QuotaName, type Quotas } from "./quotas.ts";
export { type Invocation, runOperation } from "./run-operation.ts";
export { accessDenied, ServiceError } from "./service-error.ts";
export { createUsageLog, type UsageLog } from "./usage-log.ts";
