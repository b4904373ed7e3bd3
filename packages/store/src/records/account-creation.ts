import type { CreateAccountRequestId, OrganizationId } from "@rolecall/names";
import type { AccountId, EpochMilliseconds } from "./identifier.ts";
import type { Page, PageRequest } from "./page.ts";
import type { Tag } from "./tag.ts";

export type AccountCreationState = "IN_PROGRESS" | "SUCCEEDED" | "FAILED";

/** A request to create an account: answered at once, done by whoever is told of it. */
export interface AccountCreationRecord {
  readonly id: CreateAccountRequestId;
  readonly organizationId: OrganizationId;
  readonly state: AccountCreationState;
  readonly accountName: string;
  readonly email: string;
  /** Of the role that lets the management account in. */
  readonly roleName: string;
  readonly tags: readonly Tag[];
  readonly requestedAt: EpochMilliseconds;
  readonly completedAt?: EpochMilliseconds;
  readonly accountId?: AccountId;
  /** AWS's word, such as EMAIL_ALREADY_EXISTS. */
  readonly failureReason?: string;
}

export interface AccountCreationReader {
  byId(id: CreateAccountRequestId): Promise<AccountCreationRecord | undefined>;
  /** Sorted by id. */
  list(organizationId: OrganizationId, request: PageRequest): Promise<Page<AccountCreationRecord>>;
  /** Of every organization, those that are in progress, sorted by id. */
  inProgress(request: PageRequest): Promise<Page<AccountCreationRecord>>;
  countInProgress(organizationId: OrganizationId): Promise<number>;
  count(organizationId: OrganizationId): Promise<number>;
}

/**
 * A change is told of the request. `insert` fails with StoreError "conflict" where the id is taken or the organization is not
 * there, `update` where the organization has none of the id.
 */
export interface AccountCreationWriter extends AccountCreationReader {
  insert(record: AccountCreationRecord): Promise<void>;
  update(record: AccountCreationRecord): Promise<void>;
  /** Deletes those of the organization that were completed before that time. */
  deleteCompleted(organizationId: OrganizationId, before: EpochMilliseconds): Promise<void>;
}
