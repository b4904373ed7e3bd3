import type { EntityReader, EntityRecord, EntityWriter } from "./entity.ts";
import type { UniqueId } from "./identifier.ts";
import type { Tag } from "./tag.ts";

export interface InstanceProfileRecord extends EntityRecord {
  readonly tags: readonly Tag[];
  /** At most one, as on AWS. */
  readonly roleId?: UniqueId;
}

export interface InstanceProfileReader extends EntityReader<InstanceProfileRecord> {
  /** Sorted by name. */
  ofRole(roleId: UniqueId): Promise<readonly InstanceProfileRecord[]>;
}
export type InstanceProfileWriter = InstanceProfileReader & EntityWriter<InstanceProfileRecord>;
