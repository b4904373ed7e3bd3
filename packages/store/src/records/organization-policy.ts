import type { OrganizationId, OrganizationPolicyId } from "@rolecall/names";
import type { EpochMilliseconds } from "./identifier.ts";
import type { Page, PageRequest } from "./page.ts";
import type { Tag } from "./tag.ts";

/** By AWS's names: https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreatePolicy.html */
export type OrganizationPolicyType =
  | "SERVICE_CONTROL_POLICY"
  | "RESOURCE_CONTROL_POLICY"
  | "TAG_POLICY"
  | "BACKUP_POLICY"
  | "AISERVICES_OPT_OUT_POLICY"
  | "CHATBOT_POLICY"
  | "DECLARATIVE_POLICY_EC2"
  | "SECURITYHUB_POLICY"
  | "INSPECTOR_POLICY"
  | "UPGRADE_ROLLOUT_POLICY"
  | "BEDROCK_POLICY"
  | "S3_POLICY"
  | "NETWORK_SECURITY_DIRECTOR_POLICY";

/** A policy of the organization's own: AWS's `p-FullAWSAccess` and `p-RCPFullAWSAccess` are in no store. */
export interface OrganizationPolicyRecord {
  readonly id: OrganizationPolicyId;
  readonly organizationId: OrganizationId;
  readonly type: OrganizationPolicyType;
  /** Unique in the organization among policies of the type. */
  readonly name: string;
  readonly description: string;
  /** As it was written, to the character. */
  readonly content: string;
  readonly tags: readonly Tag[];
  readonly createdAt: EpochMilliseconds;
  readonly updatedAt: EpochMilliseconds;
}

export interface OrganizationPolicyReader {
  byId(id: OrganizationPolicyId): Promise<OrganizationPolicyRecord | undefined>;
  byName(
    organizationId: OrganizationId,
    type: OrganizationPolicyType,
    name: string,
  ): Promise<OrganizationPolicyRecord | undefined>;
  /** Sorted by id. */
  list(
    organizationId: OrganizationId,
    type: OrganizationPolicyType,
    request: PageRequest,
  ): Promise<Page<OrganizationPolicyRecord>>;
  count(organizationId: OrganizationId, type: OrganizationPolicyType): Promise<number>;
}

/**
 * A change is told of the policy. `insert` and `update` fail with StoreError "conflict" where the name is taken, `insert` where the
 * id is, or the organization is not there; `update` and `delete` where the id is unknown, and `update` where it names another
 * organization or type. `delete` takes attachments with it, and tells of what
 * they were on; that there are none is the caller's to look at.
 */
export interface OrganizationPolicyWriter extends OrganizationPolicyReader {
  insert(record: OrganizationPolicyRecord): Promise<void>;
  update(record: OrganizationPolicyRecord): Promise<void>;
  delete(id: OrganizationPolicyId): Promise<void>;
}
