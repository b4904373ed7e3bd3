import type {
  OrganizationalUnitId,
  OrganizationId,
  OrganizationPolicyId,
  ParentId,
  RootId,
} from "@rolecall/names";
import type { AccountId, EpochMilliseconds } from "./identifier.ts";
import type { OrganizationPolicyType } from "./organization-policy.ts";
import type { Page, PageRequest } from "./page.ts";

/** What policies of an organization are attached to. */
export type OrganizationTarget =
  | { readonly targetKind: "root"; readonly targetId: RootId }
  | { readonly targetKind: "organizationalUnit"; readonly targetId: OrganizationalUnitId }
  | { readonly targetKind: "account"; readonly targetId: AccountId };

export type OrganizationTargetKind = OrganizationTarget["targetKind"];
export type OrganizationTargetId = OrganizationTarget["targetId"];

export interface OrganizationAttachmentRecord {
  readonly organizationId: OrganizationId;
  readonly targetKind: OrganizationTargetKind;
  readonly targetId: OrganizationTargetId;
  /** One of the organization's, or AWS's `p-FullAWSAccess` and `p-RCPFullAWSAccess`. */
  readonly policyId: OrganizationPolicyId;
  readonly policyType: OrganizationPolicyType;
  readonly attachedAt: EpochMilliseconds;
}

export interface OrganizationAttachmentReader {
  has(targetId: OrganizationTargetId, policyId: OrganizationPolicyId): Promise<boolean>;
  /** Of all types, in the order of attachment. */
  ofTarget(targetId: OrganizationTargetId): Promise<readonly OrganizationAttachmentRecord[]>;
  /** Of all accounts right under the parent, in the order of attachment: for who reads a whole organization. */
  ofMembers(parentId: ParentId): Promise<readonly OrganizationAttachmentRecord[]>;
  /** Sorted by the target's id. AWS's policies are attached in every organization. */
  ofPolicy(
    organizationId: OrganizationId,
    policyId: OrganizationPolicyId,
    request: PageRequest,
  ): Promise<Page<OrganizationAttachmentRecord>>;
}

/**
 * A change is told of the target: a root's of its organization, a unit's of the unit, an account's of the account. That the policy
 * is there is the caller's to look at: AWS's are in no store.
 *
 * What is done everywhere takes as many statements whatever there is, and is told of the organization alone, where it changes
 * anything: who remembers what is attached to a unit or an account forgets it when its organization is told of.
 */
export interface OrganizationAttachmentWriter extends OrganizationAttachmentReader {
  /** False where it is attached already. @throws StoreError "conflict" where the target is not there, or not in that organization */
  attach(record: OrganizationAttachmentRecord): Promise<boolean>;
  /** False where it is not attached. */
  detach(targetId: OrganizationTargetId, policyId: OrganizationPolicyId): Promise<boolean>;
  /**
   * Attaches to the root and to every unit and account that has it not, in that order and each kind by its ids. Told of the
   * organization alone.
   */
  attachEverywhere(
    record: Pick<OrganizationAttachmentRecord, "organizationId" | "policyId" | "policyType" | "attachedAt">,
  ): Promise<void>;
  /** Detaches every policy of the type from everything. Told of the organization alone. */
  detachEverywhere(organizationId: OrganizationId, policyType: OrganizationPolicyType): Promise<void>;
}
