import type { AccountId, EpochMilliseconds } from "./identifier.ts";

/** In the words of PutContactInformation. */
export interface ContactInformation {
  readonly fullName: string;
  readonly companyName?: string;
  readonly addressLine1: string;
  readonly addressLine2?: string;
  readonly addressLine3?: string;
  readonly city: string;
  readonly districtOrCounty?: string;
  readonly stateOrRegion?: string;
  readonly postalCode: string;
  readonly countryCode: string;
  readonly phoneNumber: string;
  readonly websiteUrl?: string;
}

export type AlternateContactType = "BILLING" | "OPERATIONS" | "SECURITY";

export interface AlternateContact {
  readonly name: string;
  readonly title: string;
  readonly emailAddress: string;
  readonly phoneNumber: string;
}

/** A region that was opted in or out, where that differs from how accounts begin. */
export interface RegionOpt {
  readonly status: "ENABLING" | "ENABLED" | "DISABLING";
  readonly since: EpochMilliseconds;
}

/** A code that was sent, of which a digest is kept. */
export interface SentCode {
  readonly digest: string;
  readonly sentAt: EpochMilliseconds;
  readonly expiresAt: EpochMilliseconds;
  /** How often it was guessed wrongly. */
  readonly failures: number;
}

export interface EmailUpdate {
  readonly newEmail: string;
  readonly status: "PENDING" | "COMPLETED";
  readonly updatedAt: EpochMilliseconds;
  /** Absent once it was used. */
  readonly code?: SentCode;
}

export interface PhoneVerification {
  readonly phoneNumber: string;
  readonly verifiedAt?: EpochMilliseconds;
  readonly code?: SentCode;
}

/** What the Account service keeps of an account besides its name and e-mail. */
export interface AccountDetailsRecord {
  readonly accountId: AccountId;
  readonly contactInformation?: ContactInformation;
  readonly alternateContacts: Readonly<Partial<Record<AlternateContactType, AlternateContact>>>;
  /** By the region's name. */
  readonly regions: Readonly<Record<string, RegionOpt>>;
  readonly emailUpdate?: EmailUpdate;
  readonly phoneVerification?: PhoneVerification;
}

export interface AccountDetailsReader {
  ofAccount(accountId: AccountId): Promise<AccountDetailsRecord | undefined>;
}

/** A change is told of the account. @throws StoreError "conflict" where there is no such account */
export interface AccountDetailsWriter extends AccountDetailsReader {
  put(record: AccountDetailsRecord): Promise<void>;
}
