import type { EntityReader, EntityRecord, EntityWriter } from "./entity.ts";
import type { Arn, EpochMilliseconds } from "./identifier.ts";
import type { Tag } from "./tag.ts";

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

export type PolicyReader = EntityReader<PolicyRecord>;
export type PolicyWriter = EntityWriter<PolicyRecord>;
