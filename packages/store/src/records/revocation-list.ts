import type { RevocationListId, TrustAnchorId } from "@rolecall/names";
import type { AccountId, EpochMilliseconds } from "./identifier.ts";
import type { Page, PageRequest } from "./page.ts";
import type { Tag } from "./tag.ts";

/** Certificates that an authority has revoked: a CRL. Belongs to a trust anchor, in its account and region. */
export interface RevocationListRecord {
  readonly id: RevocationListId;
  readonly accountId: AccountId;
  readonly region: string;
  readonly trustAnchorId: TrustAnchorId;
  readonly name: string;
  readonly isEnabled: boolean;
  readonly tags: readonly Tag[];
  readonly createdAt: EpochMilliseconds;
  readonly updatedAt: EpochMilliseconds;
  /** As it was sent: PEM, up to 300,000 bytes. */
  readonly data: Uint8Array;
}

export interface RevocationListReader {
  byId(id: RevocationListId): Promise<RevocationListRecord | undefined>;
  /** Sorted by id. */
  list(accountId: AccountId, region: string, request: PageRequest): Promise<Page<RevocationListRecord>>;
  /** All of a trust anchor, sorted by id: a quota keeps them few. */
  ofTrustAnchor(trustAnchorId: TrustAnchorId): Promise<readonly RevocationListRecord[]>;
  countOfTrustAnchor(trustAnchorId: TrustAnchorId): Promise<number>;
}

/**
 * A change is told of the trust anchor. `insert` fails with StoreError "conflict" where the id is taken or its account has no such
 * trust anchor in that region, `update` and `delete` where it is unknown, `update` too where it would move.
 */
export interface RevocationListWriter extends RevocationListReader {
  insert(record: RevocationListRecord): Promise<void>;
  update(record: RevocationListRecord): Promise<void>;
  delete(id: RevocationListId): Promise<void>;
}
