import type { CompiledPolicySet } from "@rolecall/policy";
import type { ReadTransaction, RoleRecord, UniqueId, UserRecord } from "@rolecall/store";

/** Placeholder while the directory is written. */
export interface Directory {
  user(tx: ReadTransaction, id: UniqueId): Promise<DirectoryUser | undefined>;
  role(tx: ReadTransaction, id: UniqueId): Promise<DirectoryRole | undefined>;
}
export interface DirectoryUser {
  readonly record: UserRecord;
  readonly arn: string;
  readonly identity: CompiledPolicySet;
  readonly boundary?: CompiledPolicySet;
}
export interface DirectoryRole {
  readonly record: RoleRecord;
  readonly arn: string;
  readonly identity: CompiledPolicySet;
  readonly boundary?: CompiledPolicySet;
  readonly trust: CompiledPolicySet;
}
