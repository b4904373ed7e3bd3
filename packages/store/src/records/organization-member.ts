import type { OrganizationId, ParentId } from "@rolecall/names";
import type { AccountRecord } from "./account.ts";
import type { AccountId, EpochMilliseconds } from "./identifier.ts";
import type { Page, PageRequest } from "./page.ts";
import type { Tag } from "./tag.ts";

/** An account's place in its organization, the management account's too. An account is in one at most. */
export interface OrganizationMemberRecord {
  readonly accountId: AccountId;
  readonly organizationId: OrganizationId;
  readonly parentId: ParentId;
  readonly joinedMethod: "INVITED" | "CREATED";
  readonly joinedAt: EpochMilliseconds;
  /** The account's tags in the organization: they go when it leaves. */
  readonly tags: readonly Tag[];
}

/** A member whose account is closed. */
export interface ClosedMember {
  readonly accountId: AccountId;
  readonly closedAt: EpochMilliseconds;
}

/** A member with its account. */
export interface MemberAccount {
  readonly member: OrganizationMemberRecord;
  readonly account: AccountRecord;
}

export interface OrganizationMemberReader {
  ofAccount(accountId: AccountId): Promise<OrganizationMemberRecord | undefined>;
  /** Sorted by account id. */
  list(organizationId: OrganizationId, request: PageRequest): Promise<Page<OrganizationMemberRecord>>;
  /** Those right under the parent, sorted by account id. */
  ofParent(parentId: ParentId, request: PageRequest): Promise<Page<OrganizationMemberRecord>>;
  /** As `list`, with their accounts, in one statement. */
  accounts(organizationId: OrganizationId, request: PageRequest): Promise<Page<MemberAccount>>;
  /** As `ofParent`, with their accounts, in one statement. */
  accountsOfParent(parentId: ParentId, request: PageRequest): Promise<Page<MemberAccount>>;
  count(organizationId: OrganizationId): Promise<number>;
  /** Those whose accounts are closed, sorted by account id. All of them: how many may be closed in a month is limited. */
  closed(organizationId: OrganizationId): Promise<readonly ClosedMember[]>;
}

/**
 * A change is told of the account. `insert` fails with StoreError "conflict" where the account is a member already, or is not there;
 * `update` where it is no member of that organization; both where the organization has no such root or unit. `delete` answers false
 * where the account is no member, and takes
 * the account's attachments and its being a delegated administrator with it.
 */
export interface OrganizationMemberWriter extends OrganizationMemberReader {
  insert(record: OrganizationMemberRecord): Promise<void>;
  update(record: OrganizationMemberRecord): Promise<void>;
  delete(accountId: AccountId): Promise<boolean>;
}
