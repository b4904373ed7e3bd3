import type { AccessKeyId, AccountId, EpochMilliseconds, UniqueId } from "./identifier.ts";
import type { Page, PageRequest } from "./page.ts";
import type { SealedReader, SealedWriter } from "./sealed-box.ts";

export type AccessKeyStatus = "Active" | "Inactive";

export interface AccessKeyRecord {
  readonly id: AccessKeyId;
  readonly accountId: AccountId;
  readonly ownerKind: "user" | "root";
  /** The user's id; the account id for root. */
  readonly ownerId: UniqueId;
  /** Sealed by a data key, with the id as associated data. */
  readonly sealedSecret: Uint8Array;
  readonly status: AccessKeyStatus;
  readonly createdAt: EpochMilliseconds;
}

export interface AccessKeyReader extends SealedReader {
  byId(id: AccessKeyId): Promise<AccessKeyRecord | undefined>;
  /** In the order of creation. */
  ofOwner(ownerId: UniqueId): Promise<readonly AccessKeyRecord[]>;
  /** Every account's, by id. */
  list(request: PageRequest): Promise<Page<AccessKeyRecord>>;
}

export interface AccessKeyWriter extends AccessKeyReader, SealedWriter {
  /** Fails with StoreError "conflict" where the id is taken. */
  insert(record: AccessKeyRecord): Promise<void>;
  setStatus(id: AccessKeyId, status: AccessKeyStatus): Promise<void>;
  delete(id: AccessKeyId): Promise<void>;
}
