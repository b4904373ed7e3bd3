import { useOperation } from "../../session/use-operation.ts";

/** IAM User Guide, "IAM and AWS STS quotas": managed policies of a user, a group, a role. */
const DEFAULT = 10;

const QUOTAS = {
  user: "AttachedPoliciesPerUserQuota",
  group: "AttachedPoliciesPerGroupQuota",
  role: "AttachedPoliciesPerRoleQuota",
} as const;

/** How many managed policies one may have here; AWS's default where the account's quotas may not be read. */
export function useAttachQuota(kind: keyof typeof QUOTAS): number {
  const { data } = useOperation("iam", "GetAccountSummary", {});
  const summary = data?.SummaryMap as Readonly<Record<string, number>> | undefined;
  return summary?.[QUOTAS[kind]] ?? DEFAULT;
}
