import type { AccountId, EpochMilliseconds, UniqueId } from "./identifier.ts";

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
