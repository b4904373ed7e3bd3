import { defineQuotas, type Environment } from "@rolecall/operations";
import { quotaExceeded } from "./error.ts";

/**
 * The quotas of IAM Roles Anywhere with AWS's default values, each for one region of an account. Source: IAM Roles Anywhere User Guide,
 * "Quotas". That a profile names 250 roles at most is in the contract.
 */
export const ROLES_ANYWHERE_QUOTAS = defineQuotas("rolesanywhere", {
  TrustAnchors: 50,
  Profiles: 250,
  CrlsPerTrustAnchor: 2,
  CertificatesPerTrustAnchor: 2,
  /** As many as one request may bring, in the contract. */
  TagsPerResource: 200,
  /** Rolecall's own: as many as a session may have tags. */
  MappingRulesPerField: 50,
});

export type RolesAnywhereQuota = keyof typeof ROLES_ANYWHERE_QUOTAS.defaults;

/** @throws ValidationException "Cannot exceed quota for TrustAnchors: 50" where so many are present already */
export function checkQuota(
  env: Pick<Environment, "quotas">,
  quota: RolesAnywhereQuota,
  present: number,
): void {
  const limit = ROLES_ANYWHERE_QUOTAS.of(env)[quota];
  if (present >= limit) throw quotaExceeded(quota, limit);
}
