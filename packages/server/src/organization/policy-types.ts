import type { OrganizationPolicyType } from "@rolecall/store";

/** A short word for each type of an organization's policies, for where there is little room. */
const LABELS: Readonly<Record<OrganizationPolicyType, string>> = {
  SERVICE_CONTROL_POLICY: "SCP",
  RESOURCE_CONTROL_POLICY: "RCP",
  TAG_POLICY: "Tag",
  BACKUP_POLICY: "Backup",
  AISERVICES_OPT_OUT_POLICY: "AI opt-out",
  CHATBOT_POLICY: "Chatbot",
  DECLARATIVE_POLICY_EC2: "EC2",
  SECURITYHUB_POLICY: "Security Hub",
  INSPECTOR_POLICY: "Inspector",
  UPGRADE_ROLLOUT_POLICY: "Upgrade",
  BEDROCK_POLICY: "Bedrock",
  S3_POLICY: "S3",
  NETWORK_SECURITY_DIRECTOR_POLICY: "Network",
};

/** By AWS's names. */
export const POLICY_TYPES = Object.keys(LABELS) as readonly OrganizationPolicyType[];

/** A type that is newer than the table says itself. */
export function policyTypeLabel(type: string): string {
  return Object.hasOwn(LABELS, type) ? LABELS[type as OrganizationPolicyType] : type;
}
