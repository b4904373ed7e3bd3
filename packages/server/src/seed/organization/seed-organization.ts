import type { OrganizationPolicyType, RootFeature } from "@rolecall/store";
import type { SeedDocument } from "../families/document.ts";
import type { SeedTags } from "../families/tags.ts";

/** What stands at the root, a unit or an account. Policies are names, or TYPE/NAME where two types have the same name. */
export interface SeedAttachments {
  /** In the order of attachment. */
  readonly policies?: readonly string[];
  /** False takes AWS's FullAWSAccess away. */
  readonly fullAccess?: boolean;
  readonly tags?: SeedTags;
}

/** An account with more to say than its id. */
export interface SeedMember extends SeedAttachments {
  readonly id: string;
  readonly joinedMethod?: "INVITED" | "CREATED";
  /** ISO 8601. */
  readonly joinedAt?: string;
  readonly state?: "ACTIVE" | "CLOSED";
  /** ISO 8601; of an account that is closed. */
  readonly closedAt?: string;
}

export interface SeedRoot extends SeedAttachments {
  readonly id?: string;
  readonly accounts?: readonly (string | SeedMember)[];
  readonly units?: readonly SeedUnit[];
}

export interface SeedUnit extends SeedRoot {
  readonly name: string;
}

export interface SeedOrganizationPolicy {
  readonly id?: string;
  readonly name: string;
  readonly type: OrganizationPolicyType;
  readonly description?: string;
  readonly document: SeedDocument;
  readonly tags?: SeedTags;
}

export interface SeedTrustedService {
  readonly service: string;
  /** ISO 8601. */
  readonly enabledAt?: string;
}

export interface SeedDelegatedAdministrator {
  readonly account: string;
  readonly service: string;
  /** ISO 8601. */
  readonly delegatedAt?: string;
}

export interface SeedDelegationPolicy {
  readonly id?: string;
  readonly document: SeedDocument;
  readonly tags?: SeedTags;
}

/**
 * An organization of all the accounts of a seed; those that are named nowhere stand under the root. It is what `rolecall export
 * organization` writes too: ids and dates are there for it, and are Rolecall's to choose where they are absent.
 */
export interface SeedOrganization {
  readonly id?: string;
  readonly managementAccount: string;
  readonly features?: "ALL" | "CONSOLIDATED_BILLING";
  /** Those that are enabled; where absent, those of the policies that are listed. */
  readonly policyTypes?: readonly OrganizationPolicyType[];
  readonly trustedServices?: readonly (string | SeedTrustedService)[];
  readonly delegatedAdministrators?: readonly SeedDelegatedAdministrator[];
  readonly rootFeatures?: readonly RootFeature[];
  readonly delegationPolicy?: SeedDelegationPolicy;
  readonly policies?: readonly SeedOrganizationPolicy[];
  readonly root?: SeedRoot;
}
