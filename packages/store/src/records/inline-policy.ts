import type { AccountId, UniqueId } from "./identifier.ts";
import type { OwnerKind } from "./owner.ts";

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
