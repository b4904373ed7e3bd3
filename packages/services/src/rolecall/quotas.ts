import { defineQuotas } from "@rolecall/operations";

/** Quotas of Rolecall's own service: the values are ours. */
export const ROLECALL_QUOTAS = defineQuotas("rolecall", {
  /** Those that were terminated do not count. */
  InstancesPerAccount: 5000,
  ServicesPerAccount: 100,
  TasksPerInstance: 100,
  /** Each is a button before everybody who comes. */
  SignInProvidersPerAccount: 10,
  ClustersPerAccount: 100,
  /** As on EKS. */
  PodIdentityAssociationsPerCluster: 5000,
  /** As on EC2. */
  TagsPerResource: 50,
});

export type RolecallQuota = keyof typeof ROLECALL_QUOTAS.defaults;
