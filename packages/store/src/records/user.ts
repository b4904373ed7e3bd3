import type { EntityReader, EntityRecord, EntityWriter } from "./entity.ts";
import type { Arn } from "./identifier.ts";
import type { Tag } from "./tag.ts";

export interface UserRecord extends EntityRecord {
  readonly permissionsBoundary?: Arn;
  readonly tags: readonly Tag[];
}

export type UserReader = EntityReader<UserRecord>;
export type UserWriter = EntityWriter<UserRecord>;
