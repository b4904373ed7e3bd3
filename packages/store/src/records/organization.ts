import type { OrganizationId, RootId } from "@rolecall/names";
import type { AccountId, EpochMilliseconds } from "./identifier.ts";
import type { OrganizationPolicyType } from "./organization-policy.ts";
import type { Tag } from "./tag.ts";

/** A service that the organization lets work in its accounts. */
export interface TrustedService {
  /** `sso.amazonaws.com` */
  readonly servicePrincipal: string;
  readonly enabledAt: EpochMilliseconds;
}

/** The delegation policy: who of the members may do what the management account may. */
export interface OrganizationResourcePolicy {
  /** `rp-…` */
  readonly id: string;
  /** As it was written, to the byte. */
  readonly content: string;
  readonly tags: readonly Tag[];
}

/** What IAM has for a whole organization: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListOrganizationsFeatures.html */
export type RootFeature = "RootCredentialsManagement" | "RootSessions";

/** An organization with its one root. The management account is its member too. */
export interface OrganizationRecord {
  readonly id: OrganizationId;
  /** Unique: an account manages one organization at most. */
  readonly managementAccountId: AccountId;
  /** Unique in the installation. */
  readonly rootId: RootId;
  readonly featureSet: "ALL" | "CONSOLIDATED_BILLING";
  /** In the order in which they were enabled. */
  readonly enabledPolicyTypes: readonly OrganizationPolicyType[];
  readonly trustedServices: readonly TrustedService[];
  readonly rootFeatures: readonly RootFeature[];
  readonly rootTags: readonly Tag[];
  readonly resourcePolicy?: OrganizationResourcePolicy;
  readonly createdAt: EpochMilliseconds;
}

export interface OrganizationReader {
  byId(id: OrganizationId): Promise<OrganizationRecord | undefined>;
  byRoot(rootId: RootId): Promise<OrganizationRecord | undefined>;
  byManagementAccount(accountId: AccountId): Promise<OrganizationRecord | undefined>;
  /** Sorted by id. */
  list(): Promise<readonly OrganizationRecord[]>;
}

/**
 * A change is told of the organization. `insert` fails with StoreError "conflict" where the id, the root's id or the management
 * account is taken, or there is no such account; `update` and `delete` where the id is unknown, and `update` where it names another
 * management account or root. With an organization goes everything that is in it but its accounts: units, memberships, policies,
 * attachments, handshakes, requests to create accounts, delegated administrators, and transfers to it and from it, in as many
 * statements whatever there is of them. `delete` tells of every account that was a member, and of every unit, policy and request;
 * where those are more than the feed lists, it tells of "all".
 */
export interface OrganizationWriter extends OrganizationReader {
  insert(record: OrganizationRecord): Promise<void>;
  update(record: OrganizationRecord): Promise<void>;
  delete(id: OrganizationId): Promise<void>;
}
