import type { AccountId, Arn, EpochMilliseconds, UniqueId } from "./identifier.ts";
import type { OwnerKind } from "./owner.ts";
import type { Page, PageRequest } from "./page.ts";

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
