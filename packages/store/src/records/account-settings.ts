import type { AccountId, Arn, EpochMilliseconds } from "./identifier.ts";

/** The account as an issuer of web identity tokens. */
export interface OutboundFederation {
  readonly isEnabled: boolean;
}

/** An identity provider that the account's sign-in page names to whoever asks. */
export interface SignInProvider {
  /** Of one that was there when it was published, and may be deleted since. */
  readonly providerArn: Arn;
  readonly displayName: string;
  /** Where its own sign-in page is. */
  readonly signInUrl: string;
}

/** What IAM keeps of an account that is about no user, group, role or policy. */
export interface AccountSettingsRecord {
  readonly accountId: AccountId;
  readonly outboundFederation?: OutboundFederation;
  /** Of tokens from STS's global endpoint. Absent: 1. */
  readonly globalEndpointTokenVersion?: 1 | 2;
  /** `Namespace/Property` → value. */
  readonly properties: Readonly<Record<string, string>>;
  /** Absent where none was ever published. Sorted by ARN. */
  readonly signInProviders?: readonly SignInProvider[];
  readonly updatedAt: EpochMilliseconds;
}

export interface AccountSettingsReader {
  ofAccount(accountId: AccountId): Promise<AccountSettingsRecord | undefined>;
}

/** A change is told of the account. @throws StoreError "conflict" where there is no such account */
export interface AccountSettingsWriter extends AccountSettingsReader {
  put(record: AccountSettingsRecord): Promise<void>;
}
