import type { AccessKeyStatus } from "./access-key.ts";
import type { AccessKeyId, Arn, EpochMilliseconds } from "./identifier.ts";
import type { MfaDeviceKind } from "./mfa-device.ts";
import type { Search } from "./search.ts";
import type { UserRecord } from "./user.ts";

/** What users are found and sorted by. */
export type UserProperty =
  | "name"
  | "id"
  | "path"
  | "createdAt"
  /** Names of its groups. */
  | "group"
  /** Managed ones by ARN or name (contained: in path and name), inline ones by name. */
  | "policy"
  /** `Key` or `Key=Value`, in exact case; contained: in keys and values. */
  | "tag"
  | "hasMfa"
  | "hasPassword"
  /** A password or an active key. */
  | "hasCredentials"
  | "passwordChangedAt"
  | "passwordUsedAt"
  | "accessKeyId"
  | "hasActiveKey"
  /** Of the active key that is oldest. */
  | "activeKeyCreatedAt"
  | "keyUsedAt"
  /** The last use of password or keys. */
  | "usedAt"
  /** The same, or where it was never used, when it was made. */
  | "idleSince";

export type UserPart = "groups" | "mfaDevices" | "password" | "accessKeys" | "policies";

export interface FoundAccessKey {
  readonly id: AccessKeyId;
  readonly status: AccessKeyStatus;
  readonly createdAt: EpochMilliseconds;
  readonly usedAt?: EpochMilliseconds;
}

/** A managed policy by its ARN, or an inline one by its name. */
export type FoundPolicyName = { readonly arn: Arn } | { readonly inlineName: string };

/** Parts that were not asked for are absent. */
export interface FoundUser {
  readonly user: UserRecord;
  readonly passwordUsedAt?: EpochMilliseconds;
  /** Names, sorted. */
  readonly groups?: readonly string[];
  readonly mfaDevices?: readonly { readonly serialNumber: string; readonly kind: MfaDeviceKind }[];
  /** Null where it has none. */
  readonly password?: { readonly createdAt: EpochMilliseconds; readonly changedAt: EpochMilliseconds } | null;
  /** In the order of creation. */
  readonly accessKeys?: readonly FoundAccessKey[];
  /** Managed ones in the order of attachment, then inline ones by name. */
  readonly policies?: readonly FoundPolicyName[];
}

export type UserSearch = Search<UserProperty, UserPart, FoundUser>;
