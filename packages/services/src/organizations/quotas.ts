import { defineQuotas } from "@rolecall/operations";

/**
 * Organizations' quotas with AWS's default values of 2026. Source: Organizations User Guide, "Quotas and service limits for AWS
 * Organizations". Where the guide tells none for a type of policy, it has that of the other management policies.
 */
export const ORGANIZATIONS_QUOTAS = defineQuotas("organizations", {
  /** Closed accounts and open invitations count. */
  Accounts: 10,
  OrganizationalUnits: 2000,
  /** Units under one another, the root not counted. */
  OrganizationalUnitDepth: 5,
  AccountCreationsInProgress: 5,
  /** In 30 days at least, however few accounts there are. */
  AccountClosures: 250,
  /** In 30 days at most, however many accounts there are. */
  AccountClosuresAtMost: 1000,
  /** Days that an account that was created stays at least. */
  AccountAgeToLeave: 4,
  /** In 24 hours at least; the number of accounts where that is more. */
  Invitations: 20,
  /**
   * Rolecall's own: requests to create accounts of the last 90 days, and handshakes that are shown. AWS limits how many a second
   * there may be.
   */
  AccountRequestsKept: 10_000,
  HandshakesKept: 100_000,
  TagsPerResource: 50,
  /** Characters, white space included. */
  ResourcePolicySize: 40_000,
  InboundTransfers: 0,
  OutboundTransfers: 1,
  TransferLevels: 1,
  TransfersInTotal: 1000,
  ServiceControlPolicies: 10_000,
  ResourceControlPolicies: 2000,
  /** Of each type. */
  ManagementPolicies: 1000,
});

export type OrganizationsQuota = keyof typeof ORGANIZATIONS_QUOTAS.defaults;
