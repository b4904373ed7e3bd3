export { type ManagedPolicy, type ManagedPolicyCatalog, openManagedPolicies } from "./managed-policies.ts";
