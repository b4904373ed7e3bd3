import { type ManagedPolicyCatalog, openManagedPolicies } from "@rolecall/managed-policies";

let catalog: ManagedPolicyCatalog | undefined;

/** AWS's own policies, which are the same for every installation of a process and change with none: they are read once. */
export function managedPoliciesOfProcess(): ManagedPolicyCatalog {
  catalog ??= openManagedPolicies();
  return catalog;
}
