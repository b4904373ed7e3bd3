import type { AccountId, EpochMilliseconds, UniqueId } from "./identifier.ts";
import type { Page, PageRequest } from "./page.ts";

/** What users, groups, roles, instance profiles and customer-managed policies have in common. */
export interface EntityRecord {
  readonly id: UniqueId;
  readonly accountId: AccountId;
  /** As the caller wrote it; unique in its account and family without regard to case. */
  readonly name: string;
  /** Begins and ends with `/`. */
  readonly path: string;
  readonly createdAt: EpochMilliseconds;
}

export interface EntityListRequest extends PageRequest {
  readonly pathPrefix?: string;
}

export interface EntityReader<Record extends EntityRecord> {
  byId(id: UniqueId): Promise<Record | undefined>;
  /** Without regard to case. */
  byName(accountId: AccountId, name: string): Promise<Record | undefined>;
  /** Sorted by name without regard to case. */
  list(accountId: AccountId, request: EntityListRequest): Promise<Page<Record>>;
}

/** `insert` and `update` fail with StoreError "conflict" where the name is taken; `update` and `delete` where the id is unknown. */
export interface EntityWriter<Record extends EntityRecord> extends EntityReader<Record> {
  insert(record: Record): Promise<void>;
  update(record: Record): Promise<void>;
  delete(id: UniqueId): Promise<void>;
}
