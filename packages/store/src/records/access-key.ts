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
