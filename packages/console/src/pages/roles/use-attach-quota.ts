import { useOperation } from "../../session/use-operation.ts";

/** IAM User Guide, "IAM and AWS STS quotas": managed policies of a role. */
const DEFAULT = 10;

/** How many managed policies a role may have here; AWS's default where the account's quotas may not be read. */
export function useAttachQuota(): number {
  const { data } = useOperation("iam", "GetAccountSummary", {});
  const summary = data?.SummaryMap as Readonly<Record<string, number>> | undefined;
  return summary?.AttachedPoliciesPerRoleQuota ?? DEFAULT;
}
