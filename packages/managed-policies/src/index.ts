export { type ManagedPolicies, type ManagedPolicy, openManagedPolicies } from "./managed-policies.ts";
