import type { EntityListRequest, EntityReader, EntityRecord, EntityWriter } from "./entity.ts";
import type { AccountId, Arn, EpochMilliseconds } from "./identifier.ts";
import type { Page } from "./page.ts";
import type { Tag } from "./tag.ts";

export interface UserRecord extends EntityRecord {
  readonly permissionsBoundary?: Arn;
  readonly tags: readonly Tag[];
}

/** What lists show of a user: neither tags nor boundary, but when its password was last used. */
export interface UserOutline extends EntityRecord {
  readonly passwordUsedAt?: EpochMilliseconds;
}

interface Outlining {
  /** The page that `list` gives, of each user its outline. */
  outlines(accountId: AccountId, request: EntityListRequest): Promise<Page<UserOutline>>;
}

export type UserReader = EntityReader<UserRecord> & Outlining;
export type UserWriter = EntityWriter<UserRecord> & Outlining;
