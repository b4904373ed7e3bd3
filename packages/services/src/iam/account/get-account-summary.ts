import type { SummaryKeyType } from "@rolecall/contracts/iam";
import { rootUserId } from "@rolecall/names";
import { anything, type Call } from "@rolecall/operations";
import type { AccountCounts, MfaDeviceCounts, ReadTransaction } from "@rolecall/store";
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
  readonly hasRootCertificates: boolean;
  /** Of OpenID Connect and of SAML together. */
  readonly providers: number;
}

/**
 * Each key of the map and where its number comes from. The quota of policy versions in use, which Rolecall does not
 * hold, is AWS's default.
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
    SigningCertificatesPerUserQuota: (_, quotas) => quotas.SigningCertificatesPerUser,
    ServerCertificates: ({ counts }) => counts.serverCertificates,
    ServerCertificatesQuota: (_, quotas) => quotas.ServerCertificatesPerAccount,
    Providers: ({ providers }) => providers,
    MFADevices: ({ mfaDevices }) => mfaDevices.all,
    MFADevicesInUse: ({ mfaDevices }) => mfaDevices.assigned,
    AccountMFAEnabled: ({ hasRootMfa }) => Number(hasRootMfa),
    AccountAccessKeysPresent: ({ hasRootKeys }) => Number(hasRootKeys),
    AccountPasswordPresent: ({ hasRootPassword }) => Number(hasRootPassword),
    AccountSigningCertificatesPresent: ({ hasRootCertificates }) => Number(hasRootCertificates),
    GlobalEndpointTokenVersion: ({ tokenVersion }) => tokenVersion,
  };

const SUMMARY_KEYS = Object.keys(SUMMARY) as readonly SummaryKeyType[];

async function countUsage(
  call: Pick<Call<unknown, ReadTransaction>, "tx" | "caller" | "now">,
): Promise<Usage> {
  const { tx } = call;
  const account = await callersAccount(call);
  const root = rootUserId(account.id);
  // Asked together: one round trip, where the store is behind a network.
  const [counts, policyVersions, rootKeys, rootCertificates, rootDevices, mfaDevices, oidc, saml, settings] =
    await Promise.all([
      tx.accounts.counts(account.id),
      tx.policyVersions.countOfAccount(account.id),
      tx.accessKeys.ofOwner(root),
      tx.signingCertificates.ofOwner(root),
      tx.mfaDevices.ofOwner(root),
      tx.mfaDevices.count(account.id),
      tx.oidcProviders.count(account.id),
      tx.samlProviders.count(account.id),
      settingsOf(call),
    ]);
  return {
    counts,
    policyVersions,
    hasRootKeys: rootKeys.length > 0,
    hasRootPassword: account.rootPasswordHash !== undefined,
    hasRootCertificates: rootCertificates.length > 0,
    mfaDevices,
    hasRootMfa: rootDevices.length > 0,
    providers: oidc + saml,
    tokenVersion: settings.globalEndpointTokenVersion ?? 1,
  };
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html */
export const getAccountSummary = iam.read("GetAccountSummary", {
  on: anything,
  perform: async ({ call }) => {
    const { env } = call;
    const usage = await countUsage(call);
    const quotas = IAM_QUOTAS.of(env);
    const entries = SUMMARY_KEYS.map((key) => [key, SUMMARY[key](usage, quotas)] as const);
    return { SummaryMap: Object.fromEntries(entries) };
  },
});
