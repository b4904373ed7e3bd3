/** The types of policies that an organization can have, a row each. */
import type { OrganizationPolicyType } from "@rolecall/store";
import type { OrganizationsQuota } from "./quotas.ts";

/** What is asked of a type. */
export interface PolicyTypeRules {
  /** At one root, unit or account; what is inherited does not count. */
  readonly attachedMax: number;
  /** Characters as they were sent, white space included. */
  readonly charactersMax: number;
  readonly quota: OrganizationsQuota;
  /** Those that the policy engine decides by, or the member that a management policy's document has alone. */
  readonly language: "serviceControl" | "resourceControl" | { readonly rootKey: string };
  /** The service whose access has to be enabled before the type can be, and stays enabled while the type is. */
  readonly trustedService?: string;
}

/** Characters of a document, where the guide tells no other number. */
const CHARACTERS_MAX = 10_000;

function management(rootKey: string, attachedMax: number, charactersMax = CHARACTERS_MAX): PolicyTypeRules {
  return { attachedMax, charactersMax, quota: "ManagementPolicies", language: { rootKey } };
}

/**
 * Source: Organizations User Guide of 2026, "Quotas and service limits"; the guide's pages of each type's syntax. How many
 * policies of the three newest types (UPGRADE_ROLLOUT, S3, NETWORK_SECURITY_DIRECTOR) and of INSPECTOR can be attached, and what
 * the root of a network security director policy is called, has no source: they are as the other management policies'.
 */
export const POLICY_TYPES: Readonly<Record<OrganizationPolicyType, PolicyTypeRules>> = {
  SERVICE_CONTROL_POLICY: {
    attachedMax: 10,
    charactersMax: 10_240,
    quota: "ServiceControlPolicies",
    language: "serviceControl",
  },
  RESOURCE_CONTROL_POLICY: {
    attachedMax: 5,
    charactersMax: 5120,
    quota: "ResourceControlPolicies",
    language: "resourceControl",
  },
  TAG_POLICY: management("tags", 10),
  BACKUP_POLICY: management("plans", 10),
  AISERVICES_OPT_OUT_POLICY: management("services", 5, 2500),
  CHATBOT_POLICY: management("chatbot", 5),
  DECLARATIVE_POLICY_EC2: management("ec2_attributes", 10),
  SECURITYHUB_POLICY: { ...management("securityhub", 10), trustedService: "securityhub.amazonaws.com" },
  INSPECTOR_POLICY: { ...management("inspector", 10), trustedService: "inspector2.amazonaws.com" },
  UPGRADE_ROLLOUT_POLICY: management("upgrade_rollout", 10, 5120),
  BEDROCK_POLICY: management("bedrock", 10),
  S3_POLICY: management("s3_attributes", 10),
  NETWORK_SECURITY_DIRECTOR_POLICY: management("network_security_director", 10),
};

/** Types whose policies are merged into an effective one. */
export type ManagementPolicyType = Exclude<
  OrganizationPolicyType,
  "SERVICE_CONTROL_POLICY" | "RESOURCE_CONTROL_POLICY"
>;
