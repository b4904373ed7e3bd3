import type { Page, PageRequest } from "./entity.ts";
import type { AccountId, Arn, EpochMilliseconds, UniqueId } from "./identifier.ts";

export type OwnerKind = "user" | "group" | "role";

/** A managed policy, of AWS or of the account, on a user, group or role. */
export interface AttachmentRecord {
  readonly accountId: AccountId;
  readonly ownerKind: OwnerKind;
  readonly ownerId: UniqueId;
  readonly policyArn: Arn;
  readonly attachedAt: EpochMilliseconds;
}

export interface AttachmentReader {
  /** In the order of attachment. */
  ofOwner(ownerId: UniqueId): Promise<readonly AttachmentRecord[]>;
  has(ownerId: UniqueId, policyArn: Arn): Promise<boolean>;
  /** Who has the policy attached in this account, sorted by owner id. */
  ofPolicy(accountId: AccountId, policyArn: Arn, request: PageRequest): Promise<Page<AttachmentRecord>>;
  countOfPolicy(accountId: AccountId, policyArn: Arn): Promise<number>;
  /** Users and roles that have the policy as their permissions boundary. */
  boundariesOfPolicy(accountId: AccountId, policyArn: Arn): Promise<readonly BoundaryUse[]>;
  countBoundariesOfPolicy(accountId: AccountId, policyArn: Arn): Promise<number>;
}

export interface BoundaryUse {
  readonly ownerKind: "user" | "role";
  readonly ownerId: UniqueId;
}

/** Attaching twice and detaching what is not attached are no-ops that answer false. */
export interface AttachmentWriter extends AttachmentReader {
  attach(record: AttachmentRecord): Promise<boolean>;
  detach(ownerId: UniqueId, policyArn: Arn): Promise<boolean>;
}

export interface InlinePolicyRecord {
  readonly accountId: AccountId;
  readonly ownerKind: OwnerKind;
  readonly ownerId: UniqueId;
  readonly name: string;
  readonly document: string;
}

export interface InlinePolicyReader {
  /** Exact case. */
  get(ownerId: UniqueId, name: string): Promise<InlinePolicyRecord | undefined>;
  /** Sorted by name. */
  ofOwner(ownerId: UniqueId): Promise<readonly InlinePolicyRecord[]>;
}

export interface InlinePolicyWriter extends InlinePolicyReader {
  put(record: InlinePolicyRecord): Promise<void>;
  delete(ownerId: UniqueId, name: string): Promise<boolean>;
}

export interface MembershipRecord {
  readonly accountId: AccountId;
  readonly groupId: UniqueId;
  readonly userId: UniqueId;
}

export interface MembershipReader {
  has(groupId: UniqueId, userId: UniqueId): Promise<boolean>;
  /** Sorted by group name. */
  groupsOfUser(userId: UniqueId): Promise<readonly UniqueId[]>;
  /** Sorted by user name without regard to case. */
  usersOfGroup(groupId: UniqueId, request: PageRequest): Promise<Page<UniqueId>>;
}

export interface MembershipWriter extends MembershipReader {
  /** False where the user is in the group already. */
  add(record: MembershipRecord): Promise<boolean>;
  remove(groupId: UniqueId, userId: UniqueId): Promise<boolean>;
}
