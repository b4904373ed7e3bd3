import type { TrustAnchorId } from "@rolecall/names";
import type { AccountId, EpochMilliseconds } from "./identifier.ts";
import type { Page, PageRequest } from "./page.ts";
import type { Tag } from "./tag.ts";

/** https://docs.aws.amazon.com/rolesanywhere/latest/APIReference/API_NotificationSetting.html */
export interface NotificationSettingRecord {
  readonly event: "CA_CERTIFICATE_EXPIRY" | "END_ENTITY_CERTIFICATE_EXPIRY";
  readonly enabled: boolean;
  /** Days before the event. */
  readonly threshold?: number;
}

/** A certificate authority that machines' certificates may come from. Belongs to a region of its account. */
export interface TrustAnchorRecord {
  /** Never given again. */
  readonly id: TrustAnchorId;
  readonly accountId: AccountId;
  readonly region: string;
  readonly name: string;
  readonly isEnabled: boolean;
  /** Those that the account has set, one an event; the others are as AWS's are to begin with. */
  readonly notificationSettings: readonly NotificationSettingRecord[];
  readonly tags: readonly Tag[];
  readonly createdAt: EpochMilliseconds;
  readonly updatedAt: EpochMilliseconds;
  /** PEM, as it was sent: certificates of authorities, one behind another. */
  readonly certificateBundle: string;
}

export interface TrustAnchorReader {
  byId(id: TrustAnchorId): Promise<TrustAnchorRecord | undefined>;
  /** Sorted by id. */
  list(accountId: AccountId, region: string, request: PageRequest): Promise<Page<TrustAnchorRecord>>;
  count(accountId: AccountId, region: string): Promise<number>;
}

/**
 * A change is told of the trust anchor. `insert` fails with StoreError "conflict" where the id is taken or the account is not there,
 * `update` and `delete` where it is unknown, `update` too where it would move to another account or region. `delete` takes its
 * revocation lists with it.
 */
export interface TrustAnchorWriter extends TrustAnchorReader {
  insert(record: TrustAnchorRecord): Promise<void>;
  update(record: TrustAnchorRecord): Promise<void>;
  delete(id: TrustAnchorId): Promise<void>;
}
