import type { SummaryKeyType } from "@rolecall/contracts/iam";
import { rootUserId } from "@rolecall/names";
import { anything } from "@rolecall/operations";
import type { AccountCounts, MfaDeviceCounts } from "@rolecall/store";
import { settingsOf } from "../account-settings.ts";
import { iam } from "../define.ts";
import { IAM_QUOTAS, type IamQuota } from "../quotas.ts";
import { callersAccount } from "./account-record.ts";

/** What was counted in the account. */
interface Usage {
  readonly counts: AccountCounts;
  readonly policyVersions: number;
  readonly hasRootKeys: boolean;
  readonly hasRootPassword: boolean;
  readonly mfaDevices: MfaDeviceCounts;
  readonly hasRootMfa: boolean;
  readonly tokenVersion: number;
}

/**
 * Each key of the map and where its number comes from. Quotas that AWS documents for what Rolecall does not hold
 * (certificates, versions in use) are AWS's defaults.
 * Source: IAM User Guide, "IAM and AWS STS quotas"; IAM API Reference, GetAccountSummary.
 */
const SUMMARY: Readonly<Record<SummaryKeyType, (usage: Usage, quotas: Record<IamQuota, number>) => number>> =
  {
    Users: ({ counts }) => counts.users,
    UsersQuota: (_, quotas) => quotas.UsersPerAccount,
    Groups: ({ counts }) => counts.groups,
    GroupsQuota: (_, quotas) => quotas.GroupsPerAccount,
    Roles: ({ counts }) => counts.roles,
    RolesQuota: (_, quotas) => quotas.RolesPerAccount,
    Policies: ({ counts }) => counts.policies,
    PoliciesQuota: (_, quotas) => quotas.PoliciesPerAccount,
    InstanceProfiles: ({ counts }) => counts.instanceProfiles,
    InstanceProfilesQuota: (_, quotas) => quotas.InstanceProfilesPerAccount,
    PolicyVersionsInUse: ({ policyVersions }) => policyVersions,
    PolicyVersionsInUseQuota: () => 10_000,
    VersionsPerPolicyQuota: (_, quotas) => quotas.VersionsPerPolicy,
    PolicySizeQuota: (_, quotas) => quotas.ManagedPolicySize,
    UserPolicySizeQuota: (_, quotas) => quotas.UserInlinePoliciesSize,
    GroupPolicySizeQuota: (_, quotas) => quotas.GroupInlinePoliciesSize,
    RolePolicySizeQuota: (_, quotas) => quotas.RoleInlinePoliciesSize,
    AssumeRolePolicySizeQuota: (_, quotas) => quotas.TrustPolicySize,
    AttachedPoliciesPerUserQuota: (_, quotas) => quotas.AttachedPoliciesPerUser,
    AttachedPoliciesPerGroupQuota: (_, quotas) => quotas.AttachedPoliciesPerGroup,
    AttachedPoliciesPerRoleQuota: (_, quotas) => quotas.AttachedPoliciesPerRole,
    GroupsPerUserQuota: (_, quotas) => quotas.GroupsPerUser,
    AccessKeysPerUserQuota: (_, quotas) => quotas.AccessKeysPerUser,
    SigningCertificatesPerUserQuota: () => 2,
    ServerCertificates: () => 0,
    ServerCertificatesQuota: () => 20,
    Providers: () => 0,
    MFADevices: ({ mfaDevices }) => mfaDevices.all,
    MFADevicesInUse: ({ mfaDevices }) => mfaDevices.assigned,
    AccountMFAEnabled: ({ hasRootMfa }) => Number(hasRootMfa),
    AccountAccessKeysPresent: ({ hasRootKeys }) => Number(hasRootKeys),
    AccountPasswordPresent: ({ hasRootPassword }) => Number(hasRootPassword),
    AccountSigningCertificatesPresent: () => 0,
    GlobalEndpointTokenVersion: ({ tokenVersion }) => tokenVersion,
  };

const SUMMARY_KEYS = Object.keys(SUMMARY) as readonly SummaryKeyType[];

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html */
export const getAccountSummary = iam.read("GetAccountSummary", {
  on: anything,
  perform: async ({ call }) => {
    const { tx, env } = call;
    const account = await callersAccount(call);
    // The root user goes by the account's id.
    const rootKeys = await tx.accessKeys.ofOwner(rootUserId(account.id));
    const usage: Usage = {
      counts: await tx.accounts.counts(account.id),
      policyVersions: await tx.policyVersions.countOfAccount(account.id),
      hasRootKeys: rootKeys.length > 0,
      hasRootPassword: account.rootPasswordHash !== undefined,
      mfaDevices: await tx.mfaDevices.count(account.id),
      hasRootMfa: (await tx.mfaDevices.ofOwner(rootUserId(account.id))).length > 0,
      tokenVersion: (await settingsOf(call)).globalEndpointTokenVersion ?? 1,
    };
    const quotas = IAM_QUOTAS.of(env);
    const entries = SUMMARY_KEYS.map((key) => [key, SUMMARY[key](usage, quotas)] as const);
    return { SummaryMap: Object.fromEntries(entries) };
  },
});
