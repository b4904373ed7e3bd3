import type { AccountId, EpochMilliseconds } from "./identifier.ts";

/** An account that is somewhere else: policies may name it and its users and roles, and nobody signs in from there. */
export interface ExternalAccountRecord {
  readonly accountId: AccountId;
  readonly addedAt: EpochMilliseconds;
}

export interface ExternalAccountReader {
  byId(accountId: AccountId): Promise<ExternalAccountRecord | undefined>;
}

export interface ExternalAccountWriter extends ExternalAccountReader {
  put(record: ExternalAccountRecord): Promise<void>;
}
