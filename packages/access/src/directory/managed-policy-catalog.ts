import type { Arn } from "@rolecall/names";

/** The policies that AWS manages: the same in every account, read-only. */
export interface ManagedPolicy {
  readonly name: string;
  readonly path: string;
  readonly arn: Arn;
  /** ANPA… */
  readonly policyId: string;
  /** `v3` */
  readonly defaultVersionId: string;
  /** ISO 8601 */
  readonly createDate: string;
  readonly updateDate: string;
}

export interface ManagedPolicyCatalog {
  readonly size: number;
  /** Sorted by name. */
  list(): readonly ManagedPolicy[];
  get(arn: string): ManagedPolicy | undefined;
  /** The default version's document as JSON text. */
  document(arn: string): string | undefined;
}
