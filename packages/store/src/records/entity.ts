import type { AccountId, Arn, EpochMilliseconds, UniqueId } from "./identifier.ts";

export interface Tag {
  readonly key: string;
  readonly value: string;
}

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

export interface UserRecord extends EntityRecord {
  readonly permissionsBoundary?: Arn;
  readonly tags: readonly Tag[];
}

export type GroupRecord = EntityRecord;

export interface RoleRecord extends EntityRecord {
  /** As it was sent. */
  readonly trustPolicy: string;
  /**
   * The principals of the trust policy that were resolved when it was saved: ARN as written → unique id. A principal that is
   * deleted and made anew has another id, so that the old trust does not reach it.
   */
  readonly trustPrincipals: Readonly<Record<string, UniqueId>>;
  readonly description?: string;
  readonly maxSessionSeconds: number;
  readonly permissionsBoundary?: Arn;
  readonly tags: readonly Tag[];
}

export interface InstanceProfileRecord extends EntityRecord {
  readonly tags: readonly Tag[];
  /** At most one, as on AWS. */
  readonly roleId?: UniqueId;
}

export interface PolicyRecord extends EntityRecord {
  readonly arn: Arn;
  readonly description?: string;
  /** The number in `v3`. */
  readonly defaultVersion: number;
  /** Numbers are never re-used. */
  readonly latestVersion: number;
  readonly updatedAt: EpochMilliseconds;
  readonly tags: readonly Tag[];
}

/** `after` is the `next` of the page before; items are sorted by name without regard to case. */
export interface PageRequest {
  readonly after?: string;
  /** At least 1. */
  readonly limit: number;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Absent on the last page. */
  readonly next?: string;
}

export interface EntityListRequest extends PageRequest {
  readonly pathPrefix?: string;
}

export interface EntityReader<Record extends EntityRecord> {
  byId(id: UniqueId): Promise<Record | undefined>;
  /** Without regard to case. */
  byName(accountId: AccountId, name: string): Promise<Record | undefined>;
  list(accountId: AccountId, request: EntityListRequest): Promise<Page<Record>>;
}

/** `insert` and `update` fail with StoreError "conflict" where the name is taken; `update` and `delete` where the id is unknown. */
export interface EntityWriter<Record extends EntityRecord> extends EntityReader<Record> {
  insert(record: Record): Promise<void>;
  update(record: Record): Promise<void>;
  delete(id: UniqueId): Promise<void>;
}

export interface InstanceProfileReader extends EntityReader<InstanceProfileRecord> {
  /** Sorted by name. */
  ofRole(roleId: UniqueId): Promise<readonly InstanceProfileRecord[]>;
}
export type InstanceProfileWriter = InstanceProfileReader & EntityWriter<InstanceProfileRecord>;
