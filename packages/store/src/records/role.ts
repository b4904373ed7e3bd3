import type { EntityReader, EntityRecord, EntityWriter } from "./entity.ts";
import type { Arn, UniqueId } from "./identifier.ts";
import type { Tag } from "./tag.ts";

/** The template that a role was made from, and what it was made with. */
export interface RoleSource {
  readonly templateArn: Arn;
  readonly minorVersion: number;
  /** By the parameter's name. */
  readonly replacementValues: Readonly<Record<string, readonly string[]>>;
}

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
  readonly source?: RoleSource;
}

export type RoleReader = EntityReader<RoleRecord>;
export type RoleWriter = EntityWriter<RoleRecord>;
