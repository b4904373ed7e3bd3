import type { EntityReader, EntityRecord, EntityWriter } from "./entity.ts";
import type { Arn, UniqueId } from "./identifier.ts";
import type { Tag } from "./tag.ts";

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

export type RoleReader = EntityReader<RoleRecord>;
export type RoleWriter = EntityWriter<RoleRecord>;
