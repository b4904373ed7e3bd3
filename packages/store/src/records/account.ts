import type { AccountId, EpochMilliseconds } from "./identifier.ts";

/** IAM's account password policy, in the words of UpdateAccountPasswordPolicy. */
export interface PasswordPolicy {
  readonly minimumPasswordLength: number;
  readonly requireSymbols: boolean;
  readonly requireNumbers: boolean;
  readonly requireUppercaseCharacters: boolean;
  readonly requireLowercaseCharacters: boolean;
  readonly allowUsersToChangePassword: boolean;
  /** Days; absent where passwords do not expire. */
  readonly maxPasswordAgeDays?: number;
  readonly passwordReusePrevention?: number;
  readonly hardExpiry?: boolean;
}

export interface AccountRecord {
  readonly id: AccountId;
  readonly name: string;
  /** The root user's e-mail, unique in the installation without regard to case. */
  readonly email: string;
  /** argon2id; absent where root cannot sign in with a password. */
  readonly rootPasswordHash?: string;
  /** Unique in the installation. */
  readonly alias?: string;
  readonly passwordPolicy?: PasswordPolicy;
  /** Absent while the account is active. Who is in a closed account can do nothing any more; its name, e-mail and alias stay taken. */
  readonly closedAt?: EpochMilliseconds;
  readonly createdAt: EpochMilliseconds;
}

/** Kept up to date by the engine in the transaction that inserts or deletes, so that a quota costs one look-up. */
export interface AccountCounts {
  readonly users: number;
  readonly groups: number;
  readonly roles: number;
  readonly policies: number;
  readonly instanceProfiles: number;
  readonly serverCertificates: number;
}

export interface AccountReader {
  byId(id: AccountId): Promise<AccountRecord | undefined>;
  byAlias(alias: string): Promise<AccountRecord | undefined>;
  byEmail(email: string): Promise<AccountRecord | undefined>;
  /** Whether the installation has an account: costs one look-up, however many there are. */
  hasAny(): Promise<boolean>;
  /** Sorted by id. All of them: for no way that a start or a request takes. */
  list(): Promise<readonly AccountRecord[]>;
  counts(id: AccountId): Promise<AccountCounts>;
}

export interface AccountWriter extends AccountReader {
  insert(record: AccountRecord): Promise<void>;
  update(record: AccountRecord): Promise<void>;
}
