/**
 * Every quota of IAM and STS that Rolecall enforces, with AWS's default values.
 * Source: IAM User Guide, "IAM and AWS STS quotas".
 */
export const DEFAULT_QUOTAS = {
  usersPerAccount: 5000,
  groupsPerAccount: 300,
  rolesPerAccount: 1000,
  policiesPerAccount: 1500,
  instanceProfilesPerAccount: 1000,
  groupsPerUser: 10,
  accessKeysPerUser: 2,
  versionsPerPolicy: 5,
  attachedPoliciesPerUser: 10,
  attachedPoliciesPerGroup: 10,
  attachedPoliciesPerRole: 10,
  tagsPerEntity: 50,
  /** Sizes in characters without white space. */
  managedPolicySize: 6144,
  userInlinePoliciesSize: 2048,
  groupInlinePoliciesSize: 5120,
  roleInlinePoliciesSize: 10240,
  trustPolicySize: 2048,
  /**
   * Rolecall's own, in characters with white space: the inline policies of one user, group or role, the versions of one managed
   * policy, one trust policy. AWS publishes no such quota.
   */
  storedPoliciesText: 262_144,
  storedTrustPolicyText: 16_384,
  /** Characters, white space included. */
  sessionPolicySize: 2048,
  sessionPolicyArns: 10,
  sessionTags: 50,
} as const;

export type QuotaName = keyof typeof DEFAULT_QUOTAS;

export type Quotas = Readonly<Record<QuotaName, number>>;
