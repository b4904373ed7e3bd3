import type { AccessKeyId, AccountId, EpochMilliseconds, UniqueId } from "./identifier.ts";

export type AccessKeyStatus = "Active" | "Inactive";

export interface AccessKeyRecord {
  readonly id: AccessKeyId;
  readonly accountId: AccountId;
  readonly ownerKind: "user" | "root";
  /** The user's id; the account id for root. */
  readonly ownerId: UniqueId;
  /** Sealed under the master key with the key id as associated data. */
  readonly sealedSecret: Uint8Array;
  readonly status: AccessKeyStatus;
  readonly createdAt: EpochMilliseconds;
}

export interface AccessKeyReader {
  byId(id: AccessKeyId): Promise<AccessKeyRecord | undefined>;
  /** In the order of creation. */
  ofOwner(ownerId: UniqueId): Promise<readonly AccessKeyRecord[]>;
}

export interface AccessKeyWriter extends AccessKeyReader {
  /** Fails with StoreError "conflict" where the id is taken. */
  insert(record: AccessKeyRecord): Promise<void>;
  setStatus(id: AccessKeyId, status: AccessKeyStatus): Promise<void>;
  delete(id: AccessKeyId): Promise<void>;
}

export interface LoginProfileRecord {
  readonly userId: UniqueId;
  readonly accountId: AccountId;
  /** argon2id. */
  readonly passwordHash: string;
  /** Hashes of passwords before this one, newest first, as many as the password policy looks back. */
  readonly previousHashes: readonly string[];
  readonly passwordResetRequired: boolean;
  readonly createdAt: EpochMilliseconds;
  readonly passwordChangedAt: EpochMilliseconds;
}

export interface LoginProfileReader {
  ofUser(userId: UniqueId): Promise<LoginProfileRecord | undefined>;
}

export interface LoginProfileWriter extends LoginProfileReader {
  put(record: LoginProfileRecord): Promise<void>;
  delete(userId: UniqueId): Promise<boolean>;
}

/**
 * When something was last used: an access key (id), a role (unique id), a user's password (unique id). Written in batches
 * behind the requests; not part of the change feed, since nothing is decided by it.
 */
export interface UsageRecord {
  readonly subject: string;
  readonly at: EpochMilliseconds;
  readonly service?: string;
  readonly region?: string;
}

export interface UsageReader {
  of(subject: string): Promise<UsageRecord | undefined>;
}

export interface UsageWriter extends UsageReader {
  /** Keeps the newest of each subject; a subject that is gone is passed over when its owner is deleted. */
  record(entries: readonly UsageRecord[]): Promise<void>;
}
