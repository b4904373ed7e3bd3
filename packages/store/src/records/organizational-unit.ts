import type { OrganizationalUnitId, OrganizationId, ParentId } from "@rolecall/names";
import type { EpochMilliseconds } from "./identifier.ts";
import type { Page, PageRequest } from "./page.ts";
import type { Tag } from "./tag.ts";

export interface OrganizationalUnitRecord {
  readonly id: OrganizationalUnitId;
  readonly organizationId: OrganizationId;
  /** Never changes: AWS moves accounts alone. */
  readonly parentId: ParentId;
  /** Unique among the units under the same parent. */
  readonly name: string;
  readonly tags: readonly Tag[];
  readonly createdAt: EpochMilliseconds;
}

export interface OrganizationalUnitReader {
  byId(id: OrganizationalUnitId): Promise<OrganizationalUnitRecord | undefined>;
  byName(parentId: ParentId, name: string): Promise<OrganizationalUnitRecord | undefined>;
  /** Sorted by id. */
  ofParent(parentId: ParentId, request: PageRequest): Promise<Page<OrganizationalUnitRecord>>;
  count(organizationId: OrganizationId): Promise<number>;
}

/**
 * A change is told of the unit. `insert` and `update` fail with StoreError "conflict" where the name is taken, `insert` where the id
 * is, or the organization has no such root or unit to stand under; `update` and `delete` where the id is unknown, and `update` where
 * it names another organization or parent. `delete` takes attachments with it; that the unit is
 * empty is the caller's to look at.
 */
export interface OrganizationalUnitWriter extends OrganizationalUnitReader {
  insert(record: OrganizationalUnitRecord): Promise<void>;
  update(record: OrganizationalUnitRecord): Promise<void>;
  delete(id: OrganizationalUnitId): Promise<void>;
}
