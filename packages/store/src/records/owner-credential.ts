/** What belongs to a user, or to root, and has an id of its own: SSH keys, certificates, credentials of one service. */
import type { AccountId, EpochMilliseconds, UniqueId } from "./identifier.ts";

export interface OwnerCredentialRecord {
  /** Unique in its account and family. */
  readonly id: string;
  readonly accountId: AccountId;
  readonly ownerKind: "user" | "root";
  /** The user's id; the account id for root. */
  readonly ownerId: UniqueId;
  readonly status: "Active" | "Inactive";
  readonly createdAt: EpochMilliseconds;
}

export interface OwnerCredentialReader<Record extends OwnerCredentialRecord> {
  byId(accountId: AccountId, id: string): Promise<Record | undefined>;
  /** In the order of creation. */
  ofOwner(ownerId: UniqueId): Promise<readonly Record[]>;
}

/**
 * A change is told of the owner. `insert` fails with StoreError "conflict" where the id is taken in the account or the owner is not
 * there, `update` where there is none of the id, or it names another owner.
 */
export interface OwnerCredentialWriter<Record extends OwnerCredentialRecord>
  extends OwnerCredentialReader<Record> {
  insert(record: Record): Promise<void>;
  update(record: Record): Promise<void>;
  /** Answers whether there was one. */
  delete(accountId: AccountId, id: string): Promise<boolean>;
}
