import type { AccountId, EpochMilliseconds } from "./identifier.ts";

/** The account as an issuer of web identity tokens. */
export interface OutboundFederation {
  readonly isEnabled: boolean;
}

/** What IAM keeps of an account that is about no user, group, role or policy. */
export interface AccountSettingsRecord {
  readonly accountId: AccountId;
  readonly outboundFederation?: OutboundFederation;
  /** Of tokens from STS's global endpoint. Absent: 1. */
  readonly globalEndpointTokenVersion?: 1 | 2;
  /** `Namespace/Property` → value. */
  readonly properties: Readonly<Record<string, string>>;
  readonly updatedAt: EpochMilliseconds;
}

export interface AccountSettingsReader {
  ofAccount(accountId: AccountId): Promise<AccountSettingsRecord | undefined>;
}

/** A change is told of the account. @throws StoreError "conflict" where there is no such account */
export interface AccountSettingsWriter extends AccountSettingsReader {
  put(record: AccountSettingsRecord): Promise<void>;
}
