import { defineQuotas } from "@rolecall/operations";
import { MFA_DEVICES_PER_USER } from "@rolecall/operations/security-key";
import { limitExceeded } from "./error.ts";

/** IAM's quotas with AWS's default values. Source: IAM User Guide, "IAM and AWS STS quotas". */
export const IAM_QUOTAS = defineQuotas("iam", {
  UsersPerAccount: 5000,
  GroupsPerAccount: 300,
  RolesPerAccount: 1000,
  PoliciesPerAccount: 1500,
  InstanceProfilesPerAccount: 1000,
  GroupsPerUser: 10,
  AccessKeysPerUser: 2,
  /** Root's too. */
  MFADevicesPerUser: MFA_DEVICES_PER_USER,
  /** AWS: as many as the account may have users. */
  VirtualMFADevicesPerAccount: 5000,
  SSHPublicKeysPerUser: 5,
  SigningCertificatesPerUser: 2,
  ServiceSpecificCredentialsPerUser: 2,
  ServerCertificatesPerAccount: 20,
  VersionsPerPolicy: 5,
  AttachedPoliciesPerUser: 10,
  AttachedPoliciesPerGroup: 10,
  AttachedPoliciesPerRole: 10,
  SAMLProvidersPerAccount: 100,
  PrivateKeysPerSAMLProvider: 2,
  TagsPerEntity: 50,
  OpenIdConnectProvidersPerAccount: 100,
  ClientIdsPerOpenIdConnectProvider: 100,
  ThumbprintsPerOpenIdConnectProvider: 5,
  /** Of one requestor, neither ended nor expired. AWS does not publish the number. */
  PendingDelegationRequests: 1000,
  /** Sizes in characters without white space. */
  ManagedPolicySize: 6144,
  UserInlinePoliciesSize: 2048,
  GroupInlinePoliciesSize: 5120,
  RoleInlinePoliciesSize: 10240,
  TrustPolicySize: 2048,
  /**
   * Rolecall's own, in characters with white space: the inline policies of one user, group or role, the versions of one managed
   * policy, one trust policy. AWS publishes no such quota.
   */
  StoredPoliciesText: 262_144,
  StoredTrustPolicyText: 16_384,
  /** Rolecall's own: certificates of a chain that one server certificate is uploaded with. Those of public authorities have two or three. */
  CertificatesPerChain: 10,
});

export type IamQuota = keyof typeof IAM_QUOTAS.defaults;

/** Those that AWS's messages call by another name. */
const WORDINGS: { readonly [Name in IamQuota]?: string } = {
  SigningCertificatesPerUser: "CertificatesPerUser",
  ServiceSpecificCredentialsPerUser: "ContextSpecificCredentialsPerUserPerContext",
  AttachedPoliciesPerUser: "PoliciesPerUser",
  AttachedPoliciesPerGroup: "PoliciesPerGroup",
  AttachedPoliciesPerRole: "PoliciesPerRole",
};

/** @throws LimitExceeded "Cannot exceed quota for UsersPerAccount: 5000" where so many are present already */
export function checkQuota(
  environment: Parameters<typeof IAM_QUOTAS.of>[0],
  quota: IamQuota,
  present: number,
): void {
  const limit = IAM_QUOTAS.of(environment)[quota];
  if (present >= limit) throw limitExceeded(WORDINGS[quota] ?? quota, limit);
}
